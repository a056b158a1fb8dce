"""Bare words to parts: what in a query is a name, a word, a number.

A text is cut at marks and where the script changes. Then

* Han characters: up to four are one part; more are names of the gazetteer and words by jieba-next;
* without tones: up to four syllables are one part, more one phrase with alternatives;
* with tones: runs of capitals are names; the rest names of the gazetteer and words by underthesea.

A run that is written nowhere as a whole is cut into the likeliest names that are. ``loosened``
gives the next, weaker cut for a query that found nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from math import log
from typing import Final

from indexer.analysis.tokens import CAPITAL, EITHER, HAN_CLASS, MARKS, Tokens, analyse
from search.expansion.expander import LONGEST_NAME
from search.names.name_lookup import NameLookup
from search.terms.query_term import QueryTerm, part_of

Documents = Callable[[QueryTerm], int]
"""How many documents of the index hold the part, in the forms it would be asked in."""

ALONE: Final = 1.0
ALONE_CAPITAL: Final = 12.0
"""What a syllable alone costs, in units of log(documents): one word, and more than any rarity."""

_CAPITALS: Final = re.compile(f"{CAPITAL}[{CAPITAL}{EITHER}]+")
_WORD: Final = re.compile(r"\S+")
_DIGIT: Final = re.compile(r"\d")


def cut(text: str, aliases: NameLookup, documents: Documents) -> list[QueryTerm]:
    """The parts of bare words, in order."""
    tokens = analyse(text)
    parts: list[QueryTerm] = []
    for run in _runs(text, tokens):
        if run.exact:
            parts.append(run)
        elif run.is_han:
            parts += _cut_han(run, aliases)
        elif run.is_toneless:
            parts += [run] if _is_one(run, aliases, documents) else _known_names(run, documents)
        else:
            parts += _cut_toned(run, aliases, documents)
    return parts


def loosened(parts: list[QueryTerm]) -> list[QueryTerm] | None:
    """The same asked more loosely, as the words of its parts; None where nothing is finer."""
    finer = [piece for part in parts for piece in _finer(part)]
    return finer if len(finer) > len(parts) else None


def _finer(part: QueryTerm) -> list[QueryTerm]:
    """The words of a part; one that would fall into single tokens stays whole: a name that is
    nowhere is not the same as its syllables somewhere."""
    pieces = _words(part) if len(part.keys) > 1 and not part.exact else [part]
    return pieces if any(len(piece.keys) > 1 for piece in pieces) else [part]


def _runs(text: str, tokens: Tokens) -> Iterator[QueryTerm]:
    """Runs of tokens between marks that are of one script; a word with digits and more inside
    (12/2024/NĐ-CP, 国函〔2024〕5号) is a run of its own, asked as typed."""
    labels: list[tuple[int, str]] = []
    for number, word in enumerate(_WORD.finditer(text)):
        first = len(labels)
        last = bisect_left(tokens.starts, word.end(), lo=first)
        inside = tokens.classes[first:last]
        is_code = EITHER in inside and len(inside) > 1 and _DIGIT.search(word[0])
        for at in range(first, last):
            if tokens.keys[at] in MARKS:
                labels.append((-1, ""))
            elif is_code:
                labels.append((number, "code"))
            else:
                labels.append((0, "han" if tokens.classes[at] == HAN_CLASS else "latin"))
    for (_, kind), group in groupby(range(len(tokens)), labels.__getitem__):
        run = list(group)
        if kind:
            yield part_of(text, tokens, run[0], run[-1] + 1, exact=kind == "code")


def _is_one(run: QueryTerm, aliases: NameLookup, documents: Documents) -> bool:
    """Whether a run is to be asked whole: it is written so somewhere, or is too short to cut."""
    return len(run.keys) == 1 or aliases.knows(run.keys) or documents(run) > 0


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[Tokens, tuple[int, ...]]:
    """The tokens of a part's text, and the indexes of those that are no marks."""
    tokens = analyse(text)
    return tokens, tuple(at for at, key in enumerate(tokens.keys) if key not in MARKS)


def _slice(part: QueryTerm, first: int, last: int) -> QueryTerm:
    tokens, kept = _words_of(part.text)
    return part_of(part.text, tokens, kept[first], kept[last - 1] + 1)


