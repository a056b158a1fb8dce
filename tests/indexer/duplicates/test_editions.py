"""Which two documents are the same story printed again."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from indexer import fields
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.records import date_key, edition_of, to_record
from indexer.duplicates.editions import DAYS, Edition, Printings
from indexer.duplicates.signature import signature_of
from indexer.plan import AnyOf, Or, Range

SYLLABLES = "hoà bình lạng sơn cửa khẩu hữu nghị xuất nhập hàng thuỷ sản nông dân đường bộ".split()


def body(seed: int, length: int = 300) -> str:
    rng = random.Random(seed)
    return " ".join(f"{rng.choice(SYLLABLES)}{rng.choice('abcdeghiklmno')}" for _ in range(length))


def edition(text: str, day: str = "2024-05-01", title: str = "Tin") -> Edition:
    document = Document("d", title, text, "vi", day)
    return Edition(signature_of(Analysed.of(document)), lambda: document)


def changed(text: str, every: int) -> str:
    words = text.split()
    words[::every] = ["khác"] * len(words[::every])
    return " ".join(words)


STORY = f"Ngày 30-4, 1.250 xe qua cửa khẩu. {body(1)}"


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("word for word", STORY),
        ("in capitals", STORY.upper()),
        ("with the line of an agency", f"(TTXVN) Theo Báo Lạng Sơn ngày 30-4. {STORY}"),
        ("without its first words", STORY[60:]),
        ("a word of thirty changed", changed(STORY, 30)),
        ("with another paragraph", f"{STORY} {body(2, 40)}"),
    ],
)
def test_a_reprint_is_a_copy(why: str, text: str) -> None:
    one, other = edition(STORY), edition(text, "2024-05-03", "Một đầu đề khác hẳn")
    assert one.is_copy(other)
    assert other.is_copy(one)


@pytest.mark.parametrize(
    ("why", "text", "day"),
    [
        ("another text", body(9), "2024-05-01"),
        ("half of another", f"{STORY[: len(STORY) // 2]} {body(9, 150)}", "2024-05-01"),
        ("the report of the next day", STORY.replace("1.250", "988").replace("30", "1"), ""),
        ("of the next year", changed(STORY, 60), "2025-05-01"),
    ],
)
def test_what_is_no_reprint_is_no_copy(why: str, text: str, day: str) -> None:
    one, other = edition(STORY), edition(text, day)
    assert not one.is_copy(other)
    assert not other.is_copy(one)


def test_word_for_word_it_is_a_copy_whenever() -> None:
    assert edition(STORY).is_copy(edition(STORY, "1999"))


def test_short_texts_are_copies_only_with_their_titles() -> None:
    assert edition("Bản tin sáng.").is_copy(edition("BẢN TIN SÁNG"))
    assert not edition("Bản tin sáng.").is_copy(edition("Bản tin sáng.", title="Tin khác"))
    assert not edition("Bản tin sáng.").is_copy(edition("Bản tin sáng nay."))


def test_documents_without_a_word_are_no_copies() -> None:
    assert not edition("", title="").is_copy(edition("", title=""))


@pytest.mark.parametrize("day", ["", "2024", "2024-05", "2024-05-20", "2024-04", "2024-06-01"])
def test_a_date_that_leaves_the_day_open_may_be_near(day: str) -> None:
    assert edition(STORY).is_copy(edition(changed(STORY, 60), day))


@pytest.mark.parametrize("day", ["2023", "2024-02", "2024-07", "2024-06-02", "2024-03-30"])
def test_and_may_be_too_far(day: str) -> None:
    assert not edition(STORY).is_copy(edition(changed(STORY, 60), day))


def test_a_stored_document_is_compared_as_it_was() -> None:
    document = Document("d", 'Tin "sáng"', STORY, "vi", "2024-05-01")
    analysed = Analysed.of(document)
    read = edition_of(to_record(analysed).stored)
    assert read.document == document
    assert read.signature == signature_of(analysed)


dates = st.dates(min_value=date(1999, 11, 1), max_value=date(2001, 2, 28))
written = st.one_of(
    st.just(""),
    st.tuples(dates, st.sampled_from((4, 7, 10))).map(lambda both: both[0].isoformat()[: both[1]]),
)


@given(st.lists(written, min_size=1, max_size=5), st.lists(written, min_size=1, max_size=5))
def test_printings_are_near_where_two_of_their_days_are(one: list[str], other: list[str]) -> None:
    spans = [[edition("x", day).days for day in many] for many in (one, other)]
    near = any(
        a is None or b is None or max((a[0] - b[1]).days, (b[0] - a[1]).days) <= DAYS
        for a in spans[0]
        for b in spans[1]
    )
    assert Printings(spans[0]).has_near(Printings(spans[1])) == near


@given(st.lists(written, min_size=1, max_size=4), written)
def test_the_plan_of_what_is_near_leaves_nothing_out(one: list[str], other: str) -> None:
    printings = Printings([edition("x", day).days for day in one])
    plan = printings.near
    key = date_key(other)
    found = not isinstance(plan, Or) or any(
        (isinstance(part, Range) and str(part.low) <= key <= str(part.high))
        or (isinstance(part, AnyOf) and key in part.terms and part.field == fields.DATE)
        for part in plan.parts
    )
    assert found or not printings.has_near(Printings([edition("x", other).days]))
