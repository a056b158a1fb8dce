"""The tools: what each is for, its arguments, its answer, and the function that answers.

Each asks the archive as the JSON interface does and writes the answer with the same serializers,
adds what is cited, and keeps it short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from msgspec import Struct

from indexer.completion.completable_names import FIELD_OF
from search.answer.serializers import document_json, results_json, snippets_json
from search.archive import Archive
from search.completion.completions import completion_json
from search.concordance.mention_filter import ALL_MEANT
from search.concordance.serializers import concordance_json
from search.entities.profile import ProfileRequest
from search.entities.serializers import mentions_json, profile_json
from search.names.gate_sides import checked_side
from search.request import NO, YES, Request, from_query
from search.request_errors import BadRequest
from search.similar.serializers import similar_json
from songngu.assistant import answers
from songngu.assistant.arguments import (
    Arguments,
    Asked,
    CompleteArguments,
    DocumentArguments,
    DossierArguments,
    FindArguments,
    GateArguments,
    MatchesArguments,
    MentionsArguments,
    SimilarArguments,
)
from songngu.assistant.bounds import (
    ENTRIES,
    MARKS,
    MENTIONS,
    Shape,
    short_facets,
    shortened,
    span_of,
)
from songngu.assistant.citing import Citing
from web.http import urls


class Desk(Struct, frozen=True):
    """What a tool works with: the archive, within the budget of one call, and how it cites."""

    archive: Archive
    citing: Citing


def find(desk: Desk, given: FindArguments) -> Shape:
    """Search."""
    pairs = [("sort", given.sort), ("offset", str(given.offset)), ("limit", str(given.limit))]
    results = desk.archive.results(_request(desk.archive, given, pairs))
    shape = short_facets(results_json(results))
    shape["hits"] = [
        shortened(
            {
                **hit,
                "snippets": snippets_json(row.snippets),
                "cite": desk.citing.hit(row.document, results.request, row.page),
            },
            spans=MARKS,
            mentions=MARKS,
        )
        for hit, row in zip(shape["hits"], results.hits, strict=True)
    ]
    return shape


def list_matches(desk: Desk, given: MatchesArguments) -> Shape:
    """List the matches of a query with the text around them."""
    pairs = [("offset", str(given.offset)), ("limit", str(given.limit))]
    found = desk.archive.concordance(_request(desk.archive, given, pairs), given.sort)
    shape = concordance_json(found)
    return shape | {
        "lines": [
            line.shape() | {"cite": desk.citing.match(line, found.request)} for line in found.lines
        ]
    }


def list_mentions(desk: Desk, given: MentionsArguments) -> Shape:
    """List the mentions of an entity."""
    values = {name: getattr(given, name) for name in ("label", "form", "year", "lang", "title")}
    wanted = ALL_MEANT.but(**{name: (value,) for name, value in values.items() if value})
    asked = ProfileRequest(
        wanted,
        side=checked_side(given.side),
        sorting=given.sort,
        offset=given.offset,
        limit=given.limit,
    )
    profile = desk.archive.profile(_one(desk.archive, given.entity, given.kind), asked)
    shape = mentions_json(profile)
    return shape | {
        "lines": [line.shape() | {"cite": desk.citing.mention(line)} for line in profile.lines],
        "cite": desk.citing.entity(profile.kind, profile.id),
    }


def read_document(desk: Desk, given: DocumentArguments) -> Shape:
    """Give a document, or a span of it."""
    request = from_query([("q", given.query), ("pair", _switch(given.pair))])
    view = desk.archive.document(given.id, request)
    shape = span_of(document_json(view), given.start, given.length)
    path = urls.document_url(view.id, request) if request.query else urls.document_path(view.id)
    page = view.document.page_at(shape["start"])
    return shortened(
        shape | {"cite": desk.citing.document(view.document, path, page)},
        spans=MENTIONS,
        mentions=MENTIONS,
    )


def gate_dossier(desk: Desk, given: GateArguments) -> Shape:
    """Give the dossier of a gate, or of a side of its crossing."""
    return _dossier(desk, _one(desk.archive, given.name, "gate"), checked_side(given.side))


def person_dossier(desk: Desk, given: DossierArguments) -> Shape:
    """Give the dossier of a person."""
    return _dossier(desk, _one(desk.archive, given.name, "person"))


def find_similar(desk: Desk, given: SimilarArguments) -> Shape:
    """Find the documents that tell of the same as a document."""
    found = desk.archive.similar(given.id, given.lang, given.limit)
    shape: Shape = similar_json(found)
    shape["documents"] = [
        one | {"cite": desk.citing.document(row.document, urls.document_path(row.document.id))}
        for one, row in zip(shape["documents"], found.found, strict=True)
    ]
    return shape


def complete(desk: Desk, given: CompleteArguments) -> Shape:
    """Suggest what may be meant."""
    found = desk.archive.completions(given.text.replace("\0", ""), given.limit)
    return {
        "suggestions": [
            {**completion_json(one), "url": desk.citing.suggestion(one)} for one in found
        ]
    }


def _dossier(desk: Desk, entity_id: str, side: str = "") -> Shape:
    profile = desk.archive.profile(entity_id, ProfileRequest(side=side, limit=0))
    shape = profile_json(profile) | {"cite": desk.citing.entity(profile.kind, profile.id)}
    return shortened(shape, forms=ENTRIES, titles=ENTRIES, offices=ENTRIES)


def _one(archive: Archive, name: str, kind: str) -> str:
    """Return the one id of a name or an id. Raises ``BadRequest`` for none, or several."""
    found = archive.of_kind(name, kind)
    if len(found) > 1:
        raise BadRequest("several_entities", value=name, known=", ".join(found))
    return found[0]


def _request(archive: Archive, given: Asked, pairs: list[tuple[str, str]]) -> Request:
    """Return the request of a query with its filters. Raises ``BadRequest``."""
    return from_query(
        [
            ("q", given.query),
            ("pair", _switch(given.pair)),
            ("from", given.since),
            ("to", given.until),
            *pairs,
            *_filters(archive, given),
        ]
    )


def _filters(archive: Archive, given: Asked) -> Iterator[tuple[str, str]]:
    for name in ("lang", "year", "month", "source", "province", "genre"):
        yield from ((name, value) for value in getattr(given, name))
    for kind, field in FIELD_OF.items():
        for name in getattr(given, kind):
            yield from ((field, one) for one in archive.of_kind(name, kind))


def _switch(is_on: bool) -> str:
    return YES if is_on else NO


class Tool(Struct, frozen=True):
    """A tool as it is offered."""

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    answer: type[answers.Answer]
    call: Callable[[Desk, Any], Shape]


TOOLS: Final = (
    Tool(
        "search",
        "Search the archive",
        "Find documents that name or tell of something, in Vietnamese and Chinese at once: a name "
        "in either language finds both. Gives what the query names, the total, facets, and a page "
        "of documents with passages, the places of the matches and what to cite. Documents with "
        "`beyond` have only a part of what was asked.",
        FindArguments,
        answers.Found,
        find,
    ),
    Tool(
        "concordance",
        "Matches with their context",
        "List every match of a query in its documents as a line with the text around it.",
        MatchesArguments,
        answers.Matches,
        list_matches,
    ),
    Tool(
        "mentions",
        "Mentions of an entity",
        "List the mentions of one border gate, person, place or organisation, in both languages "
        "and all its names, each with the text around it and the rule that decided what it is. "
        "`total` is exact.",
        MentionsArguments,
        answers.Mentions,
        list_mentions,
    ),
    Tool(
        "document",
        "Read a document",
        "Give a document's facts and the text of a span of it, with the matches of a query and the "
        "names in that span. Go on with `start` = `end` until `end` = `length`.",
        DocumentArguments,
        answers.DocumentSpan,
        read_document,
    ),
    Tool(
        "gate",
        "Dossier of a border gate",
        "Tell what the archive knows of a border gate: facts, names, mentions by year and "
        "language, both sides of its crossing, and mentions left out because they stand for the "
        "town or something else.",
        GateArguments,
        answers.Dossier,
        gate_dossier,
    ),
    Tool(
        "person",
        "Dossier of a person",
        "Tell what the archive knows of a person: names, mentions by year and language, offices by "
        "year, people in the same documents, and whether the name may be of several people.",
        DossierArguments,
        answers.Dossier,
        person_dossier,
    ),
    Tool(
        "similar",
        "The same event in the other language",
        "Find the documents of the other language, or of a given one, that tell of the same as a "
        "document, with what both say.",
        SimilarArguments,
        answers.Similar,
        find_similar,
    ),
    Tool(
        "complete",
        "Names to ids",
        "Suggest names, words and titles that begin as given, with their id, their name in the "
        "other language and their documents. Use it to find the id of a name.",
        CompleteArguments,
        answers.Suggestions,
        complete,
    ),
)
"""In the order in which they are listed."""
