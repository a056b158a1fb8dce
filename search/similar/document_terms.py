"""What a document says, as terms of queries with the places where they stand: the entities it
mentions, names, words of the lexicon and other words.

A query is read with what it may leave out (tones, capitals) and asks the index for its divisions; a
document is written in full, so here its own capitals decide and nothing is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from corpus.document import Document
from indexer.analysis.segmenters import words_vi, words_zh
from indexer.analysis.tokens import (
    CAPITAL,
    EITHER,
    HAN_CLASS,
    LOWER,
    MARKS,
    STOP_CLASS,
    Tokens,
    analyse,
)
from indexer.annotation.annotation import Annotation
from indexer.linking.mention import OTHER, Mention
from search.expansion.linking import LONGEST_NAME
from search.names.lexicon_lookup import is_little, lexicon
from search.names.name_lookup import NameLookup
from search.terms.query_term import QueryTerm, term_of
from synonyms.spelling import is_han, is_syllable

Keys = tuple[str, ...]

NAME: Final = "name"
WORD: Final = "word"

_NAMES: Final = re.compile(f"{CAPITAL}[{CAPITAL}{EITHER}]*")


class DocumentTerm(Struct, frozen=True):
    """A term of a document. ``kind`` is the label of the entity that it mentions, ``NAME`` or
    ``WORD``; ``entity`` is the id of the entity, or empty."""

    kind: str
    term: QueryTerm
    entity: str = ""


class TermCounts(Struct):
    """How often a document says each term, in its title and in all."""

    total: Counter[DocumentTerm] = field(default_factory=Counter)
    titled: Counter[DocumentTerm] = field(default_factory=Counter)


def document_terms(document: Document, annotation: Annotation, names: NameLookup) -> TermCounts:
    """Count the terms of a document; little words (của, 的) are left out."""
    counts = TermCounts()
    for name, text in (("title", document.title), ("body", document.body)):
        mentions = [one for one in annotation.mentions if one.field == name]
        for one in _terms(text, mentions, names):
            counts.total[one] += 1
            if name == "title":
                counts.titled[one] += 1
    return counts


def _terms(text: str, mentions: Sequence[Mention], names: NameLookup) -> Iterator[DocumentTerm]:
    tokens = analyse(text)
    taken = _taken(tokens, mentions)
    at = 0
    while at < len(tokens):
        if at in taken:
            last, mention = taken[at]
            yield _mentioned(text, tokens, at, last, mention)
            at = last
            continue
        last = at
        while last < len(tokens) and last not in taken and tokens.keys[last] not in MARKS:
            is_next_han = tokens.classes[last] == HAN_CLASS
            if last > at and is_next_han != (tokens.classes[at] == HAN_CLASS):
                break
            last += 1
        if last > at:
            run = _Run(text, tokens, at, last)
            yield from _of_han(run, names) if run.is_han else _of_latin(run, names)
        at = max(last, at + 1)


def _taken(tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, tuple[int, Mention]]:
    """Return the mentions of entities by their first token, with the token behind their last."""
    starts = {start: at for at, start in enumerate(tokens.starts)}
    ends = {end: at + 1 for at, end in enumerate(tokens.ends)}
    return {
        starts[one.start]: (ends[one.end], one)
        for one in mentions
        if one.entity and one.label != OTHER and one.start in starts and one.end in ends
    }


def _mentioned(text: str, tokens: Tokens, at: int, last: int, mention: Mention) -> DocumentTerm:
    term = term_of(text, tokens, at, last)
    return DocumentTerm(mention.label, _as_written(term), mention.place or mention.entity)


def _as_written(term: QueryTerm) -> QueryTerm:
    """Return a term that is read as it is written: a document leaves out no tones. What is no
    Vietnamese syllable may still be expanded as a foreign name."""
    if term.is_latin and term.is_toneless and all(map(is_syllable, term.keys)):
        return replace(term, reading=term.keys)
    return term


class _Run(Struct, frozen=True):
    """Neighbouring tokens of one script without a mark between."""

    text: str
    tokens: Tokens
    first: int
    last: int

    @property
    def is_han(self) -> bool:
        return self.tokens.classes[self.first] == HAN_CLASS

    def keys(self, first: int, last: int) -> Keys:
        return tuple(self.tokens.keys[first:last])

    def term(self, first: int, last: int, kind: str) -> DocumentTerm:
        term = _as_written(term_of(self.text, self.tokens, first, last))
        if kind == WORD:
            # At the beginning of a sentence and within a headline it is the same word.
            term = replace(
                term, text=term.text.lower(), classes=term.classes.replace(CAPITAL, LOWER)
            )
        return DocumentTerm(kind, term)

    def words(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the words of a part by a segmenter: first token, token behind the last."""
        part = self.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]
        at = first
        for word in (words_zh if self.is_han else words_vi)(part):
            length = len(analyse(word))
            if length and at + length <= last:
                yield at, at + length
            at += length


