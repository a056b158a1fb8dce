"""Tell which mentions overlap others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from indexer.linking.mention import Mention


class Spans:
    """The spans of some mentions: by field their starts, sorted, and the farthest end of all up to
    each, so that a question takes O(log n). A document may be a volume of a gazette with ten
    thousand mentions.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        places: dict[str, list[tuple[int, int]]] = {}
        for one in mentions:
            places.setdefault(one.field, []).append((one.start, one.end))
        self._starts: dict[str, list[int]] = {}
        self._farthest: dict[str, list[int]] = {}
        for field, spans in places.items():
            spans.sort()
            self._starts[field] = [start for start, _ in spans]
            self._farthest[field] = list(accumulate((end for _, end in spans), max))

    def hold_more_than(self, mention: Mention) -> bool:
        """Tell whether one of them holds the whole mention and more."""
        starts = self._starts.get(mention.field, [])
        before = self._end_of(mention.field, bisect_left(starts, mention.start))
        so_far = self._end_of(mention.field, bisect_right(starts, mention.start))
        return before >= mention.end or so_far > mention.end

    def overlap(self, mention: Mention) -> bool:
        """Tell whether one of them overlaps a mention."""
        starts = self._starts.get(mention.field, [])
        return self._end_of(mention.field, bisect_left(starts, mention.end)) > mention.start

    def _end_of(self, field: str, count: int) -> int:
        """Return the farthest end of the first ``count`` spans; -1 of none."""
        return self._farthest[field][count - 1] if count else -1
