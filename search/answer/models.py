"""The nouns of an answer: what the page, the interface and the command line show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.linking.mention import Mention
from search.names.entity_names import EntityName
from search.request import Request


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a stored field that matched: code points, ``end`` exclusive."""

    field: str
    start: int
    end: int
    form: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``form`` and ``kind`` are set on a match, ``mention`` on a name."""

    text: str
    form: str = ""
    kind: str = ""
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a field around matches; ``start`` is its offset. ``before`` and ``after`` say
    whether text was left out on that side."""

    field: str
    start: int
    pieces: tuple[Piece, ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit as shown. ``title`` is the whole title as pieces, matches marked; ``spans`` are all
    matches of title and body, in order. ``mentions`` are those that say why it was found: on which
    a match stands, or of an entity that was narrowed to. ``marked`` is False where there was no
    time to look for matches."""

    id: str
    lang: str
    title: str
    date: str
    source: str
    province: str
    genre: str
    url: str
    stratum: int
    spans: tuple[Span, ...]
    title_pieces: tuple[Piece, ...]
    snippets: tuple[Snippet, ...]
    mentions: tuple[Mention, ...] = ()
    marked: bool = True


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form that exists: chip of the page.

    ``on`` says whether it is asked now. ``default`` says whether it is asked unless switched.
    ``part`` numbers the part of the query it belongs to (0-based). ``lang`` is vi, zh or latin.
    ``reading`` is the interpretation's name where there are several. ``why`` gives the steps from
    what was typed, e.g. ``(("刘", "lưu"), ("宁", "ninh"))``. ``tier`` is ``variant`` (same name)
    or ``equivalent`` (the name in the other language); what is only *related* is an ``Offer``.
    """

    form: str
    kind: str
    count: int
    on: bool
    default: bool
    part: int
    lang: str
    reading: str
    why: tuple[tuple[str, str], ...]
    tier: str


@dataclass(frozen=True, slots=True)
class InterpretationRow:
    """What a query without tones may mean; ``count`` is of the documents its forms find."""

    reading: str
    forms: tuple[str, ...]
    count: int
    chosen: bool


@dataclass(slots=True)
class FacetValue:
    """A value of a facet. ``chosen`` values stand in the list even with count 0. ``name`` is what
    an entity's id is called; empty for values that speak for themselves.

    Not frozen: a thousand are made for a page, and that would take three times as long.
    """

    value: str
    count: int
    chosen: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the query with the documents it would find alone (shown when nothing is found)."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to search next, which exists: ``text`` with its documents in the whole index.

    ``sort`` is ``related`` (the gate on the other side, the place around it, a mistaken spelling;
    ``note`` warns), ``other_script`` (of one syllable) or ``near`` (a like spelling of what was
    not found). ``asked`` is the part of the query it belongs to.
    """

    text: str
    sort: str
    asked: str
    count: int
    note: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must be told: a code the page has words for, and facts.

    Codes: ``loosened`` (parts), ``capped`` (what, limit), ``reading_as_typed`` (text),
    ``rare_only``, ``lower_only``, ``unknown_reading`` (value), ``words_left_out`` (limit, count),
    ``near_unfinished`` (documents, of), ``hits_unmarked`` (count).
    """

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity that a document names: its id, what it is called, and how often."""

    id: str
    kind: str
    name: EntityName
    times: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one request.

    ``is_name`` says whether the whole query was searched as one name (its hits stand in strata).
    ``entities`` are those that it names and the archive mentions; ``times`` counts documents.
    """

    request: Request
    total: int
    size: int
    hits: tuple[HitRow, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    forms: tuple[FormRow, ...]
    interpretations: tuple[InterpretationRow, ...]
    notices: tuple[Notice, ...]
    parts: tuple[PartRow, ...]
    offers: tuple[Offer, ...]
    is_name: bool
    entities: tuple[NamedEntity, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document with its matches marked.

    ``title`` and ``paragraphs`` are pieces in order; a match's number (1-based) counts through
    title and body. ``named`` are the entities named, by label, most often first.
    """

    id: str
    lang: str
    date: str
    source: str
    province: str
    genre: str
    url: str
    title: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    named: Mapping[str, tuple[NamedEntity, ...]]
