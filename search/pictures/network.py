"""Who is named together: gates and people, and in how many documents two of them are.

The documents are those of a request, of an entity's network those of them that mean it. Every
number is what a search for the two finds: ``gates:huu-nghi people:"liu-ning"``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.completion.completable_names import FIELD_OF
from indexer.engines.protocol import Reader, ReadRequest
from indexer.near import resolved
from indexer.plan import AnyOf, Nothing, Plan, all_of
from search import query_pipeline
from search.names.entity_names import EntityName
from search.query.context import QueryContext
from search.query.planner import filters_of
from search.request import Request

GATES: Final = 16
PEOPLE: Final = 24
"""Most nodes of each kind; what one kind does not fill the other takes."""

NODES: Final = GATES + PEOPLE

EVERYONE: Final = 100_000
"""More gates and people than documents of one node name: a facet must not leave one out."""


class Node(Struct, frozen=True):
    """A gate or a person with its documents among those of the network; ``side`` is that of a
    gate, if the gazetteer knows it."""

    id: str
    kind: str
    name: EntityName
    documents: int
    side: str = ""


class Pair(Struct, frozen=True):
    """Two nodes and the documents that mean both. ``one`` stands before ``other`` in the order of
    the nodes."""

    one: Node
    other: Node
    documents: int


class Network(Struct, frozen=True):
    """Nodes, gates first, those of most documents before others; pairs, most documents first.

    ``own`` are the ids that it is of (empty: the whole archive) and ``kind`` what they are;
    ``documents`` counts those of the network, ``others`` the gates and people that were too many.
    """

    own: tuple[str, ...]
    kind: str
    name: EntityName
    documents: int
    nodes: tuple[Node, ...]
    pairs: tuple[Pair, ...]
    others: int

    def telling(self, most: int) -> tuple[Pair, ...]:
        """Return the pairs to be shown where there is room for so many: of each node the one of
        most documents, then those of most documents at all; in the order of ``pairs``."""
        firsts: dict[tuple[str, str], Pair] = {}
        for pair in self.pairs:
            for node in (pair.one, pair.other):
                firsts.setdefault((node.kind, node.id), pair)
        chosen = dict.fromkeys(map(id, (*firsts.values(), *self.pairs)))
        shown = set(list(chosen)[:most])
        return tuple(pair for pair in self.pairs if id(pair) in shown)


def network(context: QueryContext, own: tuple[str, ...] = ()) -> Network:
    """Return the network of a request, or of entities of one kind (the sides of a crossing).
    Raises ``BadRequest``."""
    kind = _kind_of(context.reader, own)
    exact, _ = resolved(context.reader, query_pipeline.plan(context).plan, context.budget)
    plan, filters = exact, filters_of(context)
    if own:
        plan = all_of([exact, AnyOf(FIELD_OF[kind], own)]) if kind else Nothing()
    found = _counted(context.reader, plan, filters)
    listed = {
        kind_of: [(one, n) for one, n in found[FIELD_OF[kind_of]] if one not in own]
        for kind_of in ("gate", "person")
    }
    nodes = _nodes(context, listed)
    return Network(
        own,
        kind,
        context.names.name_of(own[0]) if own else EntityName("", ""),
        context.reader.count(plan, filters),
        nodes,
        tuple(_pairs(context, plan, nodes)),
        sum(map(len, listed.values())) - len(nodes),
    )


def pair_request(request: Request, found: Network, *nodes: Node) -> Request:
    """Return the request that finds the documents of a network that mean all of these nodes."""
    words = [_any_of(found.kind, found.own)] if found.own else []
    words += [_any_of(node.kind, (node.id,)) for node in nodes]
    if request.query:
        words.insert(0, f"({request.query})")
    return request.but(query=" ".join(words), sorting="relevance", limit=10)


def _any_of(kind: str, ids: Sequence[str]) -> str:
    words = [f'{FIELD_OF[kind]}:"{one}"' for one in ids]
    return words[0] if len(words) == 1 else f"({' OR '.join(words)})"


def _kind_of(reader: Reader, own: tuple[str, ...]) -> str:
    """Return what documents mean by these ids; empty for none."""
    for kind, field in FIELD_OF.items():
        if own and reader.count(AnyOf(field, own)):
            return kind
    return ""


def _counted(
    reader: Reader, plan: Plan, filters: Mapping[str, Plan]
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Count the gates and people of some documents, within all filters: a facet by itself would
    not obey its own."""
    asked = ReadRequest(
        all_of([plan, *filters.values()]),
        limit=0,
        facets=(fields.GATES, fields.PEOPLE),
        values=EVERYONE,
    )
    return reader.run(asked).facets


def _nodes(
    context: QueryContext, listed: Mapping[str, Sequence[tuple[str, int]]]
) -> tuple[Node, ...]:
    gates, people = listed["gate"], listed["person"]
    most = max(GATES, NODES - len(people))
    shown = gates[:most]
    chosen = [("gate", *one) for one in shown]
    chosen += [("person", *one) for one in people[: NODES - len(shown)]]
    entities = context.names.gazetteer.entities
    return tuple(
        Node(
            one,
            kind,
            context.names.name_of(one),
            documents,
            entities[one].facts.get("side", "") if kind == "gate" and one in entities else "",
        )
        for kind, one, documents in chosen
    )


def _pairs(context: QueryContext, plan: Plan, nodes: Sequence[Node]) -> list[Pair]:
    """Count the documents of each two nodes: one run a node, in which the index counts all
    others."""
    place = {(node.kind, node.id): at for at, node in enumerate(nodes)}
    filters = filters_of(context)
    found = []
    for at, node in enumerate(nodes):
        context.budget.check()
        both = all_of([plan, AnyOf(FIELD_OF[node.kind], (node.id,))])
        counts = _counted(context.reader, both, filters)
        for kind in ("gate", "person"):
            for other, documents in counts[FIELD_OF[kind]]:
                if place.get((kind, other), -1) > at:
                    found.append(Pair(node, nodes[place[kind, other]], documents))
    key = {id(node): at for at, node in enumerate(nodes)}
    return sorted(found, key=lambda one: (-one.documents, key[id(one.one)], key[id(one.other)]))
