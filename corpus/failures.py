"""Shorten the failures of one file: the first are listed one by one, the others counted.

A file with a million bad lines is one mistake, and a list of a million reasons helps nobody. The
sum of ``count`` is always the number of records that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from corpus.document import Document, Failure

LISTED: Final = 100
"""Most failures of a file that are listed, of either kind: lost or not. They fill two or
three screens; nobody reads more, and what is wrong with a whole file shows in the first."""


def listed(items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """Give the items as they come, but at most ``LISTED`` failures of each file and kind.

    After the last item of a file come a ``Failure`` with the number of those left out, and the last
    failure itself, which may say why the rest of the file was not read. The items of a file must
    come together, as ``read_paths`` gives them.
    """
    path = ""
    kinds = {lost: _Kind(lost=lost) for lost in (False, True)}
    for item in items:
        if item.path != path:
            yield from chain.from_iterable(kind.rest(path) for kind in kinds.values())
            path = item.path
        if isinstance(item, Document) or kinds[item.lost].lists(item):
            yield item
    yield from chain.from_iterable(kind.rest(path) for kind in kinds.values())


class _Kind:
    """Counts the failures of one file that are all ``lost``, or all not."""

    def __init__(self, *, lost: bool) -> None:
        self._lost = lost
        self._begin()

    def _begin(self) -> None:
        self._shown = 0
        self._left_out = 0
        self._lines = (0, 0)
        self._last: Failure | None = None

    def lists(self, failure: Failure) -> bool:
        """Tell whether a failure is listed. If not, keep it as the last, count the one before."""
        if self._shown < LISTED:
            self._shown += 1
            return True
        if self._last is not None:
            line = self._last.line
            self._lines = (self._lines[0] if self._left_out else line, line)
            self._left_out += self._last.count
        self._last = failure
        return False

    def rest(self, path: str) -> Iterator[Failure]:
        """Give the failures that stand for those not listed, and begin the next file."""
        if self._left_out:
            what = "could not be read" if self._lost else "were kept with a remark"
            first, last = self._lines
            reason = f"{self._left_out:,} more {what}, from line {first} to {last}"
            yield Failure(path, 0, reason, lost=self._lost, count=self._left_out)
        if self._last is not None:
            yield self._last
        self._begin()
