"""The shape of a profile (search/entities/serializers.py), for OpenAPI."""

from __future__ import annotations

from pydantic import Field

from web.routes.api_models import Shape


class FormMentions(Shape):
    form: str
    mentions: int


class YearShape(Shape):
    year: str
    mentions: dict[str, int] = Field(description="By language.")


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


class ProfileAnswer(Shape):
    kind: str
    id: str
    vi: str
    zh: str
    ids: list[str] = Field(description="One, or both of a crossing.")
    facts: dict[str, str] = Field(description="What the gazetteer says.")
    documents: int = Field(description="With a mention that is asked for.")
    labels: dict[str, int] = Field(description="All mentions of the name by what they stand for.")
    left_out: dict[str, int] = Field(
        description="Mentions that stand for something else, by the rule."
    )
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
