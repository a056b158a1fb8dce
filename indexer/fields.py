"""The names of the fields, which the writer of an index and its readers both import."""

from __future__ import annotations

from typing import Final

ID: Final = "id"
BODY: Final = "body"
"""Keys of title, a mark, and text; with positions."""
PAIR: Final = "pair"
"""Pairs and name triples of title and text, once a document; no positions."""
TITLE_PAIR: Final = "title_pair"
"""The same of the title alone."""
DATE: Final = "date"
"""``YYYYMMDD`` with ``00`` for what is not known; ``00000000`` for an undated document."""

LANG: Final = "lang"
YEAR: Final = "year"
MONTH: Final = "month"
DATED: Final = "dated"
"""How sure the date is: ``SURE``, ``GUESSED``, or unknown without one."""
SOURCE: Final = "source"
PROVINCE: Final = "province"
GENRE: Final = "genre"
ENCODING: Final = "encoding"
"""Of the file's text (``tcvn3``); ``unknown`` where the format has none of its own."""

GATES: Final = "gates"
PEOPLE: Final = "people"
PLACES: Final = "places"
ORGANISATIONS: Final = "organisations"
"""Ids of what a document mentions, each once; of gates only where the gate itself is meant."""
LEFT_OUT: Final = "left_out"
"""Ids of gates whose name stands in the document for something else, the town included."""

ENTITIES: Final = (GATES, PEOPLE, PLACES, ORGANISATIONS, LEFT_OUT)
"""Keyword fields with any number of values a document: ids of entities."""

MENTIONS: Final = "mentions"
"""How often a document mentions what (indexer/annotation/mention_groups.py). Any number of values;
counted by ``Reader.dated_values``."""

BANDS: Final = "bands"
"""Terms that documents share which are alike (indexer/duplicates/signature.py). Any number of
values; only asked for."""

SINGLE: Final = (LANG, YEAR, MONTH, DATED, SOURCE, PROVINCE, GENRE, ENCODING)
"""Keyword fields with one value a document."""

COUNTED_TOGETHER: Final = (LANG, YEAR, MONTH, DATED)
"""Facets that have few values together, for a month has but one year."""

FACETED_ENTITIES: Final = (GATES, PEOPLE, PLACES, ORGANISATIONS)
FACETS: Final = (*SINGLE, *FACETED_ENTITIES)
"""What is counted and filtered by."""

TOKENISED: Final = (BODY, PAIR, TITLE_PAIR)
MULTIPLE: Final = (*ENTITIES, MENTIONS)
"""Fields with any number of values a document."""
KEYWORDS: Final = (ID, DATE, *SINGLE)

SURE: Final = "sure"
GUESSED: Final = "guessed"
"""Values of ``DATED``."""

UNKNOWN: Final = "unknown"
"""The value of a facet that the record does not give, so that no document falls out of a count."""
