"""The values of facets as a reader sees them: in the page's language, with the other beside."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from msgspec import Struct

from search.answer.models import FacetValue
from synonyms.spelling import simplified_table
from web.i18n.negotiation import TAGS
from web.i18n.texts import Texts
from web.pages.document_facts import name_tag, value_text
from web.pictures.names import in_order

_MARKS: Final = re.compile("[\u0300-\u036f]+")
"""Combining marks: those of Vietnamese letters among them."""


class ValueNames(Struct, frozen=True):
    """A value in words, and the same in the other language, or empty; each with its ``lang``, which
    is empty where it is that of the page."""

    text: str
    tag: str
    other: str = ""
    other_tag: str = ""

    @property
    def whole(self) -> str:
        """Both on one line."""
        return f"{self.text} {self.other}" if self.other else self.text


def value_names(field: str, row: FacetValue, texts: Texts) -> ValueNames:
    """Return the names of a value: an entity's and a province's in both languages, a Chinese page's
    Chinese ones first; any other value as it is."""
    if row.name is None or not str(row.name):
        text = value_text(field, row.value, texts)
        return ValueNames(text, _tag(name_tag(text), texts))
    named = [
        (text, _tag("vi" if accent == "vi" else name_tag(text), texts))
        for text, accent in in_order(row.name, texts.language)
    ]
    return ValueNames(*named[0], *(named[1] if len(named) > 1 else ()))


def folded(text: str) -> str:
    """Return a text as it is compared with what is looked for: without tones and letter marks, in
    lower case and simplified characters."""
    plain = unicodedata.normalize("NFD", text.casefold().translate(simplified_table()))
    return _MARKS.sub("", plain).replace("đ", "d")


def _tag(tag: str, texts: Texts) -> str:
    return "" if tag == TAGS[texts.language] else tag
