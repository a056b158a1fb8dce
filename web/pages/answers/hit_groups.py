"""The hits of a page in groups: those of what was asked, those that hold the name in another sense,
and the documents that have only a part of what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from search.answer.models import HitRow, Results
from search.request import NAME_ORDER
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.answers.hit_rows import HitRowView, hit_rows


class HitGroup(Struct, frozen=True):
    """Hits in a row with what is said above them, if anything; ``start`` is the number of the first
    (1-based)."""

    heading: str
    note: str
    start: int
    rows: tuple[HitRowView, ...]


def hit_groups(results: Results, texts: Texts) -> Iterator[HitGroup]:
    """Yield the hits of a page in groups; what a group is stands above it on every page."""
    request = results.request
    in_order = request.sorting == NAME_ORDER and not request.meaning

    def heading(both: tuple[HitRow, HitRowView]) -> tuple[str, str]:
        hit = both[0]
        if hit.beyond:
            return _of_others(results, texts)
        # By date or meaning they stand among the others, and each says so itself.
        if hit.other_sense and in_order:
            return texts.counted("other_sense", results.other_sense), ""
        return "", ""

    start = request.offset + 1
    rows = zip(results.hits, hit_rows(results, texts), strict=True)
    for (head, note), group in groupby(rows, heading):
        of_group = tuple(row for _, row in group)
        yield HitGroup(head, note, start, of_group)
        start += len(of_group)


def _of_others(results: Results, texts: Texts) -> tuple[str, str]:
    others = texts.counted("others", results.others_total)
    note = ""
    if results.others_total > results.others_listed:
        note = texts.filled("others_listed", n=grouped(results.others_listed))
    if not results.total:  # The page says so above.
        return others, note
    have_all = texts.counted("have_all", results.total)
    return texts.filled("all_then_others", all=have_all, others=others), note
