"""Links to the other pages of an answer.

Pages of a folded list have no numbers: how many there are is known when all of it was looked
through. Each says which documents it takes, and where the ones beside it begin.
"""

from __future__ import annotations

from msgspec import Struct

from search.answer.models import Results
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts


class Paging(Struct, frozen=True):
    """``numbers`` are pages with their URLs; this page has no URL, a gap has no number."""

    numbers: tuple[tuple[str, str], ...]
    previous: str
    following: str
    where: str


def page_url(results: Results, number: int) -> str:
    """Return the URL of a page by its number from 0."""
    request = results.request
    return urls.results_url(request.but(offset=number * request.limit))


def last_page(results: Results) -> int:
    """Return the number of the last page, from 0."""
    return max(results.listed - 1, 0) // max(results.request.limit, 1)


def last_page_url(results: Results) -> str:
    """Return the URL of the last page, where this one is behind it."""
    request = results.request
    if request.folds:
        return urls.results_url(request.but(offset=results.previous or 0))
    return page_url(results, last_page(results))


def paging(results: Results, texts: Texts) -> Paging | None:
    """Return the links; None if all documents stand on one page, or this page is after the last."""
    request, total = results.request, results.listed
    if not request.limit or total <= request.limit or request.offset >= total:
        return None
    if request.folds:
        return _folded(results, texts)
    page, last = request.offset // request.limit, last_page(results)
    near = {0, last, *range(max(page - 2, 0), min(page + 2, last) + 1)}
    numbers: list[tuple[str, str]] = []
    before = -1
    for number in sorted(near):
        if number > before + 1:
            numbers.append(("", ""))
        numbers.append((grouped(number + 1), "" if number == page else page_url(results, number)))
        before = number
    return Paging(
        numbers=tuple(numbers),
        previous=page_url(results, page - 1) if page else "",
        following=page_url(results, page + 1) if page < last else "",
        where=texts.filled("page_of", page=grouped(page + 1), pages=grouped(last + 1)),
    )


def _folded(results: Results, texts: Texts) -> Paging | None:
    request = results.request
    if results.previous is None and results.following is None:
        return None

    def at(place: int | None) -> str:
        return "" if place is None else urls.results_url(request.but(offset=place))

    last = results.listed if results.following is None else results.following
    return Paging(
        numbers=(),
        previous=at(results.previous),
        following=at(results.following),
        where=texts.filled(
            "places_of",
            first=grouped(request.offset + 1),
            last=grouped(last),
            all=grouped(results.listed),
        ),
    )
