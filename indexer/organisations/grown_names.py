"""Give the organisations of the gazetteer their whole name in a Vietnamese text.

The gazetteer finds the core. The word for what it is before it (*Tập đoàn* Vingroup, *tổ chức*
Hamas) and its own country behind it (Bộ Ngoại giao *Trung Quốc*) belong to the name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

from indexer.analysis.name_keys import Keys, keys_of
from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import HAN_CLASS
from indexer.linking.context import FieldContext
from indexer.linking.mention import Mention
from indexer.ner.vietnamese.lexicon import plurals
from indexer.organisations.known_bodies import home_of
from indexer.organisations.organisation_words import named_vi
from synonyms.gazetteer import Gazetteer

_LONGEST: Final = 6
"""Syllables of the longest word for what a name is."""

_ARMED: Final = "armed"
_ARMED_WORDS: Final = frozenset(map(keys_of, ("tổ chức", "tổ chức khủng bố")))
"""What stands before the name of an armed group; before an event it is a verb (*tổ chức* SEA
Games)."""


def grown(gazetteer: Gazetteer, contexts: Mapping[str, FieldContext], mention: Mention) -> Mention:
    """Return a mention of the gazetteer with the word before it and its country behind it; the
    mention itself where neither stands there."""
    context = contexts[mention.field]
    tokens = context.tokens
    at = first = bisect_left(tokens.starts, mention.start)
    end_at = last = bisect_left(tokens.starts, mention.end)
    if tokens.classes[first] == HAN_CLASS:
        return mention
    is_armed = gazetteer.entities[mention.entity].facts.get("type") == _ARMED
    first -= _kind_before(context, first, _ARMED_WORDS if is_armed else named_vi())
    last += _country_behind(gazetteer, context, last, mention.entity)
    if (first, last) == (at, end_at):
        return mention
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return mention._replace(start=start, end=end, surface=context.text[start:end])


def _kind_before(context: FieldContext, at: int, kinds: frozenset[Keys]) -> int:
    """Return the length of the word for what a name is that ends before a token; 0 where none does,
    or it ends another word (*nhà báo*) or is of many (*các hãng* AFP, TASS)."""
    keys = context.tokens.keys
    if at == 0 or context.gap(at) != " ":
        return 0
    for length in range(min(_LONGEST, at), 0, -1):
        first = at - length
        if tuple(keys[first:at]) not in kinds:
            continue
        ends_word = length == 1 and first > 0 and tuple(keys[first - 1 : at]) in dictionary_vi()
        is_many = any(tuple(keys[max(first - n, 0) : first]) in plurals() for n in (1, 2))
        return 0 if ends_word or is_many else length
    return 0


def _country_behind(gazetteer: Gazetteer, context: FieldContext, at: int, entity: str) -> int:
    """Return how many tokens at a place are the country that an organisation is of."""
    home = home_of(gazetteer, entity)
    place = context.beginning_at(at) if home and context.gap(at) == " " else None
    if place is None or home not in {one.entity.id for one in place.entities}:
        return 0
    return place.last - at
