"""From what a person typed to what is run: the tree of a query becomes a plan and its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from indexer import fields
from indexer.analysis.tokens import MARKS, analyse
from indexer.engines.protocol import Reader
from indexer.plan import (
    And,
    AnyOf,
    Everything,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Plan,
    Prefix,
    Range,
    all_of,
)
from search.expansion.selection import SelectedTerm, ask
from search.names.name_lookup import NameLookup
from search.query import grammar
from search.query.grammar import Node
from search.query.segmentation import cut, loosened
from search.request import Request
from search.request_errors import BadRequest
from search.terms.query_term import QueryTerm, quoted
from synonyms.spelling import is_han

SHORTEST_BEGINNING: Final = 2
"""Letters a search by beginning needs; one letter alone begins a third of all words."""


WORDS_LIMIT: Final = 96
"""Most words (tokens) of one bare text that are asked. Who pastes a paragraph finds its document by
far fewer; without tones each word costs some 6 ms of looking for names (9,589 documents)."""


@dataclass(slots=True)
class PlannedQuery:
    """The plan of a query and what of it is to be shown and marked.

    ``parts`` are the positive ones in order; ``beginnings`` the keys' beginnings to mark;
    ``left_out`` counts the words beyond ``WORDS_LIMIT``.
    """

    plan: Plan
    parts: list[SelectedTerm] = field(default_factory=list)
    beginnings: list[str] = field(default_factory=list)
    loosened: bool = False
    left_out: int = 0

    @property
    def name(self) -> SelectedTerm | None:
        """The part that is the whole query, if it is one part with forms."""
        only = len(self.parts) == 1 and not self.beginnings
        return self.parts[0] if only and self.parts[0].phrase is None else None

    @property
    def markable(self) -> bool:
        """Whether anything of the query can be marked in a text."""
        return bool(self.parts or self.beginnings)

    def scoring(self) -> Plan:
        """What free text is ranked by: its parts, and once more all of them as one phrase."""
        phrases = [phrase for part in self.parts for phrase in part.phrases()]
        together = tuple((key,) for part in self.parts for key in part.part.keys)
        if len(self.parts) > 1:
            phrases.append(Phrase(together))
        return Or(tuple(phrases))


def understand(reader: Reader, aliases: NameLookup, request: Request) -> PlannedQuery:
    """Understand a query; an empty one is everything. Raises ``BadRequest``."""
    if not request.query:
        return PlannedQuery(Everything())
    node = grammar.parse(request.query)
    asked: dict[QueryTerm, SelectedTerm] = {}
    understood = _Compiler(reader, aliases, request, asked).understood(node)
    if _finds_nothing(reader, understood):
        looser = _Compiler(reader, aliases, request, asked, loose=True).understood(node)
        is_same = [part.part for part in looser.parts] == [part.part for part in understood.parts]
        if not is_same and not _finds_nothing(reader, looser):
            looser.loosened = True
            return looser
    return understood


def _finds_nothing(reader: Reader, understood: PlannedQuery) -> bool:
    if not any(len(part.part.keys) > 1 and not part.part.exact for part in understood.parts):
        return False
    if understood.name is not None and understood.name.now:
        # One name, in forms that exist.
        return False
    return reader.count(_without_near(understood.plan)) == 0


def _without_near(plan: Plan) -> Plan:
    """The plan with near as a mere AND: enough to see that nothing is there."""
    match plan:
        case Near(left, right):
            return And((Or(left), Or(right)))
        case And(parts):
            return And(tuple(map(_without_near, parts)))
        case Or(parts):
            return Or(tuple(map(_without_near, parts)))
        case Not(Near()):
            return Everything()
        case Not(part):
            return Not(_without_near(part))
        case _:
            return plan


class _Compiler:
    """One walk over the tree; collects the parts it meets outside of ``-``."""

    def __init__(
        self,
        reader: Reader,
        aliases: NameLookup,
        request: Request,
        asked: dict[QueryTerm, SelectedTerm],
        *,
        loose: bool = False,
    ) -> None:
        self._reader = reader
        self._aliases = aliases
        self._request = request
        self._loose = loose
        self._parts: list[SelectedTerm] = []
        self._beginnings: list[str] = []
        self._left_out = 0
        self._asked = asked

    def understood(self, node: Node) -> PlannedQuery:
        plan = self._plan(node)
        return PlannedQuery(plan, self._parts, self._beginnings, left_out=self._left_out)

    def _plan(self, node: Node) -> Plan:
        match node:
            case grammar.Words(text):
                return self._words(text, fields.PAIR)
            case grammar.Quoted(text):
                return self._together([quoted(text)], fields.PAIR)
            case grammar.Beginning(text):
                return self._beginning(text)
            case grammar.InField("title", value, is_quoted):
                if is_quoted:
                    return self._together([quoted(value)], fields.TITLE_PAIR)
                return self._words(value, fields.TITLE_PAIR)
            case grammar.InField(name, value, _):
                return AnyOf(name, (value,))
            case grammar.Dates(since, until):
                return dates(since, until)
            case grammar.Without(inner):
                return self._without(inner)
            case grammar.All(nodes):
                return all_of([self._plan(one) for one in nodes])
            case grammar.Either(nodes):
                return Or(tuple(self._plan(one) for one in nodes))
            case grammar.Nearby(left, right, within):
                return Near(self._phrases(left), self._phrases(right), within)

    def _ask(self, part: QueryTerm) -> SelectedTerm:
        if part not in self._asked:
            self._asked[part] = ask(self._reader, self._aliases, part, self._request)
        return self._asked[part]

    def _documents(self, part: QueryTerm) -> int:
        plan = self._ask(part).plan()
        return 0 if isinstance(plan, Nothing) else self._reader.count(plan)

    def _cut(self, text: str) -> list[QueryTerm]:
        tokens = analyse(text)
        if len(tokens) > WORDS_LIMIT:
            self._left_out += len(tokens) - WORDS_LIMIT
            text = text[: tokens.ends[WORDS_LIMIT - 1]]
        parts = cut(text, self._aliases, self._documents)
        if self._loose:
            parts = loosened(parts) or parts
        # Twice the same is no further condition.
        return list(dict.fromkeys(parts))

    def _words(self, text: str, name: str) -> Plan:
        parts = self._cut(text)
        if not parts:
            raise BadRequest("query_empty")
        return self._together(parts, name)

    def _together(self, parts: list[QueryTerm], name: str) -> Plan:
        asked = [self._ask(part) for part in parts if part.keys]
        if not asked:
            raise BadRequest("query_empty")
        self._parts += asked
        return all_of([part.plan(name) for part in asked])

    def _beginning(self, text: str) -> Plan:
        keys = [key for key in analyse(text).keys if key not in MARKS]
        if not keys or (len(keys[-1]) < SHORTEST_BEGINNING and not is_han(keys[-1])):
            raise BadRequest("short_prefix", value=f"{text}*", limit=SHORTEST_BEGINNING)
        self._beginnings.append(keys[-1])
        before = [AnyOf(fields.BODY, (key,)) for key in keys[:-1]]
        return all_of([*before, Prefix(fields.BODY, keys[-1])])

    def _without(self, node: Node) -> Plan:
        """What ``-`` takes away. Of bare words only the first part: ``-Lưu Ninh cửa khẩu`` asks
        for *cửa khẩu*."""
        match node:
            case grammar.Words(text):
                parts = self._cut(text)
                if not parts:
                    raise BadRequest("query_empty")
                away = Not(self._ask(parts[0]).negative())
                return all_of([away, self._together(parts[1:], fields.PAIR)]) if parts[1:] else away
            case _:
                inner = _Compiler(self._reader, self._aliases, self._request, self._asked)
                return Not(inner.understood(node).plan)

    def _phrases(self, node: Node) -> tuple[Phrase, ...]:
        if not isinstance(node, grammar.Words | grammar.Quoted):
            raise BadRequest("operator_alone", value="near")
        whole = quoted(node.text)
        if not whole.keys:
            raise BadRequest("query_empty")
        part = (
            whole
            if isinstance(node, grammar.Quoted)
            else QueryTerm(whole.text, whole.keys, whole.classes)
        )
        asked = self._ask(part)
        self._parts.append(asked)
        return asked.phrases()


def dates(since: str, until: str) -> Plan:
    """Documents dated within; ``2023`` as an end is the whole year. Undated ones are outside."""
    low = since.replace("-", "").ljust(8, "0") if since else "00000001"
    high = until.replace("-", "").ljust(8, "9") if until else None
    return Range(fields.DATE, low, high)
