"""The shapes of comparisons and of the two sides (search/comparison/serializers.py), for
OpenAPI."""

from __future__ import annotations

from pydantic import Field

from web.routes.api_models import Shape
from web.routes.profile_models import Companion, FormMentions


class CountShape(Shape):
    documents: int
    mentions: int


class YearCounts(Shape):
    year: str = Field(description="Or unknown.")
    counts: dict[str, CountShape] = Field(description="By language.")


class SideCounts(Shape):
    id: str
    side: str
    vi: str
    zh: str
    counts: dict[str, CountShape] = Field(description="By language.")


class EntityShape(Shape):
    id: str
    kind: str
    vi: str
    zh: str
    ids: list[str] = Field(description="One, or both of a crossing.")


class ComparedShape(EntityShape):
    documents: int
    mentions: int
    by_language: dict[str, CountShape]
    years: list[YearCounts]
    forms: list[FormMentions]
    together: list[Companion] = Field(description="People in the same documents.")
    sides: list[SideCounts] = Field(description="Of a gate of two, both gates.")


class MeaningShape(Shape):
    id: str
    kind: str
    vi: str
    zh: str
    documents: int


class UnclearShape(Shape):
    text: str
    offered: list[MeaningShape] = Field(description="What it may mean; empty: nothing.")


class CompareAnswer(Shape):
    entities: list[ComparedShape]
    unclear: list[UnclearShape] = Field(description="Names of nothing here, or of several.")
    any_documents: int = Field(description="That mention one of them at least.")
    all_documents: int = Field(description="That mention every one.")


class PeriodShape(Shape):
    period: str = Field(description="A month or a year, or unknown.")
    documents: dict[str, int] = Field(description="By language.")


class ReportShape(Shape):
    id: str
    title: str
    date: str
    source: str


class LanguageSideShape(Shape):
    lang: str
    documents: int
    mentions: int
    undated: int = Field(description="Without a date: in no span of dates.")
    first: ReportShape | None = Field(description="The earliest that has a date.")
    newest: list[ReportShape]


class OneSidedShape(Shape):
    lang: str
    kind: str
    total: int
    names: list[Companion] = Field(description="At most 100; the table has all.")


class SidesAnswer(Shape):
    entity: EntityShape | None
    also: list[EntityShape] = Field(alias="with")
    unclear: list[UnclearShape]
    by: str = Field(description="What the periods are: month or year.")
    periods: list[PeriodShape]
    sides: list[LanguageSideShape]
    only: list[OneSidedShape] = Field(description="What only one language mentions.")
