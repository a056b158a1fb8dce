"""The forms of an entity through the years, by the language of the documents.

All numbers are mentions that stand for the entity, as its dossier counts them, which lists them for
``form``, ``year`` and ``lang``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from indexer import fields
from indexer.annotation.annotation import documents_naming
from indexer.plan import all_of
from search import group_counts
from search.concordance.mention_filter import ALL_MEANT, MentionFilter
from search.group_counts import GroupCount
from search.names.entity_names import EntityName
from search.query.context import QueryContext


class FormYears(Struct, frozen=True):
    """A form in documents of one language, with its mentions by year (``fields.UNKNOWN`` for the
    undated)."""

    form: str
    lang: str
    years: Mapping[str, int]

    @property
    def mentions(self) -> int:
        """All mentions of the form in this language."""
        return sum(self.years.values())


class Timeline(Struct, frozen=True):
    """Forms of the entities ``ids``, most mentions first. ``years`` are all from the first to the
    last, without a gap; ``is_undated`` says that some mentions have none."""

    ids: tuple[str, ...]
    name: EntityName
    years: tuple[str, ...]
    is_undated: bool
    forms: tuple[FormYears, ...]

    @property
    def most(self) -> int:
        """The most mentions of a form in one year."""
        dated = (n for one in self.forms for year, n in one.years.items() if year in self.years)
        return max(dated, default=0)

    @property
    def mentions(self) -> int:
        """All mentions."""
        return sum(one.mentions for one in self.forms)


def timeline(
    context: QueryContext, ids: tuple[str, ...], wanted: MentionFilter = ALL_MEANT
) -> Timeline:
    """Return the timeline of an entity, or of both sides of a crossing: of the mentions that are
    asked for."""
    reader, lookup = context.reader, context.names
    within = wanted.plans(lookup).values()
    counts = [
        one
        for id_ in ids
        for one in group_counts.counts_in(reader, all_of([documents_naming((id_,)), *within]), id_)
    ]
    forms = forms_of(wanted.taken(counts))
    found = {year for one in forms for year in one.years}
    return Timeline(
        ids,
        lookup.name_of(ids[0]),
        _all_years(found - {fields.UNKNOWN}),
        fields.UNKNOWN in found,
        forms,
    )


def forms_of(counts: Iterable[GroupCount]) -> tuple[FormYears, ...]:
    """Return these mentions by form and language, then year."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for one in counts:
        group = one.group
        found.setdefault((group.form, group.lang), Counter())[group.year] += one.mentions
    forms = (FormYears(form, lang, dict(years)) for (form, lang), years in found.items())
    return tuple(sorted(forms, key=lambda one: (-one.mentions, one.form, one.lang)))


def _all_years(dated: set[str]) -> tuple[str, ...]:
    if not dated:
        return ()
    return tuple(f"{year:04}" for year in range(int(min(dated)), int(max(dated)) + 1))
