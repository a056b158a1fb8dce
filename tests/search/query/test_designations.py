"""A name with the word that says what it is, and the documents that mention it."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.query_pipeline import plan
from search.request import Request
from tests.search.conftest import Ask


@pytest.mark.parametrize(
    ("query", "terms", "entity"),
    [
        ("cửa khẩu Hữu Nghị", ["cửa khẩu Hữu Nghị"], "huu-nghi"),
        ("cua khau huu nghi", ["cua khau huu nghi"], "huu-nghi"),
        ("友谊关口岸", ["友谊关口岸"], "youyiguan"),
        ("Bí thư Lưu Ninh", ["Bí thư Lưu Ninh"], "liu-ning"),
        ("书记刘宁", ["书记刘宁"], "liu-ning"),
        ("刘宁书记", ["刘宁书记"], "liu-ning"),
        ("Hữu Nghị", ["Hữu Nghị"], "huu-nghi"),
    ],
)
def test_a_name_is_one_term_with_its_designation(
    archive: Archive, query: str, terms: list[str], entity: str
) -> None:
    with archive.asking_of(Request(query)) as context:
        planned = plan(context)
    assert [one.term.text for one in planned.terms] == terms
    assert [link.id for link in planned.terms[0].links] == [entity]


@pytest.mark.parametrize("query", ["bệnh viện Hữu Nghị", "bí thư Nha Trang"])
def test_a_name_that_is_nothing_of_the_kind_keeps_its_neighbour(
    archive: Archive, query: str
) -> None:
    with archive.asking_of(Request(query)) as context:
        assert len(plan(context).terms) == 2


def test_a_form_switched_off_never_adds_a_document(ask: Ask) -> None:
    whole = {hit.id for hit in ask("cửa khẩu Hữu Nghị").hits if not hit.beyond}
    shown = next(row.form for row in ask("cửa khẩu Hữu Nghị").forms if row.on)
    less = ask("cửa khẩu Hữu Nghị", off=frozenset([shown]))
    assert {hit.id for hit in less.hits if not hit.beyond} <= whole


def test_with_a_designation_only_the_documents_that_mention_it_are_found(ask: Ask) -> None:
    assert {hit.id for hit in ask("cửa khẩu Hữu Nghị").hits if not hit.beyond} == {"gate"}
    # Without it the name in another sense follows.
    plain = ask("Hữu Nghị")
    assert plain.hits[0].id == "gate"
    assert plain.total > 1
