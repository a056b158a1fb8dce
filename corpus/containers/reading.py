"""Read a container: each of its members by the reader of its format, and its own text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Final

from corpus.containers.member import Contents, Member
from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

DEEPEST: Final = 6
"""How deep archives may lie in archives: a page in a zip attached to a letter in a mailbox in a
``.tar.gz`` is 5 deep. An archive may hold itself (Russ Cox, "Zip files all the way down", 2010)."""


def read_members(
    source: Source,
    contents: Contents,
    read: Callable[[Source], Iterator[Document | Failure] | None],
) -> Iterator[Document | Failure]:
    """Give the documents of a container and of all that is in it.

    ``read`` gives those of a member, None if its format is not read. What can be read before the
    place where an archive is damaged stays; the rest is one ``Failure``.
    """
    if source.depth >= DEEPEST:
        yield Failure(
            source.shown,
            0,
            f"the archive lies {source.depth} deep in others, and is not read; unpack them",
        )
        return
    unpacking = source.unpacking
    try:
        for item in contents(source):
            if not isinstance(item, Member):
                yield item
                continue
            items = read(item.source)
            if items is not None:
                yield from (item.finish(one) if isinstance(one, Document) else one for one in items)
            elif unpacking is not None:
                unpacking.unread(_kind(item.source))
            if unpacking is not None and unpacking.is_spent:
                unpacking.take(0)
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))


def _kind(source: Source) -> str:
    suffix = PurePosixPath(source.ending or source.path.name).suffix.lower()
    return suffix if 1 < len(suffix) <= 8 else "no known ending"
