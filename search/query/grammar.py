"""The grammar of a query: words, "exact phrase", -not, OR, brackets, field:value, prefix*, near and
date ranges. Readers need not know it: plain words are one node of the tree.

One regular expression splits the text, and a small recursive descent reads it from left to right,
in time linear in its length (Whoosh's own parser takes seconds for 40 KB).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Generic, TypeAlias, TypeVar

from msgspec import Struct

from indexer import fields
from search.request_errors import BadRequest

DEPTH_LIMIT: Final = 40
"""Most brackets inside brackets: far more than anybody types, and far from Python's limit of 1,000
nested calls (each bracket takes three)."""

PARTS_LIMIT: Final = 64
"""Most parts of a query: each costs an expansion, some 6 ms without tones (9,589 documents)."""

NEAR_LIMIT: Final = 100
"""Most tokens between the sides of ``near``: about a paragraph; not measured."""

NEAR_DEFAULT: Final = 10
"""Tokens between the sides of ``near`` without a number: about a clause; not measured."""

FIELDS: Final = ("title", *fields.FACETS, "date", "id")
"""What may stand before a colon."""


class Words(Struct, frozen=True):
    """Plain words; segmentation decides what is a name and what a word."""

    text: str


class Quoted(Struct, frozen=True):
    """A phrase in quotation marks; ``strict`` if they are those of a keyboard, which ask for it.
    Those of print (“ ” « » 「 」) come with a text that was pasted."""

    text: str
    strict: bool = True


class Beginning(Struct, frozen=True):
    """The beginning of a word, without its ``*``."""

    text: str


class InField(Struct, frozen=True):
    """``field:value``: words in the title, or the exact value of another field."""

    field: str
    value: str
    quoted: bool


class Dates(Struct, frozen=True):
    """A range of dates, both ends included; an empty end is open."""

    since: str
    until: str


Branch = TypeVar("Branch")
"""The nodes of a tree: words here, and terms after segmentation (term_tree.py)."""


class Without(Struct, Generic[Branch], frozen=True):
    """What must not be in a document."""

    node: Branch


class All(Struct, Generic[Branch], frozen=True):
    """What must all be in a document."""

    nodes: tuple[Branch, ...]


class Either(Struct, Generic[Branch], frozen=True):
    """Of which at least one must be in a document."""

    nodes: tuple[Branch, ...]


class Nearby(Struct, Generic[Branch], frozen=True):
    """Two things with at most ``within`` tokens between them."""

    left: Branch
    right: Branch
    within: int


GrammarLeaf: TypeAlias = Words | Quoted | Beginning | InField | Dates

Node: TypeAlias = "GrammarLeaf | Without[Node] | All[Node] | Either[Node] | Nearby[Node]"

_QUOTES: Final = (
    r'"(?P<q1>[^"]*)"|“(?P<q2>[^”]*)”|«(?P<q3>[^»]*)»|「(?P<q4>[^」]*)」|『(?P<q5>[^』]*)』'
)
_DATE: Final = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_PIECE: Final = re.compile(
    rf"""(?P<space>\s+)
    |(?P<quoted>{_QUOTES})
    |(?P<field>(?:{"|".join(FIELDS)}):(?=\S))
    |(?P<open>[(（])|(?P<close>[)）])
    |(?P<either>(?<!\S)(?:OR|\|)(?!\S))
    |(?P<near>(?<!\S)(?:near|NEAR)(?:/(?P<within>\d{{1,6}}))?(?!\S))
    |(?P<without>(?<![^\s(（])[-−](?=[^\s\d]))
    |(?P<dates>(?<!\S)(?:{_DATE})?\.\.(?:{_DATE})?(?![^\s)）]))
    |(?P<begin>[^\s()（）"“”«»「」『』:*]+\*)
    |(?P<word>[^\s()（）"“”«»「」『』]+|.)""",
    re.VERBOSE | re.DOTALL,
)


class _Piece(Struct, frozen=True):
    kind: str
    text: str
    within: int = NEAR_DEFAULT


def _pieces(text: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or "word"
        if match["quoted"] is not None:
            inner = next(
                match[name] for name in ("q1", "q2", "q3", "q4", "q5") if match[name] is not None
            )
            yield _Piece("quoted" if match["q1"] is not None else "printed", inner)
        elif match["near"] is not None:
            yield _Piece("near", match[0], int(match["within"] or NEAR_DEFAULT))
        elif kind != "space":
            yield _Piece(kind, match[0])
        else:
            yield _Piece("space", " ")


def parse(text: str) -> Node:
    """Return the tree of a query; raises ``BadRequest`` if it cannot be read."""
    reader = _Descent([*_pieces(text), _Piece("end", "")])
    node = reader.alternatives(0)
    if reader.kind == "close":
        raise BadRequest("unbalanced")
    if isinstance(node, All) and not node.nodes:
        raise BadRequest("query_empty")
    return node


class _Descent:
    def __init__(self, pieces: list[_Piece]) -> None:
        self._pieces = pieces
        self._at = 0
        self._parts = 0

    @property
    def kind(self) -> str:
        return self._pieces[self._at].kind

    def _take(self) -> _Piece:
        piece = self._pieces[self._at]
        self._at += 1
        return piece

    def _skip_space(self) -> None:
        while self.kind == "space":
            self._at += 1

    def alternatives(self, depth: int) -> Node:
        if depth > DEPTH_LIMIT:
            raise BadRequest("too_deep", limit=DEPTH_LIMIT)
        nodes = [self._together(depth)]
        while self.kind == "either":
            operator = self._take().text
            nodes.append(self._together(depth))
            if any(isinstance(node, All) and not node.nodes for node in nodes[-2:]):
                raise BadRequest("operator_alone", value=operator)
        return nodes[0] if len(nodes) == 1 else Either(tuple(nodes))

    def _together(self, depth: int) -> Node:
        nodes: list[Node] = []
        while True:
            self._skip_space()
            if self.kind in ("end", "close", "either"):
                break
            if self.kind == "near":
                self._near(nodes, depth)
                continue
            nodes.append(self._one(depth))
            self._parts += 1
            if self._parts > PARTS_LIMIT:
                raise BadRequest("too_many_parts", limit=PARTS_LIMIT)
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def _near(self, nodes: list[Node], depth: int) -> None:
        piece = self._take()
        self._skip_space()
        if not nodes or self.kind in ("end", "close", "either", "near"):
            raise BadRequest("operator_alone", value=piece.text)
        if not 1 <= piece.within <= NEAR_LIMIT:
            raise BadRequest("near_wide", limit=NEAR_LIMIT)
        nodes.append(Nearby(nodes.pop(), self._one(depth), piece.within))

    def _one(self, depth: int) -> Node:
        if self.kind == "without":
            self._take()
            return Without(self._one(depth))
        if self.kind == "open":
            self._take()
            node = self.alternatives(depth + 1)
            if self.kind != "close":
                raise BadRequest("unbalanced")
            self._take()
            return node
        return self._leaf(self._take())

    def _leaf(self, piece: _Piece) -> Node:
        match piece.kind:
            case "quoted":
                return Quoted(piece.text)
            case "printed":
                return Quoted(piece.text, strict=False)
            case "field":
                return self._in_field(piece.text[:-1])
            case "dates":
                since, until = piece.text.split("..")
                return Dates(since, until)
            case "begin":
                return Beginning(piece.text[:-1])
            case _:
                return self._words(piece.text)

    def _words(self, text: str) -> Words:
        while self.kind in ("word", "space"):
            text += self._take().text
        return Words(text.strip())

    def _in_field(self, name: str) -> Node:
        piece = self._take()
        if piece.kind not in ("quoted", "printed", "word", "dates", "begin"):
            raise BadRequest("operator_alone", value=f"{name}:")
        if name == "date" or (name == "year" and ".." in piece.text):
            since, _, until = piece.text.partition("..")
            return Dates(since, until if ".." in piece.text else since)
        if name == "title" and piece.kind == "word":
            return InField(name, self._words(piece.text).text, quoted=False)
        return InField(name, piece.text, quoted=piece.kind in ("quoted", "printed"))
