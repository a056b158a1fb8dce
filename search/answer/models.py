"""The nouns of an answer, for the pages, the JSON interface and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from corpus.document import Document
from indexer.linking.mention import Mention
from search.answer.counted_entities import Answer
from search.answer.marked_text import Piece, Snippet, Span
from search.names.entity_names import EntityName
from search.request import Request
from search.terms.forms import FormKind


class _OfDocument:
    """What is shown of the document that a class holds."""

    __slots__ = ()
    document: Document

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.document.id

    @property
    def lang(self) -> str:
        """``vi`` or ``zh``."""
        return self.document.lang

    @property
    def date(self) -> str:
        """``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``, or empty."""
        return self.document.date

    @property
    def date_origin(self) -> str:
        """Where the date was found: one of ``corpus.date_origins``; empty without a date."""
        return self.document.date_origin

    @property
    def source(self) -> str:
        """The paper or archive that it is from, or empty."""
        return self.document.source

    @property
    def province(self) -> str:
        """The province that the record gives, or empty."""
        return self.document.province

    @property
    def genre(self) -> str:
        """The genre that the record gives, or empty."""
        return self.document.genre

    @property
    def encoding(self) -> str:
        """The encoding of the file's text, or empty."""
        return self.document.encoding

    @property
    def repaired(self) -> str:
        """What the text was mended from (``tcvn3; utf-8 as windows-1252``), or empty."""
        return self.document.repaired

    @property
    def url(self) -> str:
        """The address of the original, or empty."""
        return self.document.url


class HitRow(Struct, _OfDocument, frozen=True):
    """One hit as shown.

    ``title_pieces`` are the whole title with matches marked; ``spans`` are all matches of title and
    body, in order. ``mentions`` explain why the document was found: a match is on them, or the
    query names their entity or the request narrows to it. ``marked`` is False if there was no time
    to look for matches. ``other_sense`` says that the document holds the name and does not mention
    what the query names by it. A document ``beyond`` the hits has only a part of what was asked:
    of its parts ``has`` are in it and ``missing`` are not. ``found_by`` is
    ``words``, ``meaning`` or ``both`` where a request asks by meaning too, else empty.
    ``copies`` are the ids of its reprints, which are folded under it in this list, in its order.
    """

    document: Document
    stratum: int
    spans: tuple[Span, ...]
    title_pieces: tuple[Piece, ...]
    snippets: tuple[Snippet, ...]
    mentions: tuple[Mention, ...] = ()
    marked: bool = True
    other_sense: bool = False
    beyond: bool = False
    has: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    found_by: str = ""
    copies: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title as stored."""
        return self.document.title

    @property
    def page(self) -> int:
        """The page of the first match, or of the first mention that explains the hit, in a paper
        with pages; 0 if there is none. The title is on the first."""
        places = [(one.field, one.start) for one in (self.spans[:1] or self.mentions[:1])]
        return next((self.document.page_at(at if on == "body" else 0) for on, at in places), 0)


class FormRow(Struct, frozen=True):
    """A form that exists, a chip of the page.

    ``on`` says whether it is searched now, ``default`` whether it is searched unless switched.
    ``part`` is the number of its term in the query (0-based). ``lang`` is vi, zh or latin.
    ``reading`` is the name of the interpretation, if the term has any. ``why`` gives the steps from
    what was typed, e.g. ``(("刘", "lưu"), ("宁", "ninh"))``. ``tier`` is ``variant`` (same name) or
    ``equivalent`` (the name in the other language); a related name is a ``Suggestion``. One that is
    ``offered`` does not mean quite the same, and is searched only if the reader switches it on.
    """

    form: str
    kind: FormKind
    count: int
    on: bool
    default: bool
    part: int
    lang: str
    reading: str
    why: tuple[tuple[str, str], ...]
    tier: str
    offered: bool = False


class InterpretationRow(Struct, frozen=True):
    """A meaning of a query without tones; ``count`` is the documents that its forms find."""

    reading: str
    forms: tuple[str, ...]
    count: int
    chosen: bool


class FacetValue(Struct):
    """A value of a facet. ``chosen`` values are listed even with count 0, and ``excluded`` ones,
    which have none. ``name`` is the name of an entity; None for a value that is shown as it is.
    ``languages`` are its documents by language, of years and months.

    Not frozen: a page has a thousand, and frozen ones take three times as long to make.
    """

    value: str
    count: int
    chosen: bool
    name: EntityName | None = None
    excluded: bool = False
    languages: tuple[tuple[str, int], ...] = ()


class PartRow(Struct, frozen=True):
    """A term of the query with the documents it finds alone (shown if the query finds nothing)."""

    text: str
    count: int


class Suggestion(Struct, frozen=True):
    """A text to search next, which exists: ``count`` is what it finds under the filters of the
    request, so what a click on it gives.

    ``sort`` is ``related`` (the gate on the other side, the place around it, a mistaken spelling;
    ``note`` warns), ``other_script`` (of one syllable) or ``near``: the whole query with a slip
    corrected. ``asked`` is the text of the term that it belongs to.
    """

    text: str
    sort: str
    asked: str
    count: int
    note: str


class Notice(Struct, frozen=True):
    """A message for the reader: a code, for which the page has the words, and facts.

    Codes: ``little_words`` (words), ``capped`` (what, limit), ``reading_as_typed`` (text),
    ``rare_only``, ``lower_only``, ``unknown_reading`` (value), ``words_left_out`` (limit, count),
    ``near_unfinished`` (documents, of), ``hits_unmarked`` (count), ``slips_left_out`` (limit,
    count), ``meaning_newest``, ``meaning_operators``, ``folding_unfinished``.
    """

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


class NamedEntity(Struct, frozen=True):
    """An entity that a document names: its id, its name, and how often."""

    id: str
    kind: str
    name: EntityName
    times: int


class Results(Struct, frozen=True):
    """The answer to one request.

    ``is_name`` says whether the whole query was searched as one name (its hits are in strata).
    ``total`` and ``facets`` are of the documents with all that was asked; ``others_total`` more
    have a part of it and follow them. ``other_sense`` of the hits hold the name and do not mention
    what the query names by it. ``answers`` are what it names.
    ``others_listed`` of the others can be paged to. ``by_meaning`` are hits that only their meaning
    found: ``total`` does not count them.
    In a folded list ``following`` is the place where the next page begins and ``previous`` that of
    the page before, counted in documents; None where there is none.
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
    suggestions: tuple[Suggestion, ...]
    is_name: bool
    answers: tuple[Answer, ...]
    others_total: int = 0
    others_listed: int = 0
    other_sense: int = 0
    by_meaning: int = 0
    following: int | None = None
    previous: int | None = None

    @property
    def listed(self) -> int:
        """All documents that can be paged through."""
        return self.total + self.others_listed + self.by_meaning


class DocumentView(Struct, _OfDocument, frozen=True):
    """One document with its matches marked.

    ``spans`` are the matches, ``marks`` these and the mentions of what the query names, in order;
    the number of a mark (1-based) counts through title and body. ``named`` are the entities of the
    document by label, most often named first; ``copies`` the documents that are the same story,
    printed elsewhere or again.
    """

    document: Document
    spans: tuple[Span, ...]
    marks: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    named: Mapping[str, tuple[NamedEntity, ...]]
    copies: tuple[Document, ...] = ()

    @property
    def title(self) -> str:
        """The title as stored."""
        return self.document.title