def segmented(text: str, *, is_han: bool) -> list[str]:
    """The words of a text by jieba-next or underthesea.

    The first call of a process loads them, which takes half a second.
    """
    if is_han:
        import jieba_next

        return list(jieba_next.cut(text))
    from underthesea import word_tokenize

    return list(word_tokenize(text))


def _words(part: QueryTerm) -> list[QueryTerm]:
    """The part as words of a segmenter, each on token borders."""
    lengths = [len(analyse(word)) for word in segmented(part.text, is_han=part.is_han)]
    pieces: list[QueryTerm] = []
    at = 0
    for length in lengths:
        if length and at + length <= len(part.keys):
            pieces.append(_slice(part, at, at + length))
        at += length
    # A segmenter that changed the text would lose words here; then every token stands alone.
    if sum(len(piece.keys) for piece in pieces) != len(part.keys):
        return [_slice(part, at, at + 1) for at in range(len(part.keys))]
    return pieces


def _with_names(run: QueryTerm, aliases: NameLookup) -> Iterator[tuple[QueryTerm, bool]]:
    """The run with the gazetteer's longest names of two tokens or more cut out (True)."""
    first = at = 0
    while at < len(run.keys):
        longest = min(aliases.longest, len(run.keys) - at)
        for length in range(longest, 1, -1):
            if aliases.knows(run.keys[at : at + length]):
                if first < at:
                    yield _slice(run, first, at), False
                yield _slice(run, at, at + length), True
                at += length
                first = at
                break
        else:
            at += 1
    if first < len(run.keys):
        yield _slice(run, first, len(run.keys)), False


def _cut_han(run: QueryTerm, aliases: NameLookup) -> list[QueryTerm]:
    if len(run.keys) <= LONGEST_NAME or aliases.knows(run.keys):
        return [run]
    parts: list[QueryTerm] = []
    for piece, is_name in _with_names(run, aliases):
        parts += [piece] if is_name else _words(piece)
    return parts


def _cut_toned(run: QueryTerm, aliases: NameLookup, documents: Documents) -> list[QueryTerm]:
    if run.is_capital or len(run.keys) == 1 or aliases.knows(run.keys):
        return [run] if _is_one(run, aliases, documents) else _known_names(run, documents)
    if run.is_lower and len(run.keys) <= LONGEST_NAME and _is_name(run, documents):
        return [run]
    parts: list[QueryTerm] = []
    at = 0
    for match in _CAPITALS.finditer(run.classes):
        if at < match.start():
            parts += _cut_words(_slice(run, at, match.start()), aliases)
        name = _slice(run, *match.span())
        parts += [name] if _is_one(name, aliases, documents) else _known_names(name, documents)
        at = match.end()
    if at < len(run.keys):
        parts += _cut_words(_slice(run, at, len(run.keys)), aliases)
    return parts


def _is_name(run: QueryTerm, documents: Documents) -> bool:
    """Whether a lower-case run is a name somewhere (vương đình huệ, not hội đàm cửa khẩu)."""
    capital = QueryTerm(run.text, run.keys, CAPITAL * len(run.keys))
    return documents(capital) > 0


def _cut_words(run: QueryTerm, aliases: NameLookup) -> list[QueryTerm]:
    parts: list[QueryTerm] = []
    for piece, is_name in _with_names(run, aliases):
        parts += [piece] if is_name else _words(piece)
    return parts


def _known_names(run: QueryTerm, documents: Documents) -> list[QueryTerm]:
    """The likeliest way to make up the run of what is written somewhere.

    Each piece costs the logarithm of how rare it is, as in any segmentation by a dictionary with
    frequencies; a syllable alone costs more, and much more where it is capitalised: a name is
    not its syllables.
    """
    pieces = {
        (first, last): _slice(run, first, last)
        for last in range(1, len(run.keys) + 1)
        for first in range(max(0, last - LONGEST_NAME), last)
    }
    found = {place: documents(piece) for place, piece in pieces.items()}
    most = max(found.values()) + 1
    best: list[tuple[float, list[QueryTerm]]] = [(0.0, [])]
    for last in range(1, len(run.keys) + 1):
        options: list[tuple[float, list[QueryTerm]]] = []
        for first in range(max(0, last - LONGEST_NAME), last):
            piece = pieces[first, last]
            alone = last - first == 1
            if found[first, last] or alone:
                cost = log(most / max(found[first, last], 1))
                cost += (ALONE_CAPITAL if piece.is_capital else ALONE) if alone else 0
                options.append((best[first][0] + cost, [*best[first][1], piece]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]
