"""The shapes of the JSON interface (search/answer/serializers.py), for OpenAPI."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.date_origins import ORIGINS
from indexer.engines.protocol import OTHERS_PAGED


class Shape(BaseModel):
    """Names and their meaning stay; new ones may be added."""

    model_config = ConfigDict(extra="forbid")


DATE_ORIGIN: Final[Any] = Field(
    description=f"Where the date was found: {', '.join(ORIGINS)}; empty without a date."
)


class SpanShape(Shape):
    field: Literal["title", "body"]
    start: int = Field(description="Code points from the beginning of the field.")
    end: int = Field(description="Exclusive.")
    form: str
    kind: str


class MentionShape(Shape):
    field: Literal["title", "body"]
    start: int = Field(description="Code points from the beginning of the field.")
    end: int = Field(description="Exclusive.")
    surface: str
    entity: str = Field(
        description="An id; empty where the document does not say whose name it is."
    )
    kind: str
    label: Literal["gate", "place", "other", "person", "organisation"]
    reason: str = Field(description="The rule that decided, and the words it saw.")


class CopiesShape(Shape):
    count: int
    ids: list[str] = Field(description="In the order of this list.")


class CopyShape(Shape):
    id: str
    title: str
    date: str
    source: str


class HitShape(Shape):
    id: str
    lang: str
    title: str
    date: str = Field(description="YYYY-MM-DD, YYYY-MM, YYYY or empty.")
    date_origin: str = DATE_ORIGIN
    source: str
    path: str = Field(
        description="The file that it was read from, as it was given to the program, with the path "
        "in it of a member of an archive; empty if that is not known."
    )
    line: int = Field(description="The line of its record in the file; 0 of a whole file.")
    page: int = Field(
        description="The page of the first match in a paper with pages, from 1; else 0."
    )
    encoding: str = Field(description="Of the file's text; empty if its format has none.")
    repaired: str = Field(
        description="What the text was mended from, such as `tcvn3`, by `; ` apart; or empty."
    )
    stratum: int = Field(description="Place in the order of a name's hits; 0 for free text.")
    other_sense: bool = Field(
        description="It holds the name and does not mention what the query names by it."
    )
    beyond: bool = Field(
        description="It has only a part of what was asked: it is one of `others_total`, not of "
        "`total`."
    )
    has: list[str] = Field(description="Of a hit beyond: the parts of the query that it has.")
    missing: list[str] = Field(description="Of a hit beyond: the parts that it does not have.")
    spans: list[SpanShape]
    mentions: list[MentionShape] = Field(
        description="Those on which a match stands, or of an entity that the query names or that "
        "was narrowed to."
    )
    found_by: Literal["words", "meaning", "both"] | None = Field(
        None, description="Only with `meaning=1`: which of the two lists has it."
    )
    copies: CopiesShape | None = Field(
        None,
        description="Its reprints among the documents that answer; not with `folded=0` or `story`.",
    )


class CountShape(Shape):
    value: str = Field(description="`unknown` where the documents do not say.")
    count: int
    languages: dict[str, int] | None = Field(
        None, description="Of years and months: the documents of each language."
    )


class FormShape(Shape):
    form: str
    kind: str
    count: int = Field(description="Documents with this form, within the filters.")
    on: bool
    part: int = Field(description="The part of the query it belongs to, from 0.")
    lang: Literal["vi", "zh", "latin"]
    reading: str = Field(description="The interpretation it belongs to, where there are several.")
    why: list[tuple[str, str]] = Field(
        description="Steps from what was typed: each character with its syllable."
    )
    tier: Literal["variant", "equivalent"] = Field(
        description="The same name otherwise written, or the name in the other language."
    )
    offered: bool = Field(
        description="It does not mean quite the same, and is asked only where `on` names it."
    )


class InterpretationShape(Shape):
    reading: str
    forms: list[str]
    count: int


class OfferShape(Shape):
    text: str
    sort: Literal["related", "other_script", "near"]
    asked: str = Field(description="The part of the query it belongs to.")
    count: int = Field(description="Documents that it finds under the same filters.")
    note: str


class NoticeShape(BaseModel):
    """A notice with its facts, which differ by code."""

    model_config = ConfigDict(extra="allow")

    code: str


class PerLanguage(Shape):
    vi: int
    zh: int


class EntityShape(Shape):
    kind: Literal["gate", "person", "place", "organisation"]
    id: str
    vi: str = Field(description="Its Vietnamese name; empty if none is known.")
    zh: str = Field(description="Its Chinese name; empty if none is known.")
    documents: PerLanguage = Field(
        description="Documents that mention it, within the filters except that of the language."
    )
    mentions: PerLanguage = Field(description="Its mentions in these documents.")


class AnswerShape(EntityShape):
    asked: str = Field(description="The part of the query that names it.")
    other_side: EntityShape | None = Field(
        description="Of a border gate: the gate across the border, which `pair` asks for too."
    )


class SearchAnswer(Shape):
    query: str
    total: int = Field(description="Documents with all that was asked; so are the facets.")
    other_sense: int = Field(
        description="Of these, those that hold a name and do not mention what it names. They come "
        "last."
    )
    others_total: int = Field(
        description="More documents, which have only a part of what was asked. They follow, at "
        f"most {OTHERS_PAGED}."
    )
    answers: list[AnswerShape] = Field(description="What the query names.")
    hits: list[HitShape]
    facets: dict[str, list[CountShape]]
    forms: list[FormShape]
    interpretations: list[InterpretationShape]
    offers: list[OfferShape]
    notices: list[NoticeShape]
    next_offset: int | None = Field(
        None,
        description="Where the next page begins, in documents; null at the end. Not with "
        "`folded=0` or `story`: there it is `offset` + `limit`.",
    )
    by_meaning: int | None = Field(
        None, description="Only with `meaning=1`: hits that words did not find, beside `total`."
    )


class DocumentAnswer(Shape):
    id: str
    lang: str
    title: str
    body: str
    date: str
    date_origin: str = DATE_ORIGIN
    source: str
    province: str
    genre: str
    encoding: str
    repaired: str
    url: str
    path: str
    line: int
    pages: list[int] = Field(
        description="Where in the body the second and each later page of a paper begins."
    )
    confidence: list[int] = Field(
        description="Of each page whose characters were recognised on an image, how sure they are, "
        "in percent; 0 of others. Empty if none was."
    )
    spans: list[SpanShape]
    mentions: list[MentionShape]
    copies: list[CopyShape] = Field(
        description="The same story, printed elsewhere or again; oldest first."
    )


class SuggestionShape(Shape):
    text: str = Field(description="A name, word or title, in the script that was typed.")
    kind: Literal["gate", "place", "person", "organisation", "term", "word", "title"]
    other: str = Field(
        description="Its name or commonest wording in the other language; empty if none is known."
    )
    count: int = Field(
        description="Documents in the whole index, as of its last commit: those that mention a "
        "gate, place, person or organisation; those that hold a term or word in this wording, in "
        "any capitals; of a title, the one document."
    )
    id: str = Field(description="Of the entity, or of the document of a title; empty for a word.")
    url: str = Field(description="The page of the documents that are counted.")


class SharedShape(Shape):
    wording: str = Field(description="As the document says it that was asked from.")
    other: str
    kind: str = Field(description="name, word, number, day, month, or the label of an entity.")


class SimilarShape(Shape):
    id: str
    lang: str
    title: str
    date: str
    date_origin: str = DATE_ORIGIN
    source: str
    path: str
    line: int
    score: float = Field(description="The share of what is telling in the document, from 0 to 1.")
    is_copy: bool = Field(alias="copy", description="Nearly the same text.")
    shared: list[SharedShape] = Field(description="The most telling first.")


class SimilarAnswer(Shape):
    id: str
    lang: str = Field(description="Of the documents.")
    documents: list[SimilarShape]


class NewestShape(Shape):
    id: str
    lang: str
    title: str
    date: str
    date_origin: str = DATE_ORIGIN
    source: str


class ArchiveAnswer(Shape):
    size: int
    undated: int
    languages: list[CountShape]
    years: list[CountShape]
    sources: list[CountShape]
    newest: list[NewestShape]


class ErrorDetail(Shape):
    code: str
    message: str = Field(description="In the language of Accept-Language: vi, zh or en.")
    detail: str


class ErrorAnswer(Shape):
    error: ErrorDetail
