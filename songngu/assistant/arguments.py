"""The arguments of each tool: one model each, from which its schema is made.

What a request itself checks (dates, the length of a query) is checked there, with its message, and
only described here. An argument that there is not is refused: a filter with a slip in its name
would be left out in silence.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from search.completion.completions import LIMIT as COMPLETIONS_LIMIT
from search.completion.completions import TYPED_LIMIT
from search.request import DATE_PATTERN, NAME_LIMIT, OFFSET_LIMIT, QUERY_LIMIT

HITS: Final = 50
"""Most documents of one answer: with their passages some 100 KB, what an assistant can read."""

LINES: Final = 200
"""Most lines of one answer: some 100 KB."""

SPAN: Final = 20_000
"""Most code points of a document in one answer; ``USUAL_SPAN`` unless more is asked for."""

USUAL_SPAN: Final = 6_000

VALUES: Final = 20
"""Most values of one filter."""


def _as_list(given: object) -> object:
    """Take one value for a list of one, and a list that was written as a text for that list: some
    assistants send these."""
    if isinstance(given, str) and given.startswith("["):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return [given]
    found = given if isinstance(given, list) else [given]
    return [str(one) if isinstance(one, int) else one for one in found]


Text = Annotated[str, Field(max_length=NAME_LIMIT)]
Values = Annotated[list[Text], BeforeValidator(_as_list), Field(max_length=VALUES)]
Language = Literal["vi", "zh", "en", "und"]
Languages = Annotated[list[Language], BeforeValidator(_as_list), Field(max_length=VALUES)]
Year = Annotated[str, Field(pattern="^([0-9]{4}|unknown)$")]
Years = Annotated[list[Year], BeforeValidator(_as_list), Field(max_length=VALUES)]
Month = Annotated[str, Field(pattern="^([0-9]{4}-[0-9]{2}|unknown)$")]
Months = Annotated[list[Month], BeforeValidator(_as_list), Field(max_length=VALUES)]
Date = Annotated[str, Field(json_schema_extra={"pattern": f"^({DATE_PATTERN})?$"})]
Offset = Annotated[int, Field(ge=0, le=OFFSET_LIMIT)]
Query = Annotated[str, Field(json_schema_extra={"maxLength": QUERY_LIMIT})]
Name = Annotated[str, Field(min_length=1, max_length=NAME_LIMIT)]
Id = Annotated[
    str, Field(min_length=1, max_length=QUERY_LIMIT, description="The id of the document.")
]
Side = Annotated[
    str,
    Field(
        description="Of a border gate: VN or CN, that side of its crossing, or both. Empty: the "
        "gate that was named.",
        json_schema_extra={"enum": ["", "VN", "CN", "both"]},
    ),
]


def _values(description: str) -> Any:
    return Field(default_factory=list, description=description)


class Arguments(BaseModel):
    """The arguments of a tool."""

    model_config = ConfigDict(extra="forbid")


class Queried(Arguments):
    """A query."""

    query: Query = Field(
        "",
        description="Names, words or a question, in Vietnamese, Chinese or pinyin; both languages "
        'are searched. Also "exact phrase", -not, OR, brackets, field:value, prefix*, near/5, '
        "2019..2022. Empty: nothing in particular.",
    )
    pair: bool = Field(
        False, description="Where the query names a border gate: the gate across the border, too."
    )


class Asked(Queried):
    """A query with its filters. Values of one filter are joined by or, filters by and."""

    lang: Languages = _values("Languages of the documents: vi, zh; en, und for others.")
    year: Years = _values("Years, YYYY.")
    month: Months = _values("Months, YYYY-MM.")
    source: Values = _values("Papers or archives, as the facet `source` has them.")
    province: Values = _values("Provinces that the records of documents give, in either language.")
    genre: Values = _values("Genres, as the facet `genre` has them.")
    gate: Values = _values("Names or ids of border gates that the documents mention.")
    person: Values = _values("Names or ids of people that the documents mention.")
    place: Values = _values("Names or ids of places that the documents mention.")
    organisation: Values = _values("Names or ids of organisations that the documents mention.")
    since: Date = Field("", alias="from", description="First date: YYYY, YYYY-MM or YYYY-MM-DD.")
    until: Date = Field("", alias="to", description="Last date, included.")


class FindArguments(Asked):
    """The arguments of ``search``."""

    sort: Literal["relevance", "newest"] = "relevance"
    offset: Offset = Field(0, description="Where the page begins: `next_offset` of the last one.")
    limit: int = Field(10, ge=0, le=HITS, description="Documents to give; 0 for counts alone.")


class MatchesArguments(Asked):
    """The arguments of ``concordance``."""

    sort: Literal["date", "left", "right", "source", "form"] = Field(
        "date", description="Order of the lines; by date the newest come first."
    )
    offset: Offset = Field(0, description="Lines to pass over.")
    limit: int = Field(30, ge=0, le=LINES, description="Lines to give.")


class MentionsArguments(Arguments):
    """The arguments of ``mentions``."""

    entity: Name = Field(description="A name in any script, or an id.")
    kind: Literal["", "gate", "person", "place", "organisation"] = Field(
        "", description="What the name is of, where it may be of several."
    )
    side: Side = ""
    label: Literal["", "gate", "place", "person", "organisation", "other"] = Field(
        "",
        description="What the mentions stand for. Empty: all but `other`, which are namesakes and "
        "other things of that name.",
    )
    form: Text = Field("", description="The name as it stands, as the dossier lists its forms.")
    year: Text = Field("", description="YYYY, or unknown.")
    lang: Literal["", "vi", "zh"] = ""
    title: Text = Field("", description="An office beside a person's name, as its dossier has it.")
    sort: Literal["date", "left", "right", "source", "form"] = "date"
    offset: Offset = Field(0, description="Mentions to pass over.")
    limit: int = Field(30, ge=0, le=LINES, description="Mentions to give.")


class DocumentArguments(Queried):
    """The arguments of ``document``: its matches of the query are listed."""

    id: Id
    start: Offset = Field(0, description="First code point of the body to give.")
    length: int = Field(USUAL_SPAN, ge=0, le=SPAN, description="Code points of the body to give.")


class DossierArguments(Arguments):
    """The arguments of ``person``."""

    name: Name = Field(description="A name in any script, or an id.")


class GateArguments(DossierArguments):
    """The arguments of ``gate``."""

    side: Side = ""


class SimilarArguments(Arguments):
    """The arguments of ``similar``."""

    id: Id
    lang: Literal["", "vi", "zh"] = Field(
        "", description="Of the documents to find. Empty: the other language."
    )
    limit: int = Field(5, ge=1, le=HITS, description="Documents to give.")


class CompleteArguments(Arguments):
    """The arguments of ``complete``."""

    text: str = Field(
        description="A name, or the beginning of a name, word or title, in any script.",
        json_schema_extra={"maxLength": TYPED_LIMIT},
    )
    limit: int = Field(8, ge=1, le=COMPLETIONS_LIMIT, description="Suggestions to give.")
