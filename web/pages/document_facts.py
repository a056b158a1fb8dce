"""The facts of a document and the values of the facets, in words."""

from __future__ import annotations

from indexer import fields
from web.html.marking import chinese_tag, script_of
from web.i18n.formatting import dated
from web.i18n.texts import Words


def value_word(field: str, value: str, words: Words) -> str:
    """A value of a facet as the page says it; what a record brings of its own stays as it is."""
    if value == fields.UNKNOWN:
        return words["unknown"]
    if field in (fields.YEAR, fields.MONTH):
        return dated(value, words.language)
    return words.get(f"{field}_{value}", value)


def date_word(date: str, words: Words) -> str:
    """A date in words, or that there is none."""
    return dated(date, words.language) if date else words["undated"]


def place_tag(text: str) -> str:
    """The ``lang`` of a name of a source or province: empty unless it has Han characters."""
    return chinese_tag(text) if script_of(text) == "zh" else ""
