"""Cut only those parts of a text in which a form may stand: a page shows ten documents, in each of
which a name stands in a few places.

A form may be where spellings of its keys follow each other with no letter between. There a window
is cut, out to the space on both sides and to the token before, by which capitals are judged
(``indexer/analysis/pairs.py``); its tokens are those that the whole text has there. Which of them
are a form is decided by the tokens, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from indexer.analysis.tokens import MARKS, Tokens, analyse
from search.terms.forms import Form
from synonyms.spelling import is_han
from synonyms.written_spellings import is_usual, written

SHORTEST: Final = 200
"""Code points of the shortest text that is not cut whole: a title, a line."""

MOST_WINDOWS: Final = 40
"""Places from which on a text is cut whole. Where the border is best was not measured; with this
one a document takes 102 µs in place of 376 (``bench.form_windows``, 55,000 documents)."""

Keys = tuple[str, ...]


class Window(NamedTuple):
    """The tokens of a part of a text, and where in the text it begins."""

    start: int
    tokens: Tokens


def windows(text: str, forms: Iterable[Form]) -> list[Window] | None:
    """Return the windows of an NFC text outside of which no form stands, in order and apart from
    each other; None where the text is to be cut whole."""
    if len(text) < SHORTEST or not is_usual(text):
        return None
    lower = text.lower()
    places: list[tuple[int, int]] = []
    for keys in {form.keys for form in forms}:
        if not MARKS.isdisjoint(keys):
            return None
        for place in _places(lower, keys):
            places.append(place)
            if len(places) > MOST_WINDOWS:
                return None
    return [Window(start, analyse(text[start:end])) for start, end in _merged(text, places)]


def _places(lower: str, keys: Keys) -> Iterator[tuple[int, int]]:
    """Yield where a form of these keys may be, also those that overlap."""
    first, *rest = (tuple(one for one in written(key) if one in lower) for key in keys)
    if not all((first, *rest)):
        return
    for spelling in first:
        at = lower.find(spelling)
        while at >= 0:
            end = _end(lower, at + len(spelling), rest)
            if end is not None:
                yield at, end
            at = lower.find(spelling, at + 1)


def _end(lower: str, at: int, spellings: Iterable[tuple[str, ...]]) -> int | None:
    """Return where a form ends whose other keys follow at a place; None where they don't."""
    for of_key in spellings:
        while not lower.startswith(of_key, at):
            if at == len(lower) or lower[at].isalnum():
                return None
            at += 1
        # All spellings of a key are equally long: the tone moves, the letters stay.
        at += len(of_key[0])
    return at


def _merged(text: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the windows round these places."""
    start = end = -1
    for first, last in sorted(places):
        begins, ends = _token_before(text, _left(text, first)), _right(text, last)
        if begins > end:
            if end >= 0:
                yield start, end
            start = begins
        end = max(end, ends)
    if end >= 0:
        yield start, end


def _left(text: str, at: int) -> int:
    """Return where the word at a place begins: behind a space or Han character, or at a Han
    character, which is a token of its own."""
    if at < len(text) and is_han(text[at]):
        return at
    while at and not (text[at - 1].isspace() or is_han(text[at - 1])):
        at -= 1
    return at


def _right(text: str, at: int) -> int:
    """Return where the word before a place ends."""
    if at and is_han(text[at - 1]):
        return at
    while at < len(text) and not (text[at].isspace() or is_han(text[at])):
        at += 1
    return at


def _token_before(text: str, at: int) -> int:
    """Return where the token before the word at a place begins, with the marks between."""
    while at and not (text[at - 1].isalnum() or is_han(text[at - 1])):
        at -= 1
    return _left(text, at - 1) if at else 0
