"""Find and open the file that a document was read from, given its place alone.

A place is one that the index holds, never one that somebody typed. Only what is there is opened: if
a link has come in the way to the file, it is not followed. A member of an archive is found by
walking through the archive as it was when it was read, within the same bounds (``Unpacking``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from corpus.containers.member import Member
from corpus.file_place import file_of, member_of, place_of, with_member
from corpus.formats.source_file import Progress, Source, shown_path
from corpus.formats.unpacking import Unpacking
from corpus.read_errors import ReadError
from corpus.readers import contents_of


class Original(Struct, frozen=True):
    """A file that was opened: its name and its bytes, which are read while they are given."""

    name: str
    chunks: Iterator[bytes]


def name_of(place: str) -> str:
    """Return the name of the file, or of the member of an archive, at a place."""
    return shown_path(Path(member_of(place) or file_of(place)).name)


def open_original(place: str, check: Callable[[], object] = bool) -> Original:
    """Open the file at a place, which may have a line. ``check`` is called while the file is looked
    for, again and again, and ends it by raising what it likes.

    Raise ``ReadError`` if it is not there any more, is no regular file, or cannot be read.
    """
    file = file_of(place)
    if os.path.realpath(file) != os.fspath(file):
        raise ReadError("a link has come in its way")
    try:
        size = os.stat(file).st_size
    except OSError as error:
        raise ReadError(f"it is not there: {error.strerror}") from error
    looking = True

    def look(_: int) -> None:
        if looking:
            check()

    source = Source(
        file,
        place_of(os.fspath(file)),
        progress=look,
        unpacking=Unpacking(size),
    )
    member = member_of(place)
    wanted = with_member(source.place, member) if member else source.place
    pieces = _found(source, wanted, look)
    name, first = next(pieces, (name_of(place), b""))
    looking = False
    return Original(name, _again(first, pieces))


def _found(source: Source, wanted: str, look: Progress) -> Iterator[tuple[str, bytes]]:
    """Give the name of the file at a place with each piece of its bytes; the file is this one or in
    it. What has parts that are no files (the sheets of a workbook) is one file. ``look`` is called
    for each member on the way."""
    found = contents_of(source) if source.place != wanted else None
    if found is None:
        name = shown_path(source.path.name)
        yield from ((name, chunk) for chunk in source.chunks())
        return
    contents, inner = found
    for item in contents(inner):
        look(0)
        if isinstance(item, Member) and item.source.place != source.place:
            place = item.source.place
            if wanted == place or wanted.startswith(f"{place}/"):
                yield from _found(item.source, wanted, look)
                return
    raise ReadError("it is not in its archive any more")


def _again(first: bytes, rest: Iterator[tuple[str, bytes]]) -> Iterator[bytes]:
    yield first
    for _, chunk in rest:
        yield chunk
