"""Order by score: what must hold on every engine, whose figures differ."""

from __future__ import annotations

import pytest
from cases import body, dated, is_, pair, phrase
from documents import RECORDS
from oracle import Oracle

from indexer import fields
from indexer.engines.protocol import NEWEST, Newest, Reader, ReadRequest, Scored
from indexer.plan import And, Everything, Not, Nothing, Or, Plan

ORACLE = Oracle(RECORDS)
SCORING: dict[str, tuple[Plan, Plan]] = {
    "a common word": (body("của"), body("của")),
    "two words, both asked": (And((body("của"), body("trong"))), Or((body("của"), body("trong")))),
    "either word": (body("khẩu", "trong"), Or((body("khẩu"), body("trong")))),
    "a phrase raises some": (body("cửa"), phrase("cửa khẩu")),
    "more score than match": (phrase("cửa khẩu"), body("cửa", "của")),
    "alternatives in a phrase": (body("của"), phrase("của|và người|năm")),
    "everything, few with a score": (Everything(), body("điểm", "hiếm")),
    "one score for all": (Everything(), Everything()),
    "no score at all": (body("của"), Nothing()),
    "scores of another part": (body("của"), body("không-có")),
    "of no body": (body("của"), pair("của_và")),
    "with a negation": (body("của"), And((body("trong"), Not(body("và"))))),
}


@pytest.mark.parametrize("name", SCORING)
def test_pages_are_complete_disjoint_and_those_of_every(reader: Reader, name: str) -> None:
    plan, scoring = SCORING[name]
    order = Scored(scoring)
    ids = [hit.id for hit in reader.every(plan, order=order)]
    assert sorted(ids) == sorted(hit.id for hit in ORACLE.hits(plan, {}, NEWEST))
    paged: list[str] = []
    while len(paged) < len(ids):
        limit = 7 + len(paged)  # pages of growing size cut ties at many places
        found = reader.run(ReadRequest(plan, order=order, offset=len(paged), limit=limit))
        assert found.total == len(ids)
        paged += [hit.id for hit in found.hits]
    assert paged == ids
    assert reader.run(ReadRequest(plan, order=order, offset=len(ids))).hits == ()


@pytest.mark.parametrize("name", SCORING)
def test_documents_without_a_score_come_last_newest_first(reader: Reader, name: str) -> None:
    plan, scoring = SCORING[name]
    ids = [hit.id for hit in reader.every(plan, order=Scored(scoring))]
    without = [hit.id for hit in ORACLE.hits(And((plan, Not(scoring))), {}, Newest())]
    assert ids[len(ids) - len(without) :] == without


def test_equal_scores_stand_newest_first(reader: Reader) -> None:
    hits = reader.run(ReadRequest(body("bằng"), order=Scored(body("điểm")))).hits
    assert [hit.id for hit in hits] == ["sc-new", "sc-mid", "sc-old"]


def test_all_documents_of_one_score_stand_newest_first(reader: Reader) -> None:
    ids = [hit.id for hit in reader.every(body("của"), order=Scored(Everything()))]
    assert ids == [hit.id for hit in ORACLE.hits(body("của"), {}, Newest())]


def test_a_word_said_more_often_weighs_more(reader: Reader) -> None:
    hits = reader.run(ReadRequest(body("điểm"), order=Scored(body("điểm")))).hits
    assert hits[0].id == "sc-rich"
    assert len(hits) == 5


def test_a_rare_word_weighs_more_than_a_common_one(reader: Reader) -> None:
    words = ("điểm", "hiếm")
    hits = reader.run(ReadRequest(body(*words), order=Scored(Or(tuple(map(body, words)))))).hits
    assert hits[0].id == "sc-both"


def test_scores_stay_within_filters(reader: Reader) -> None:
    filters = {fields.DATE: dated("20160102", None), fields.LANG: is_(fields.LANG, "vi")}
    found = reader.run(ReadRequest(body("điểm"), order=Scored(body("điểm")), filters=filters))
    assert found.total == 2
    assert [hit.id for hit in found.hits] == ["sc-new", "sc-mid"]
