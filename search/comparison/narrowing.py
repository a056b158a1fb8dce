"""What narrows a comparison: language, source, province, genre and dates, as in a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from indexer import fields
from indexer.plan import AnyOf, Plan
from search.concordance.mention_filter import MEANT, SINCE, UNTIL, MentionFilter, mention_filter
from search.names.name_lookup import NameLookup

LANGS: Final = ("vi", "zh")
"""The languages that are set beside each other."""

NARROWING: Final = (fields.LANG, fields.SOURCE, fields.PROVINCE, fields.GENRE)
"""The filters beside the dates, by their name in addresses."""


def narrowing(pairs: Iterable[tuple[str, str]]) -> MentionFilter:
    """Read the filter of a comparison from the pairs of an address: of mentions that stand for the
    entity. Other names are passed over. Raises ``BadRequest``."""
    names = (*NARROWING, SINCE, UNTIL)
    return mention_filter(pair for pair in pairs if pair[0] in names).but(label=(MEANT,))


def document_filters(wanted: MentionFilter, names: NameLookup) -> Mapping[str, Plan]:
    """Return the filter as one plan a field, that of the language among them: so that its facet
    does not obey it."""
    found = dict(wanted.plans(names))
    if langs := wanted.of(fields.LANG):
        found[fields.LANG] = AnyOf(fields.LANG, langs)
    return found
