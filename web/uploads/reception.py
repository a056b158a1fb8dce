"""Receive the files of one request: to the disk as they come, kept when all are there.

The token comes before the first file, so that nothing is written for another site. What goes wrong
with one file is noted and costs that file alone; what goes wrong with the request costs all of it.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from corpus.readers import reader_for
from web.http.refusals import Refusal
from web.http.sent_parts import PartHead, Piece
from web.uploads.safe_names import is_plain, safe_name
from web.uploads.upload_folder import AddedFile, UploadFolder

FIELD_LIMIT: Final = 4_096
"""Most bytes of a plain field: a token, or the name of a source."""

MIB: Final = 1 << 20

_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class UploadLimits(Struct, frozen=True):
    """Most bytes of a file and of a request. A text of more than 64 MiB is not read
    (corpus/formats/source_file.py); an archive or a ``.jsonl`` may be larger."""

    file: int = 256 * MIB
    request: int = 1024 * MIB


class _Incoming(Struct):
    """A file of the request. Without ``path`` it has a ``problem``, and its bytes are not kept."""

    name: str
    path: Path | None = None
    size: int = 0
    problem: str = ""


class Reception:
    """The files of one request. ``check_token`` raises ``Refusal`` for a wrong token. Used by one
    thread at a time, and closed in any case."""

    def __init__(
        self, folder: UploadFolder, limits: UploadLimits, check_token: Callable[[str], None]
    ) -> None:
        self._folder = folder
        self._limits = limits
        self._check_token = check_token
        self._is_ours = False
        self._fields: dict[str, bytes] = {}
        self._field = ""
        self._files: list[_Incoming] = []
        self._now: _Incoming | None = None
        self._open: BinaryIO | None = None

    def take(self, pieces: Iterable[Piece]) -> None:
        """Take some of the request. Raises ``Refusal``."""
        try:
            for piece in pieces:
                if isinstance(piece, PartHead):
                    self._begin(piece)
                elif self._now is not None:
                    self._write(self._now, piece)
                else:
                    self._add_to_field(piece)
        except OSError as error:
            raise _explained(error) from error

    def keep(self) -> list[AddedFile]:
        """Keep the files, now that all of the request is there. Raises ``Refusal`` for a request
        without any."""
        self._end_file()
        self._check()
        source = self._text("source")
        if not self._files:
            raise Refusal("no_files")
        kept: list[AddedFile] = []
        try:
            if any(one.path for one in self._files):
                self._folder.want()
            for one in self._files:
                kept.append(self._kept(one, source))
        except OSError as error:
            for file in kept:
                if file.kept and file.is_new:
                    (self._folder.path / file.kept).unlink(missing_ok=True)
            raise _explained(error) from error
        return kept

    def text(self, field: str) -> str:
        """Return a plain field. Raises ``Refusal`` for a wrong token."""
        self._end_file()
        self._check()
        return self._text(field)

    def close(self) -> None:
        """Throw away what was received and not kept."""
        if self._open is not None:
            self._open.close()
        for one in self._files:
            if one.path is not None:
                one.path.unlink(missing_ok=True)

    def _kept(self, one: _Incoming, source: str) -> AddedFile:
        if one.path is None:
            return AddedFile(one.name, problem=one.problem)
        return self._folder.keep(one.path, one.name, source)

    def _check(self) -> None:
        if not self._is_ours:
            self._check_token(self._text("token"))
            self._is_ours = True

    def _text(self, field: str) -> str:
        return self._fields.get(field, b"").decode("utf-8", "replace")

    def _begin(self, head: PartHead) -> None:
        self._end_file()
        self._field = head.field
        if head.name is None:
            self._fields.setdefault(head.field, b"")
            return
        self._check()
        self._now = _Incoming(head.name)
        if not is_plain(head.name):
            self._now.problem = "name"
        elif reader_for(safe_name(head.name)) is None:
            self._now.problem = "kind"
        else:
            path = self._folder.incoming / secrets.token_hex(8)
            self._open = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), "wb")
            self._now.path = path
        self._files.append(self._now)

    def _add_to_field(self, piece: bytes) -> None:
        found = self._fields.get(self._field, b"") + piece
        if len(found) > FIELD_LIMIT:
            raise Refusal("long_form", limit=FIELD_LIMIT)
        self._fields[self._field] = found

    def _write(self, one: _Incoming, piece: bytes) -> None:
        one.size += len(piece)
        if self._open is None:
            return
        if one.size > self._limits.file:
            self._drop(one, "large")
        else:
            self._open.write(piece)

    def _end_file(self) -> None:
        one, self._now = self._now, None
        if one is None:
            return
        if not (one.name or one.size):
            # A browser sends a nameless file where none was chosen.
            self._files.remove(one)
        elif self._open is not None and not one.size:
            self._drop(one, "empty")
        elif self._open is not None:
            self._open.flush()
            os.fsync(self._open.fileno())
            self._open.close()
            self._open = None

    def _drop(self, one: _Incoming, problem: str) -> None:
        if self._open is not None and one.path is not None:
            self._open.close()
            self._open = None
            one.path.unlink()
        one.path, one.problem = None, problem


def _explained(error: OSError) -> Refusal:
    """Say why the system did not take a file. Raises what nobody foresaw."""
    if error.errno in _NO_ROOM:
        return Refusal("no_room")
    raise error
