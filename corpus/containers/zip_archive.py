"""Give the members of a ``.zip``, each unpacked while it is read.

Names that are not marked as UTF-8 are in the encoding of the machine that wrote them: GBK, Big5,
UTF-8 unmarked, windows-1258. Python reads them as cp437, which loses no byte.

Two entries may point at the same bytes (David Fifield, "A better zip bomb", 2019: 46 MB unpack to
4.5 PB). No program writes such archives, so entries that overlap others are refused.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final
from zipfile import ZipFile, ZipInfo

from corpus.containers.member import Member
from corpus.containers.member_names import UniqueNames, decoded, is_hidden
from corpus.containers.streams import DAMAGE, damaged, member_file
from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

MOST_MEMBERS: Final = 300_000
"""Most members of an archive. Python holds the list of them in memory, some 600 bytes each beside
its name, before the first can be read."""

LARGEST_LIST: Final = 64 << 20
"""Most bytes of that list: 200 for each of ``MOST_MEMBERS``."""

IN_MEMORY: Final = 8 << 20
"""Bytes of an archive within an archive that are held in memory while it is read; of a larger one
all lies in a temporary file, which the system removes by itself. The list of members is at the end
of an archive, so it cannot be read as a stream."""

_ENTRY: Final = b"PK\x01\x02"
_IS_UTF8: Final = 0x800
_IS_LOCKED: Final = 0x1
_HEADER: Final = 30
"""Bytes that stand before the data of an entry, beside its name."""

_LOCKED: Final = (
    "it is protected by a password; unpack it with the password, and give what was in it"
)
_OVERLAPS: Final = (
    "its data overlaps that of another entry, as in archives made to do harm: it is not read; "
    "check where the archive comes from"
)


def zip_contents(source: Source) -> Iterator[Member | Document | Failure]:
    """Give the members in the order of the archive's list. Raise ``ReadError`` if that is damaged
    or too long."""
    with _seekable(source) as file:
        try:
            archive = ZipFile(_Listed(file))
        except DAMAGE as error:
            raise ReadError(
                f"this is no zip archive, or it was cut off ({error}); fetch or copy it again"
            ) from error
        with archive:
            yield from _members(source, archive)


def _members(source: Source, archive: ZipFile) -> Iterator[Member | Document | Failure]:
    entries = archive.infolist()
    overlapping = _overlapping(entries)
    unique = UniqueNames()
    for entry, name in zip(entries, _names(entries), strict=True):
        if not (name.endswith(("/", "\\")) or is_hidden(name)):
            yield _member(source, archive, entry, unique.of(name), overlapping)
        source.progress(entry.compress_size)


def _member(
    source: Source, archive: ZipFile, entry: ZipInfo, name: str, overlapping: set[int]
) -> Member | Failure:
    def open_entry() -> BinaryIO:
        try:
            file = archive.open(entry)
        except DAMAGE as error:
            raise damaged(error) from error
        return member_file(file.read, source.unpacking, file.close)

    member = source.member(name, open_entry)
    if entry.flag_bits & _IS_LOCKED:
        return Failure(member.shown, 0, _LOCKED)
    if entry.header_offset in overlapping:
        return Failure(member.shown, 0, _OVERLAPS)
    return Member(member)


def _names(entries: Sequence[ZipInfo]) -> list[str]:
    raw = [
        entry.orig_filename.encode("utf-8" if entry.flag_bits & _IS_UTF8 else "cp437", "replace")
        for entry in entries
    ]
    unmarked = [at for at, entry in enumerate(entries) if not entry.flag_bits & _IS_UTF8]
    names = [entry.filename for entry in entries]
    for at, name in zip(unmarked, decoded([raw[at] for at in unmarked]), strict=True):
        names[at] = name.partition("\0")[0]
    return names


def _overlapping(entries: Sequence[ZipInfo]) -> set[int]:
    """Return where the entries begin whose data overlaps that of another, or that are the same."""
    found: set[int] = set()
    end, before = 0, -1
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            found |= {entry.header_offset, before}
        after = entry.header_offset + _HEADER + entry.compress_size
        if after >= end:
            end, before = after, entry.header_offset
    return found


def _seekable(source: Source) -> BinaryIO:
    """Return the file of an archive, which can be read at any place."""
    if source.open is None:
        return source.opened()
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by the caller
    try:
        for chunk in source.chunks():
            copy.write(chunk)
        copy.seek(0)
    except OSError as error:
        copy.close()
        raise ReadError(
            f"an archive within an archive needs room for temporary files: {error.strerror}; "
            "free some, or unpack the outer archive"
        ) from error
    except BaseException:
        copy.close()
        raise
    return copy  # type: ignore[return-value]


class _Listed:
    """A file that gives no list of members that is too long: ``ZipFile`` reads it at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, LARGEST_LIST + 1) if size >= 0 else LARGEST_LIST + 1)
        if len(data) > LARGEST_LIST or (
            data.startswith(_ENTRY) and data.count(_ENTRY) > MOST_MEMBERS
        ):
            raise ReadError(
                f"the archive has more than {MOST_MEMBERS:,} members; unpack it, and give the "
                "folder"
            )
        return data
