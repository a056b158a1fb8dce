"""The shapes of the answers: those of the JSON interface, each with what is cited, and with the
version of the index that it came from."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import Field

from web.routes.api_models import (
    DATE_ORIGIN,
    CopyShape,
    DocumentAnswer,
    HitShape,
    MentionShape,
    SearchAnswer,
    Shape,
    SimilarAnswer,
    SimilarShape,
    SpanShape,
    SuggestionShape,
)

CITE: Final[Any] = Field(
    description="To be cited: the address of the page, or the reference in words."
)
MORE: Final[Any] = Field(
    description="How many more values the lists have of which only the first are given here, by "
    "the name of the list."
)

Counts = dict[str, int]


class IndexShape(Shape):
    documents: int = Field(description="In the whole index.")
    version: str = Field(description="Another one after each commit that changed the index.")


class Answer(Shape):
    """What every answer has."""

    index: IndexShape


class SnippetShape(Shape):
    field: Literal["title", "body"]
    start: int = Field(description="Code points from the beginning of the field.")
    end: int = Field(description="Exclusive.")
    text: str


class FoundHit(HitShape):
    snippets: list[SnippetShape]
    cite: str = CITE
    more: Counts = MORE


class Found(SearchAnswer, Answer):
    hits: list[FoundHit]  # type: ignore[assignment]  # each has more than that of the interface
    more: Counts = MORE


class DocumentSpan(DocumentAnswer, Answer):
    """A document, of its body the code points from ``start`` to ``end``, with the matches and
    mentions that begin there. Offsets are those of the whole body."""

    start: int
    end: int = Field(description="Exclusive.")
    length: int = Field(description="Code points of the whole body.")
    copies: list[CopyShape]
    cite: str = CITE
    more: Counts = MORE


class LineShape(Shape):
    doc: str = Field(description="The id of its document.")
    field: Literal["title", "body"]
    start: int = Field(description="Code points from the beginning of the field.")
    end: int = Field(description="Exclusive.")
    surface: str = Field(description="As it stands.")
    lang: str
    date: str
    date_origin: str = DATE_ORIGIN
    source: str
    left: str = Field(description="The text before it, on one line.")
    right: str = Field(description="The text behind it.")
    path: str
    line: int
    encoding: str
    repaired: str
    page: int
    cite: str = CITE


class MatchShape(LineShape, SpanShape):
    pass


class MentionLineShape(LineShape, MentionShape):
    place: str = Field(description="Of a gate's name that names the town: the town's id.")


class Matches(Answer):
    query: str
    seen: int = Field(description="Matches in the documents that were read.")
    whole: bool = Field(description="Whether every document was read, so that `seen` is all.")
    markable: bool = Field(description="Whether the query has anything that stands in a text.")
    lines: list[MatchShape]


class ReadShape(Shape):
    documents: int
    of: int


class Mentions(Answer):
    kind: str
    id: str
    vi: str
    zh: str
    ids: list[str] = Field(description="Whose mentions these are: one, or both of a crossing.")
    total: int = Field(description="Mentions that were asked for.")
    lines: list[MentionLineShape]
    read: ReadShape = Field(
        description="Not 0 of 0 where time ended before all documents were read; then lines lack."
    )
    cite: str = CITE


class FormMentions(Shape):
    form: str
    mentions: int


class YearShape(Shape):
    year: str
    mentions: Counts = Field(description="By language.")


class TitleShape(Shape):
    title: str
    mentions: int
    first: str
    last: str


class OfficeShape(Shape):
    vi: str
    zh: str
    mentions: int


class YearOffices(Shape):
    year: str
    offices: list[OfficeShape]
    first: str
    last: str


class Companion(Shape):
    id: str
    vi: str
    zh: str
    documents: int


class NamesakeShape(Shape):
    offices: list[OfficeShape]
    documents: int
    first: str
    last: str
    companions: list[Companion]


class GateName(Shape):
    text: str
    old: bool
    note: str
    mentions: int
    first: str
    last: str


class SideShape(Shape):
    side: str
    id: str
    vi: str
    zh: str
    documents: int
    mentions: int
    names: list[GateName]
    years: list[YearShape]


class TiedShape(Shape):
    kind: str
    id: str
    vi: str
    zh: str
    documents: int


class CrossingShape(Shape):
    sides: list[SideShape]
    in_both: int = Field(description="Documents that mention both gates.")
    tied: list[TiedShape] = Field(description="Roads, bridges and the like, named for a gate.")


class Dossier(Answer):
    kind: str
    id: str
    vi: str
    zh: str
    ids: list[str] = Field(description="One, or both of a crossing.")
    facts: dict[str, str] = Field(description="What the gazetteer says.")
    documents: int = Field(description="With a mention that stands for it.")
    labels: Counts = Field(description="All mentions of the name by what they stand for.")
    left_out: Counts = Field(description="Mentions that stand for something else, by the rule.")
    forms: list[FormMentions]
    years: list[YearShape]
    titles: list[TitleShape] = Field(description="Offices beside a person's name.")
    offices: list[YearOffices]
    namesakes: list[NamesakeShape] = Field(
        description="The people of this name, where offices, years and companions contradict that "
        "it is one."
    )
    together: list[Companion] = Field(description="People in the same documents.")
    crossing: CrossingShape | None
    cite: str = Field(description="The address of the page; empty without one.")
    more: Counts = MORE


class SimilarOne(SimilarShape):
    cite: str = CITE


class Similar(SimilarAnswer, Answer):
    documents: list[SimilarOne]  # type: ignore[assignment]  # each has more than that of before


class Suggestions(Answer):
    suggestions: list[SuggestionShape]