def _of_han(run: _Run, names: NameLookup) -> Iterator[DocumentTerm]:
    """Yield the words of a Chinese run; neighbouring words that together are a name or a word of
    the lexicon (打击 走私) are one."""
    words = list(run.words(run.first, run.last))
    at = 0
    while at < len(words):
        for beyond in range(min(len(words), at + LONGEST_NAME), at, -1):
            first, last = words[at][0], words[beyond - 1][1]
            keys = run.keys(first, last)
            is_name = names.knows(keys)
            if is_name or beyond == at + 1 or lexicon().knows(keys):
                if last - first > 1 and not is_little(keys):
                    yield run.term(first, last, NAME if is_name else WORD)
                at = beyond
                break


def _of_latin(run: _Run, names: NameLookup) -> Iterator[DocumentTerm]:
    """Yield the names and words of a run: the longest names of the gazetteer and words of the
    lexicon, then runs of capitals, then the words of the segmenter."""
    at = rest = run.first
    while at < run.last:
        last, kind = _known(run, at, names)
        if last is None:
            at += 1
            continue
        yield from _plain_words(run, rest, at)
        if not is_little(run.keys(at, last)):
            yield run.term(at, last, kind)
        at = rest = last
    yield from _plain_words(run, rest, run.last)


def _known(run: _Run, at: int, names: NameLookup) -> tuple[int | None, str]:
    """Return where the name or the word ends that begins here, and its kind."""
    capitals = _capitals(run, at)
    longest = min(run.last, at + max(names.longest, lexicon().longest))
    for last in range(longest, at + 1, -1):
        keys = run.keys(at, last)
        if names.knows(keys):
            return last, NAME
        if last <= capitals:
            break
        if lexicon().knows(keys):
            return last, WORD
    return (capitals, NAME) if capitals > at else (None, "")


def _capitals(run: _Run, at: int) -> int:
    """Return where the run of capitals ends that begins here, ``at`` for none. The capital at the
    beginning of a sentence says nothing unless another one or a foreign word follows from it."""
    classes, keys = run.tokens.classes, run.tokens.keys
    match = _NAMES.match(classes, at, run.last)
    if match is None:
        return at
    last = min(match.end(), at + LONGEST_NAME)
    if is_little((keys[at],)) and is_syllable(keys[at]):
        return at
    for beyond in range(at, last):
        if _word_beyond(run, beyond, last):
            last = beyond
            break
    begins = at == 0 or classes[at - 1] == STOP_CLASS
    is_plain = last == at + 1 and (begins or len(keys[at]) == 1) and is_syllable(keys[at])
    return at if is_plain else last


def _word_beyond(run: _Run, at: int, capitals: int) -> bool:
    """Tell whether a word of the lexicon begins here that ends beyond the capitals: *Đảng Lao động*
    is no name *Đảng Lao*."""
    longest = min(run.last, at + LONGEST_NAME)
    return any(lexicon().knows(run.keys(at, end)) for end in range(longest, capitals, -1))


def _plain_words(run: _Run, first: int, last: int) -> Iterator[DocumentTerm]:
    """Yield the words of a part that no list knows; syllables alone are no words unless the lexicon
    has them, nor are digits, which are read as quantities."""
    if first >= last:
        return
    for at, end in run.words(first, last):
        keys = run.keys(at, end)
        if is_little(keys) or any(key[0].isdigit() for key in keys):
            continue
        is_foreign = not is_han(keys[0]) and not is_syllable(keys[0]) and len(keys[0]) > 1
        if end - at > 1 or lexicon().knows(keys) or is_foreign:
            yield run.term(at, end, WORD)
