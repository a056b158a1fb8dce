"""The segmented query: the tree of the grammar with query terms instead of words.

Everything that cannot be searched is refused here, in the order of the text, so that planning
(planner.py) cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from msgspec import Struct

from indexer import fields
from indexer.analysis.tokens import MARKS, analyse
from indexer.plan import Plan
from search.names.facet_values import documents_of
from search.query.context import QueryContext
from search.query.designations import with_designations
from search.query.grammar import (
    All,
    Beginning,
    Dates,
    Either,
    GrammarLeaf,
    InField,
    Nearby,
    Node,
    Quoted,
    Without,
    Words,
)
from search.query.segmentation import segment_text, telling
from search.request_errors import BadRequest
from search.terms.query_term import QueryTerm, quoted_term
from synonyms.spelling import is_han

SHORTEST_BEGINNING: Final = 2
"""Least letters of a beginning; one letter begins a third of all words."""

WORDS_LIMIT: Final = 96
"""Most tokens of plain words that are searched. A person who pastes a paragraph finds its document
by far fewer; without tones each word costs some 6 ms of looking for names (9,589 documents)."""


class Terms(Struct, frozen=True):
    """Terms that must all be in a document; with ``TITLE_PAIR`` as field, in its title. Of plain
    words, which are not ``strict``, documents with a part of the terms follow those with all."""

    terms: tuple[QueryTerm, ...]
    field: str = fields.PAIR
    strict: bool = True


class BeginningKeys(Struct, frozen=True):
    """Keys of which the last is only the beginning of a key."""

    keys: tuple[str, ...]


class FieldValue(Struct, frozen=True):
    """A value of a field, and the plan for the documents that have it, however it is written."""

    field: str
    plan: Plan


Leaf: TypeAlias = Terms | BeginningKeys | FieldValue | Dates

TermTree: TypeAlias = "Leaf | Without[TermTree] | All[TermTree] | Either[TermTree] | Nearby[Terms]"


class SegmentedQuery(Struct, frozen=True):
    """The tree of terms; ``left_out`` counts the tokens beyond ``WORDS_LIMIT``, ``little`` are the
    little words that are not searched beside others."""

    tree: TermTree
    left_out: int = 0
    little: tuple[str, ...] = ()


def segment(node: Node, context: QueryContext) -> SegmentedQuery:
    """Segment the words of a query. Raises ``BadRequest`` for what cannot be searched."""
    walk = _Segmenter(context)
    tree = walk.segmented(node)
    return SegmentedQuery(tree, walk.left_out, tuple(walk.little))


def terms_in(tree: TermTree) -> Iterator[QueryTerm]:
    """Yield the terms of a tree in the order of the text, excluded ones too."""
    match tree:
        case Terms(terms):
            yield from terms
        case Without(inner):
            yield from terms_in(inner)
        case All(nodes) | Either(nodes):
            for one in nodes:
                yield from terms_in(one)
        case Nearby(left, right, _):
            yield from (*left.terms, *right.terms)
        case _:
            return


class _Segmenter:
    """One walk over the tree of a query."""

    def __init__(self, context: QueryContext) -> None:
        self._context = context
        self.left_out = 0
        self.little: list[str] = []

    def segmented(self, node: Node) -> TermTree:
        match node:
            case Without(Words(text)):
                # The first term is what is excluded, be it a little word.
                return Without(self._words(text, all_tell=True))
            case Without(inner):
                return Without(self.segmented(inner))
            case All(nodes):
                # A mark left over behind a phrase is nothing: “lượt chơi thứ 3”?
                told = [node for node in nodes if not _is_mark(node)] or nodes
                return All(tuple(map(self.segmented, told)))
            case Either(nodes):
                return Either(tuple(map(self.segmented, nodes)))
            case Nearby(left, right, within):
                return Nearby(self._side_of_near(left), self._side_of_near(right), within)
            case _:
                return self._leaf(node)

    def _leaf(self, node: GrammarLeaf) -> Leaf:
        match node:
            case Words(text):
                return self._words(text)
            case Quoted(text, strict):
                return _quoted(text, strict=strict)
            case Beginning(text):
                return _beginning(text)
            case InField("title", value, is_quoted):
                field = fields.TITLE_PAIR
                return _quoted(value, field) if is_quoted else self._words(value, field)
            case InField(name, value, _):
                return FieldValue(name, documents_of(name, (value,), self._context.names))
            case Dates():
                return node

    def _words(self, text: str, field: str = fields.PAIR, *, all_tell: bool = False) -> Terms:
        tokens = analyse(text)
        if len(tokens) > WORDS_LIMIT:
            self.left_out += len(tokens) - WORDS_LIMIT
            text = text[: tokens.ends[WORDS_LIMIT - 1]]
        terms = segment_text(text, self._context.names, self._context.expander)
        if not terms:
            raise BadRequest("query_empty")
        terms = with_designations(terms, self._context)
        # A term typed twice is one condition.
        terms = list(dict.fromkeys(terms))
        kept = tuple(terms if all_tell else telling(terms))
        self.little += [term.text for term in terms if term not in kept]
        return Terms(kept, field, strict=field != fields.PAIR)

    def _side_of_near(self, node: Node) -> Terms:
        """Return one side of ``near`` as one term, whole as typed; without quotation marks it is
        expanded like any other, with the reading it has as a word."""
        if not isinstance(node, Words | Quoted):
            raise BadRequest("operator_alone", value="near")
        whole = quoted_term(node.text)
        if not whole.keys:
            raise BadRequest("query_empty")
        if isinstance(node, Quoted):
            return Terms((whole,))
        terms = segment_text(node.text, self._context.names, self._context.expander)
        one = QueryTerm(whole.text, whole.keys, whole.classes)
        return Terms((terms[0] if len(terms) == 1 else one,))


def _is_mark(node: Node) -> bool:
    return isinstance(node, Words | Quoted) and MARKS.issuperset(analyse(node.text).keys)


def _quoted(text: str, field: str = fields.PAIR, *, strict: bool = True) -> Terms:
    term = quoted_term(text)
    if not term.keys:
        raise BadRequest("query_empty")
    return Terms((term,), field, strict)


def _beginning(text: str) -> BeginningKeys:
    keys = tuple(key for key in analyse(text).keys if key not in MARKS)
    if not keys or (len(keys[-1]) < SHORTEST_BEGINNING and not is_han(keys[-1])):
        raise BadRequest("short_prefix", value=f"{text}*", limit=SHORTEST_BEGINNING)
    return BeginningKeys(keys)
