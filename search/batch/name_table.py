"""A table of names: a row for each, with what a search for it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from indexer import fields
from search.answer.models import Results
from search.request import Request
from search.request_errors import BadRequest

MOST: Final = 200
"""Names at once: two seconds of work, and an address that servers take."""

CHARACTERS: Final = 8_000
"""Of all names together."""

NAME_COLUMNS: Final = ("name", "total", "vi", "zh", "forms", "problem")
"""Of ``NameRow.shape``, in this order."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name as it was given, and the documents that have it: of both languages, of each, and in
    each form that was searched, most frequent first. ``problem`` says why it could not be asked."""

    name: str
    total: int = 0
    vi: int = 0
    zh: int = 0
    forms: tuple[tuple[str, int], ...] = ()
    problem: BadRequest | None = None

    def shape(self) -> dict[str, object]:
        """Return the row for a file."""
        forms = " · ".join(f"{form} {count}" for form, count in self.forms)
        values = (self.name, self.total, self.vi, self.zh, forms, str(self.problem or ""))
        return dict(zip(NAME_COLUMNS, values, strict=True))


def names_of(text: str) -> tuple[str, ...]:
    """Return the names of a text, one a line, each once. Raises ``BadRequest`` for too many."""
    if len(text) > CHARACTERS:
        raise BadRequest("too_long", length=len(text), limit=CHARACTERS)
    names = tuple(dict.fromkeys(filter(None, (" ".join(one.split()) for one in text.splitlines()))))
    if len(names) > MOST:
        raise BadRequest("too_many_names", count=len(names), limit=MOST)
    return names


def name_rows(
    ask: Callable[[Request], Results], names: tuple[str, ...], request: Request
) -> Iterator[list[NameRow]]:
    """Yield a row for each name, one at a time, under the filters of a request."""
    for name in names:
        try:
            yield [_row(name, ask(request.but(query=name, limit=0)))]
        except BadRequest as problem:
            yield [NameRow(name, problem=problem)]


def _row(name: str, results: Results) -> NameRow:
    # A facet counts what a click would give, whatever is chosen of it now.
    kept = results.request.filters.get(fields.LANG, ())
    facet = results.facets[fields.LANG]
    by_lang = {one.value: one.count for one in facet if not kept or one.value in kept}
    forms = [(one.form, one.count) for one in results.forms if one.on and one.count]
    return NameRow(
        name,
        results.total,
        by_lang.get("vi", 0),
        by_lang.get("zh", 0),
        tuple(sorted(forms, key=lambda one: -one[1])),
    )
