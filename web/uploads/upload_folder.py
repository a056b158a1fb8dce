"""The folder below which added files are kept, and beside them, hidden, what is known of them.

    DIR/report.txt                 a file without a source
    DIR/Báo Lạng Sơn/report.txt    one with a source, which the songngu.toml there says
    DIR/.songngu/incoming/         files that are being received
    DIR/.songngu/receipts/         what became of the files of each request
    DIR/.songngu/status.json       how the last indexing fares (indexer/pipeline/run_status.py)
    DIR/.songngu/wanted            there is something that was not indexed yet

Nothing that is there is ever replaced, and nothing may be executed.
"""

from __future__ import annotations

import filecmp
import json
import os
import re
import secrets
import threading
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from corpus import folder_facts
from indexer.whole_files import synchronise_folder, write_whole
from web.uploads.safe_names import numbered, safe_name

OWN: Final = ".songngu"
"""Where this program keeps its own files: hidden, so that they are not read as documents."""

FORGOTTEN: Final = 86_400.0
"""Seconds after which a file that was received by half is no longer being received."""

RECEIPTS: Final = 200
"""Receipts that are kept: a page that is loaded again shows one of them."""

SOURCE_LIMIT: Final = 200
"""Longest name of a source, in code points; readers take 500 (corpus/folder_facts.py)."""

FRESH: Final = 30.0
"""Seconds for a process to begin: another process of the server may have started one."""

PROBLEMS: Final = ("kind", "name", "empty", "large")
"""Why a file is not kept."""

_ID: Final = re.compile(r"[0-9a-f]{16}")


class AddedFile(Struct, frozen=True):
    """What became of a file that was sent under a ``name``: where it is kept below the folder, or
    the ``problem``, one of ``PROBLEMS``, for which it was not. ``is_new`` is
    False where the same file was there under this name."""

    name: str
    kept: str = ""
    is_new: bool = True
    problem: str = ""


class UploadFolder:
    """One such folder. Safe to share between threads and processes. What is made may raise
    ``OSError``."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))
        self._own = self.path / OWN
        self._lock = threading.Lock()
        for name in ("incoming", "receipts"):
            (self._own / name).mkdir(parents=True, exist_ok=True)
        self._sweep()

    @property
    def status(self) -> Path:
        """The file of the status of indexing."""
        return self._own / "status.json"

    @property
    def log(self) -> Path:
        """What the process that indexes says beside."""
        return self._own / "indexing.log"

    @property
    def incoming(self) -> Path:
        """Where files are received, on the same file system as they are kept."""
        return self._own / "incoming"

    def keep(self, received: Path, name: str, source: str) -> AddedFile:
        """Give a received file its place, under a name that is new there. The same content under
        the same name is left out."""
        shown = "".join(char for char in " ".join(source.split()) if char.isprintable())
        folder = self._folder_of(shown[:SOURCE_LIMIT])
        wanted = safe_name(name)
        for number in count(1):
            place = folder / numbered(wanted, number)
            try:
                # Takes the name, whoever else wants it; then the file takes its place.
                os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            except FileExistsError:
                if place.is_file() and filecmp.cmp(received, place, shallow=False):
                    received.unlink()
                    return AddedFile(name, self._shown(place), is_new=False)
                continue
            try:
                os.replace(received, place)
            except OSError:
                place.unlink(missing_ok=True)  # It only held the name.
                raise
            synchronise_folder(folder)
            return AddedFile(name, self._shown(place))
        raise AssertionError("there is always another number")

    def _shown(self, place: Path) -> str:
        return place.relative_to(self.path).as_posix()

    def _folder_of(self, source: str) -> Path:
        """Return the folder of the files of a source, which says so."""
        if not source:
            return self.path
        with self._lock:
            for number in count(1):
                folder = self.path / numbered(safe_name(source), number)
                try:
                    folder.mkdir()
                except FileExistsError:
                    if folder_facts.facts_for(folder / "x", folder).source == source:
                        return folder
                    continue
                said = json.dumps(source, ensure_ascii=False)
                write_whole(folder / folder_facts.NAME, f"source = {said}\n".encode())
                return folder
        raise AssertionError("there is always another number")

    # What became of a request

    def write_receipt(self, files: Sequence[AddedFile]) -> str:
        """Write down what became of files; return the id by which ``receipt`` finds it."""
        receipt = secrets.token_hex(8)
        content = json.dumps([asdict(one) for one in files], ensure_ascii=False)
        write_whole(self._receipt(receipt), content.encode("utf-8", "replace"))
        for old in self._by_age("receipts")[RECEIPTS:]:
            old.unlink(missing_ok=True)
        return receipt

    def receipt(self, receipt: str) -> list[AddedFile]:
        """Return what became of the files of a request; nothing where that is not known."""
        if not _ID.fullmatch(receipt):
            return []
        try:
            return [AddedFile(**one) for one in json.loads(self._receipt(receipt).read_bytes())]
        except FileNotFoundError:
            return []

    def _receipt(self, receipt: str) -> Path:
        return self._own / "receipts" / f"{receipt}.json"

    # What is to be indexed

    def want(self) -> None:
        """Note, before anything is kept, that there is something to be indexed."""
        write_whole(self._own / f"wanted.{secrets.token_hex(4)}", b"")

    def wanted(self) -> list[Path]:
        """Return the notes that something is to be indexed, the newest first."""
        return self._by_age(".", "wanted.*")

    def is_fresh(self, began: float) -> bool:
        """Tell whether such a note was made just now, and after a run that ``began`` at a time in
        seconds."""
        return any(_written(one) > max(began, time.time() - FRESH) for one in self.wanted()[:1])

    def _by_age(self, folder: str, pattern: str = "*.json") -> list[Path]:
        """List files, the newest first."""
        return sorted((self._own / folder).glob(pattern), key=_written, reverse=True)

    def _sweep(self) -> None:
        """Remove what was received by half when a server was killed."""
        for path in self.incoming.iterdir():
            if time.time() - _written(path) > FORGOTTEN:
                path.unlink(missing_ok=True)


def _written(path: Path) -> float:
    """Return when a file was written; 0 for one that is gone, as another process took it away."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
