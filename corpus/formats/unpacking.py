"""What reading one file of the disk has come to, with all that is packed in it.

A zip of 42 KB may unpack to 4 petabytes, through archives in archives, or through members that all
point at the same bytes. So the bound is not of a member and not of an archive: all bytes that are
unpacked while one file is read, at any depth, are counted together. What could not be read, and
what is no document, is counted together too, so that an archive of 10,000 pictures is one sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from corpus.document import Document, Failure
from corpus.failures import LISTED
from corpus.formats.lines import line_stream
from corpus.read_errors import ReadError

KINDS: Final = 20
"""Kinds of what is left out that are named with their number; the rest is one kind. An archive may
have as many endings as members."""

_OTHER: Final = "other"


class Beyond(ReadError):
    """A file unpacks to more than is read of it. Nothing more of it is read."""


class Unpacking:
    """The bytes unpacked from a file of ``packed`` bytes, and what of it was left out."""

    def __init__(self, packed: int) -> None:
        self._packed = packed
        self._unpacked = 0
        self._unread: Counter[str] = Counter()
        self._passed: Counter[str] = Counter()

    @property
    def is_spent(self) -> bool:
        """Whether more was unpacked than may be."""
        most = line_stream.MOST_EXPANDED * self._packed
        return self._unpacked > max(line_stream.EXPANDED_FREELY, most)

    def take(self, size: int) -> None:
        """Count unpacked bytes. Raise ``Beyond`` if they are too many."""
        self._unpacked += size
        if self.is_spent:
            raise Beyond(
                f"it expands to more than {line_stream.MOST_EXPANDED} times its size, as no text "
                "does: the rest is not read; if it is right, unpack it and give what was in it"
            )

    def unread(self, kind: str) -> None:
        """Count a file whose format is not read."""
        _count(self._unread, kind)

    def passed_over(self, kind: str) -> None:
        """Count what is there and is no document: a link, a picture of a web page."""
        _count(self._passed, kind)

    def few(self, items: Iterable[Document | Failure], shown: str) -> Iterator[Document | Failure]:
        """Give what was read of the file at ``shown``. Of the failures of its members ``LISTED`` of
        each kind (lost or not) are given, the others counted; those of the file itself all are."""
        given: Counter[bool] = Counter()
        more: Counter[bool] = Counter()
        for item in items:
            if isinstance(item, Document) or item.path == shown:
                yield item
            elif given[item.lost] < LISTED:
                given[item.lost] += 1
                yield item
            else:
                more[item.lost] += item.count
        for lost, count in more.items():
            what = "could not be read" if lost else "were kept with a remark"
            yield Failure(shown, 0, f"{count:,} more in it {what}", lost=lost, count=count)
        yield from self._left_out(shown)

    def _left_out(self, shown: str) -> Iterator[Failure]:
        if count := self._unread.total():
            reason = f"{_files(count)} in it not read, as the format is none of ours"
            yield Failure(shown, 0, f"{reason}: {_kinds(self._unread)}", count=count)
        if count := self._passed.total():
            reason = f"{_files(count)} in it passed over, being no documents"
            yield Failure(shown, 0, f"{reason}: {_kinds(self._passed)}", lost=False, count=count)


def _count(counter: Counter[str], kind: str) -> None:
    counter[kind if kind in counter or len(counter) < KINDS else _OTHER] += 1


def _kinds(counter: Counter[str]) -> str:
    return ", ".join(f"{kind} ({count:,})" for kind, count in counter.most_common())


def _files(count: int) -> str:
    return "1 file was" if count == 1 else f"{count:,} files were"
