"""Keep named lists in a file: JSON lines, one document of one list each, readable by anybody.

The file is written whole, synchronised and under a lock. A line that can't be read is told with its
number, and nothing is written then: nobody's list is lost by a slip of an editor.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from msgspec.structs import asdict

from indexer.index_errors import IndexProblem
from indexer.whole_files import write_whole
from search.lists.document_lists import Change, Entries, Entry
from search.request_errors import BadRequest

SIZE_LIMIT: Final = 8 << 20
"""Most bytes of a file: some 60,000 documents in lists."""

WAIT: Final = 30.0
"""Seconds to wait for the lock, which is held for milliseconds."""

_FIELDS: Final = frozenset(Entry.__struct_fields__)

_Stamp = tuple[int, int, int, int]


class ListsBroken(IndexProblem):
    """A file of lists that can't be read or written; the message says why."""


def lists_beside(index: Path) -> Path:
    """Return where the lists of an index are kept: beside its folder, so that they outlive it."""
    whole = index.absolute()
    return whole.parent / f"{whole.name}.lists.jsonl"


class ListsFile:
    """The lists of one file, read again when it changes. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._known: tuple[_Stamp | None, Entries] = (None, ())

    def entries(self) -> Entries:
        """Return all entries, in the order in which they were put there; none where there is no
        file. Raises ``ListsBroken``."""
        with self._lock:
            stamp = self._stamp()
            if stamp != self._known[0]:
                # Taken before it is read: what changes meanwhile is read the next time.
                self._known = stamp, _parsed(self.path)
            return self._known[1]

    def change(self, change: Change) -> Entries:
        """Do something to the lists, and return them. Raises ``BadRequest``, and ``ListsBroken`` if
        it can't be kept; then the file is as it was."""
        target = Path(os.path.realpath(self.path))
        lock = target.with_name(f".{target.name}.lock")
        try:
            with FileLock(lock, timeout=WAIT, poll_interval=0.01):
                before = _parsed(self.path)
                after = change(before)
                if after != before:
                    content = b"".join(map(_line, after))
                    if len(content) > SIZE_LIMIT:
                        raise BadRequest("lists_full", limit=SIZE_LIMIT >> 20)
                    write_whole(target, content, keeps_owner=True)
                return after
        except Timeout:
            raise ListsBroken(
                f"{self.path} can't be written: others have been writing it for {WAIT:.0f} seconds"
            ) from None
        except OSError as error:
            raise ListsBroken(
                f"{self.path} can't be written: {error.strerror or error}. It is as it was"
            ) from None

    def _stamp(self) -> _Stamp | None:
        try:
            seen = self.path.stat()
        except OSError:
            return None
        return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _line(entry: Entry) -> bytes:
    """Encode an entry as a line; ``_entry`` decodes it."""
    shape = {name: value for name, value in asdict(entry).items() if value}
    return json.dumps(shape, ensure_ascii=False).encode() + b"\n"


def _parsed(path: Path) -> Entries:
    try:
        if not path.is_file() and path.exists():
            raise ListsBroken(f"{path} is no file. Lists are kept there")
        if path.exists() and path.stat().st_size > SIZE_LIMIT:
            raise ListsBroken(f"{path} has more than {SIZE_LIMIT >> 20} MB, which no lists have")
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise ListsBroken(f"{path} can't be read: {error.strerror or error}") from None
    found: dict[tuple[str, str], Entry] = {}
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            entry = _entry(line)
        except (ValueError, RecursionError) as error:
            raise ListsBroken(f"{path}:{number}: {error}. Mend the line, or delete it") from None
        found.setdefault((entry.list, entry.doc), entry)
    return tuple(found.values())


def _entry(line: bytes) -> Entry:
    """Decode a line. Raises ``ValueError``."""
    shape = json.loads(line)
    if not isinstance(shape, dict) or not shape.keys() <= _FIELDS:
        raise ValueError(f"a line has the names {', '.join(sorted(_FIELDS))}")
    if not all(isinstance(value, str) for value in shape.values()):
        raise ValueError("every value is a text")
    if any("\ud800" <= char <= "\udfff" for value in shape.values() for char in value):
        raise ValueError("half a character (\\ud800 to \\udfff) is no text")
    if not shape.get("list") or not shape.get("doc"):
        raise ValueError("a line names a list and a doc")
    return Entry(**shape)
