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
from web.routes.profile_models import ProfileAnswer

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


class Dossier(ProfileAnswer, Answer):
    cite: str = Field(description="The address of the page; empty without one.")
    more: Counts = MORE


class SimilarOne(SimilarShape):
    cite: str = CITE


class Similar(SimilarAnswer, Answer):
    documents: list[SimilarOne]  # type: ignore[assignment]  # each has more than that of before


class Suggestions(Answer):
    suggestions: list[SuggestionShape]
