"""Tell the language of a document: ``vi``, ``zh``, ``en`` or ``und`` (undetermined).

By rules, without a model:

1. Han characters are Chinese. One Han character counts as much as one Vietnamese syllable.
2. Latin words are Vietnamese if enough of them have letters that only Vietnamese has; or, typed
   without tone marks, if nearly all have the shape of its syllables and many are its common words.
3. English is told by its common words.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

from corpus.script_letters import HAN, VIETNAMESE_ONLY

SAMPLE: Final = 2000
"""Code points from the beginning of title and body that are looked at. All 4,210 Vietnamese news
items that the rules were measured on are recognised from them."""

_HAN_RUN: Final = re.compile(f"[{HAN}]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKED: Final = re.compile(f"[{VIETNAMESE_ONLY}][^\\W\\d_]*")
"""Matches once in each word with a letter that only Vietnamese has."""

_TONELESS: Final = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
"""A Vietnamese syllable without tone marks."""

# Shares of the words of a text. Measured on the beginnings of 4,210 Vietnamese news items, as they
# are and with the tone marks removed: 4,210 and 4,099 of them are recognised.
_ENOUGH_VIETNAMESE_LETTERS: Final = 0.15
"""The items have 0.24 at least, 0.55 in the median; an English text with some Vietnamese names has
a few hundredths."""

_NEARLY_ALL: Final = 0.85
"""Share of syllable shapes without tone marks: 0.96 in the median, 0.87 in 19 of 20 items; foreign
names make it less."""

_MANY: Final = 0.2
"""Share of common words without tone marks: 0.26 at least."""

_ENOUGH_ENGLISH: Final = 0.15
"""Share of English function words: 0.19 in the median of 729 paragraphs of documentation with its
code and names; a third in running prose."""

_TAGS: Final = {
    "vi": "vi",
    "vie": "vi",
    "zh": "zh",
    "zho": "zh",
    "chi": "zh",
    "cmn": "zh",
    "en": "en",
    "eng": "en",
}
"""Primary subtags of BCP 47 and codes of ISO 639-2 and 639-3."""


def document_language(title: str, body: str) -> str:
    """Return the language of a document, from its title and the beginning of its body."""
    sample = f"{title[:SAMPLE]}\n{body[:SAMPLE]}"
    han = sum(map(len, _HAN_RUN.findall(sample)))
    words = _WORD.findall(_HAN_RUN.sub(" ", sample) if han else sample)
    if han and han >= len(words):
        return "zh"
    latin = _latin_language(words)
    # Latin words of no known language (an address, a record's markup) beside a Chinese title.
    return "zh" if latin == "und" and han else latin


def stated_language(tag: str) -> str:
    """Return the language that a record's own tag names (``zh-CN``, ``vie``); empty if unknown."""
    primary = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    return _TAGS.get(primary, "")


def _latin_language(words: list[str]) -> str:
    """Return ``vi``, ``en`` or ``und`` for words in Latin letters; ``und`` for other letters."""
    if not words:
        return "und"
    total = len(words)
    marked = len(_MARKED.findall(" ".join(words)))
    if marked >= _ENOUGH_VIETNAMESE_LETTERS * total:
        return "vi"
    lower = [word.lower() for word in words]
    english = _count(lower, "en")
    common = _count(lower, "vi-toneless")
    if (
        common > english
        and common >= _MANY * total
        and sum(1 for word in lower if _TONELESS.fullmatch(word)) >= _NEARLY_ALL * total
    ):
        return "vi"
    return "en" if english >= _ENOUGH_ENGLISH * total else "und"


def _count(words: list[str], lang: str) -> int:
    """Count the words that are common in a language."""
    common = common_words()[lang]
    return sum(1 for word in words if word in common)


@cache
def common_words() -> dict[str, frozenset[str]]:
    """Read the common words of each language from corpus/data/common_words.tsv."""
    table = files("corpus").joinpath("data", "common_words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"][1:]
    return {
        lang: frozenset(word for row in rows if row[0] == lang for word in row[1].split())
        for lang in ("vi-toneless", "en")
    }
