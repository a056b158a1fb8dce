"""Corrections: the file, what is in force, and what they make of mentions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.document import Document
from indexer.corrections.correction import APART, MENTION, SAME, UNDO, Correction
from indexer.corrections.corrections_file import COLUMNS, CorrectionsBroken, beside, read
from indexer.corrections.corrections_writer import keep
from indexer.corrections.in_force import Corrections
from indexer.corrections.overlay import context_of, corrected
from indexer.linking.mention import GATE, OTHER, PERSON, PLACE, Mention

TEXT = "Ông Lưu Ninh thăm. Sau đó ông Ninh và 刘宁 về cửa khẩu Hữu Nghị, quan hệ Hữu Nghị."
DOCUMENT = Document("d", "Tin", TEXT, "vi")


def mention(surface: str, entity: str, kind: str, label: str, **more: object) -> Mention:
    at = TEXT.index(surface) if "nth" not in more else TEXT.rindex(surface)
    more.pop("nth", None)
    return Mention(
        "body", at, at + len(surface), surface, entity, kind, label, "rule", "detail", **more
    )  # type: ignore[arg-type]


FULL = mention("Lưu Ninh", "lưu ninh", "person", PERSON)
PART = mention("Ninh", "lưu ninh", "person", PERSON, nth=True, partial=True)
HAN = mention("刘宁", "lưu ninh", "person", PERSON)
IS_GATE = mention("Hữu Nghị", "huu-nghi", "gate", GATE)
ADJECTIVE = mention("Hữu Nghị", "huu-nghi", "gate", GATE, nth=True)
MENTIONS = (FULL, PART, HAN, IS_GATE, ADJECTIVE)

NOT_IT = Correction(
    MENTION, "huu-nghi", label=OTHER, doc="d", field="body", start=ADJECTIVE.start,
    surface="Hữu Nghị", context=context_of(DOCUMENT, ADJECTIVE), note="tính từ",
)  # fmt: skip
ONE = Correction(SAME, "luu-an", "lưu ninh", surface="Lưu An | Lưu Ninh")
TWO = Correction(APART, "lưu ninh", "刘宁", surface="刘宁")


def acted(*said: Correction, document: Document = DOCUMENT) -> tuple[Mention, ...]:
    return corrected(document, MENTIONS, Corrections(said))


def test_nothing_said_changes_nothing() -> None:
    assert acted() == MENTIONS


def test_only_the_mention_that_is_meant_is_something_else() -> None:
    *others, last = acted(NOT_IT)
    assert tuple(others) == MENTIONS[:-1]
    assert (last.label, last.reason, last.detail) == (OTHER, "corrected", "tính từ")
    assert last.correction == NOT_IT.id
    assert last.was == ("huu-nghi", GATE, "rule", "detail", "")


def test_a_gate_may_be_the_place_that_the_reader_names() -> None:
    *_, last = acted(replace(NOT_IT, label=PLACE, other="some-town"))
    assert (last.label, last.place) == (PLACE, "some-town")


def test_a_mention_that_has_moved_is_found_by_the_words_around_it() -> None:
    moved = Document("d", "Tin", f"Sửa lại. {TEXT}", "vi")
    mentions = [one._replace(start=one.start + 9, end=one.end + 9) for one in MENTIONS]
    *others, last = corrected(moved, mentions, Corrections([NOT_IT]))
    assert last.label == OTHER
    assert [one.label for one in others] == [one.label for one in MENTIONS[:-1]]


def test_a_mention_whose_words_have_changed_is_left_as_decided() -> None:
    other = Document("d", "Tin", TEXT.replace("quan hệ", "đi qua"), "vi")
    mentions = [one._replace(start=one.start - 1, end=one.end - 1) for one in MENTIONS]
    assert corrected(other, mentions, Corrections([NOT_IT])) == tuple(mentions)


def test_another_document_is_not_meant() -> None:
    assert acted(NOT_IT, document=replace(DOCUMENT, id="e")) == MENTIONS


def test_two_are_one_under_the_id_that_stays() -> None:
    found = acted(ONE)
    assert [one.entity for one in found[:3]] == ["luu-an"] * 3
    assert all(one.correction == ONE.id and one.was[0] == "lưu ninh" for one in found[:3])
    assert found[3:] == MENTIONS[3:]


def test_a_chain_ends_where_nothing_goes_on_and_a_circle_does_not_hang() -> None:
    further = Correction(SAME, "luu-ba", "luu-an")
    closing = Correction(SAME, "lưu ninh", "luu-ba")
    assert acted(ONE, further)[0].entity == "luu-ba"
    assert acted(ONE, further, closing) == acted(ONE, further)


def test_a_form_apart_has_its_own_id_and_the_rest_stays() -> None:
    full, part, han, *_ = acted(TWO)
    assert (full.entity, part.entity, han.entity) == ("lưu ninh", "lưu ninh", "刘宁")


def test_a_document_apart_takes_the_parts_of_the_name_with_it() -> None:
    found = acted(Correction(APART, "lưu ninh", "lưu ninh (2)", doc="d"))
    assert [one.entity for one in found[:3]] == ["lưu ninh (2)"] * 3
    assert acted(Correction(APART, "lưu ninh", "lưu ninh (2)", doc="e")) == MENTIONS


def test_parts_follow_when_every_whole_name_has_left() -> None:
    found = acted(TWO, Correction(APART, "lưu ninh", "刘宁", surface="Lưu Ninh"))
    assert [one.entity for one in found[:3]] == ["刘宁"] * 3


SAID = st.lists(st.sampled_from([NOT_IT, ONE, TWO, replace(NOT_IT, label=PLACE)]), max_size=5)


@given(SAID, SAID)
def test_what_acts_depends_on_what_is_in_force_alone(
    before: list[Correction], now: list[Correction]
) -> None:
    once = corrected(DOCUMENT, MENTIONS, Corrections(before))
    assert corrected(DOCUMENT, once, Corrections(now)) == acted(*now)
    assert corrected(DOCUMENT, once, Corrections()) == MENTIONS


@given(SAID)
def test_what_is_taken_back_leaves_no_trace(said: list[Correction]) -> None:
    undone = [Correction(UNDO, other=one.id) for one in said]
    assert acted(*said, *undone) == MENTIONS
    assert len(Corrections([*said, *undone])) == 0


def test_a_line_added_by_hand_without_its_end_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("# mine\nwhat\tentity\tother\nsame\ta\tb", "utf-8")
    (by_hand,) = read(path)
    assert (by_hand.what, by_hand.entity, by_hand.other) == (SAME, "a", "b")


def test_what_is_added_behind_such_a_line_stands_on_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("\t".join(COLUMNS) + "\nsame\ta\tb", "utf-8")
    keep(path, TWO)
    assert [one.what for one in read(path)] == [SAME, APART]


def test_there_may_be_no_file(tmp_path: Path) -> None:
    assert len(read(tmp_path / "none.tsv")) == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("moved\ta\tb", "unknown 'moved'"),
        ("\ta\tb", "unknown ''"),
        ("same\ta\t", "needs other"),
        ("same\ta\ta", "two different ids"),
        ("apart\ta\tb", "surface or doc"),
        ("apart\ta\ta\t\td", "two different ids"),
        ("mention\ta\t\tcolour\td\tbody\t1\tx", "unknown label 'colour'"),
        ("mention\ta\t\tother\td\tfoot\t1\tx", "unknown field 'foot'"),
        ("mention\ta\t\tother\td\tbody\t-1\tx", "start must be a number"),
        (f"mention\ta\t\tother\td\tbody\t{'9' * 5000}\tx", "start must be a number"),
        ("undo", "needs other"),
        ("undo\t\tb" + "\tx" * 20, "22 cells|23 cells"),
        ("same\ta\t\\u{110000}", "no character"),
    ],
)
def test_a_line_that_cannot_be_meant_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("\t".join(COLUMNS) + "\n\n" + line + "\n", "utf-8")
    (problem,) = read(path).problems
    assert problem.startswith(f"{path}:3: ")
    assert re.search(said, problem)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"who\tentity\n", b"what\tcolour\n"])
def test_a_file_that_is_none_of_corrections_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(data)
    with pytest.raises(CorrectionsBroken, match=r"own\.tsv"):
        read(path)


def test_corrections_outlive_the_index_they_were_made_in(tmp_path: Path) -> None:
    assert beside(tmp_path / "index").parent == tmp_path
