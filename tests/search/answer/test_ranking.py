"""The order of a name's hits, one rule before the next, whatever the dates say."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from indexer import fields
from indexer.analysis.tokens import analyse
from indexer.engines.protocol import Weighted
from indexer.pipeline.indexing import build
from search import query_pipeline
from search.answer import ranking as ordering
from search.answer.ranking import Ranking, name_ranking, ranking_of
from search.archive import Archive
from search.expansion.selection import SelectedTerm
from search.expansion.term_expander import TermExpander
from search.names.name_lookup import NameLookup
from search.request import Request
from search.terms.forms import plan_of_any
from search.terms.query_term import term_of
from synonyms.gazetteer import load

# In the order in which "nhac ninh" gives them, each newer than the one before, so that only the
# strata put them so. 岳 is read nhạc first of all, 乐 lạc before nhạc.
ORDERED = [
    ("vi in the title", "Ông Nhạc Ninh", "Tin."),
    ("zh in the title", "岳宁", "消息。"),
    ("vi in the text", "Tin", "Ông Nhạc Ninh nói."),
    ("zh in the text", "消息", "记者岳宁报道。"),
    ("less usual reading in the title", "乐宁", "消息。"),
    ("less usual reading in the text", "消息", "记者乐宁报道。"),
    ("other interpretation in the title", "Ông Nhắc Ninh", "Tin."),
    ("other interpretation in the text", "Tin", "Ông Nhắc Ninh nói."),
]
IDS = [doc_id for doc_id, _, _ in ORDERED]
# More of the first reading, so that it is the likelier one: same stratum, by date, id, undated.
SAME = [
    Document("same b", "Tin", "Ông Nhạc Ninh nghe.", "vi", "2010-01-01"),
    Document("same a", "Tin", "Ông Nhạc Ninh nghe.", "vi", "2010-01-01"),
    Document("same older", "Tin", "Ông Nhạc Ninh nghe.", "vi", "2009"),
    Document("same undated", "Tin", "Ông Nhạc Ninh nghe.", "vi"),
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("strata") / "index"
    dated = [
        Document(doc_id, title, body, "vi", f"{2020 + at}-01-01")
        for at, (doc_id, title, body) in enumerate(ORDERED)
    ]
    build([*dated, *SAME], folder)
    return Archive(folder)


def hits(archive: Archive, query: str, **fields: object) -> list[tuple[str, int]]:
    request = Request(query, **{"limit": 50, "folded": False, **fields})  # type: ignore[arg-type]
    return [(hit.id, hit.stratum) for hit in archive.results(request).hits]


def order(archive: Archive, query: str, **fields: object) -> list[str]:
    """The ids of ``ORDERED`` as they come."""
    return [doc_id for doc_id, _ in hits(archive, query, **fields) if doc_id in IDS]


def test_interpretation_then_weight_then_title_then_script_decide(names: Archive) -> None:
    assert order(names, "nhac ninh") == IDS


def test_each_rule_makes_a_stratum_of_its_own(names: Archive) -> None:
    numbers = [number for doc_id, number in hits(names, "nhac ninh") if doc_id in IDS]
    assert numbers == sorted(set(numbers))


def test_with_tones_there_is_one_interpretation_and_the_same_order(names: Archive) -> None:
    assert order(names, "Nhạc Ninh") == IDS[:6]


def test_the_same_script_as_typed_goes_first(names: Archive) -> None:
    zh_in_title, zh_in_text = IDS[1], IDS[3]
    assert order(names, "岳宁") == [zh_in_title, IDS[0], zh_in_text, IDS[2]]


def test_within_a_stratum_newest_first_then_by_id_undated_last(names: Archive) -> None:
    found = hits(names, "nhac ninh")
    own = [one for one in found if one[0] in {"vi in the text", *(doc.id for doc in SAME)}]
    assert [doc_id for doc_id, _ in own] == [
        *("vi in the text", "same a", "same b", "same older", "same undated")
    ]
    assert len({number for _, number in own}) == 1


def test_a_document_stands_in_the_best_of_its_strata(tmp_path: Path) -> None:
    both = Document("both", "Ông Nhắc Ninh", "Ông Nhạc Ninh và 乐宁.", "vi", "2001-01-01")
    lesser = Document("lesser", "Ông Nhắc Ninh", "Tin.", "vi", "2020-01-01")
    usual = Document("usual", "Tin", "Ông Nhạc Ninh.", "vi", "2005-01-01")
    more = Document("more", "Tin", "Ông Nhạc Ninh.", "vi", "2000-01-01")
    build([both, lesser, usual, more], tmp_path)
    found = [doc_id for doc_id, _ in hits(Archive(tmp_path), "nhac ninh")]
    assert found == ["usual", "both", "more", "lesser"]


def test_what_is_switched_off_makes_no_stratum(names: Archive) -> None:
    off = frozenset(["岳宁", "乐宁"])
    assert order(names, "Nhạc Ninh", off=off) == [IDS[0], IDS[2]]
    assert {number for _, number in hits(names, "Nhạc Ninh", off=off)} == {0, 1}


@pytest.fixture
def asked(names: Archive) -> Callable[[str], SelectedTerm]:
    def of(text: str) -> SelectedTerm:
        tokens = analyse(text)
        with names.reading() as reader:
            expander = TermExpander(reader, NameLookup(load()), Request(text))
            return expander.select(term_of(text, tokens, 0, len(tokens)))

    return of


def test_the_strata_are_of_the_forms_that_are_asked(asked: Callable[[str], SelectedTerm]) -> None:
    one = asked("岳宁")
    by_text = {form.shown: form for form in one.forms}
    assert name_ranking(one).plans == tuple(
        plan_of_any([by_text[text]], field)
        for field in (fields.TITLE_PAIR, fields.PAIR)
        for text in ("岳宁", "Nhạc Ninh")
    )


def test_interpretations_beyond_the_limit_are_together_at_the_end(
    names: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "READINGS", 1)
    # Nothing is lost; newest first among them.
    assert order(names, "nhac ninh") == [*IDS[:6], IDS[7], IDS[6]]


@pytest.fixture
def ranked(names: Archive) -> Callable[[str], Ranking]:
    def of(query: str, **choices: object) -> Ranking:
        request = Request(query, **choices)  # type: ignore[arg-type]
        with names.asking_of(request) as context:
            return ranking_of(context, query_pipeline.plan(context))

    return of


def test_a_rarer_term_weighs_more(ranked: Callable[[str], Ranking]) -> None:
    order = ranked("Nhạc Ninh, Nhắc Ninh").order
    assert isinstance(order, Weighted)
    size = len(ORDERED + SAME)
    weights = [
        round(ordering.UNIT * math.log(1 + (size - count + 0.5) / (count + 0.5)))
        for count in (10, 2)
    ]
    assert [weight for _, weight in order.parts[::2]][:2] == weights
    assert weights[0] < weights[1]


def test_the_title_and_a_neighbour_count_a_quarter(ranked: Callable[[str], Ranking]) -> None:
    order = ranked("Nhạc Ninh nghe").order
    assert isinstance(order, Weighted)
    (_, first), (title, in_title), (_, second), _, (beside, side_by_side) = order.parts
    assert fields.TITLE_PAIR in str(title)
    assert in_title == first // ordering.SHARE
    assert "ninh_nghe" in str(beside)
    assert "nghe_nhạc" in str(beside)
    assert side_by_side == (first + second) // ordering.SHARE


def test_one_name_that_is_found_has_no_others(ranked: Callable[[str], Ranking]) -> None:
    assert ranked("Nhạc Ninh").others is None
    # A name that nobody has is not its syllables.
    assert ranked("Nhạc Văn Ninh").others is None


def test_documents_with_a_part_follow_by_what_they_have(names: Archive) -> None:
    results = names.results(Request("Nhạc Ninh, Nhắc Ninh, tin", limit=50, folded=False))
    assert not results.total
    assert results.others_total == len(ORDERED + SAME)
    assert all(hit.beyond for hit in results.hits)
    assert {hit.id for hit in results.hits[:2]} == {IDS[6], IDS[7]}


def test_of_people_whose_names_are_read_alike_the_most_mentioned_comes_first(
    tmp_path: Path,
) -> None:
    """孙杨 and 孙阳 are both read Tôn Dương; the newest document is of the other one."""
    texts = [("a", "孙杨", "2010"), ("b", "孙阳", "2020"), ("c", "孙杨", "2011")]
    build(
        [
            Document(one, "消息", f"运动员{name}表示，{name}说。", "zh", year)
            for one, name, year in texts
        ],
        tmp_path,
    )
    archive = Archive(tmp_path)
    assert [one for one, _ in hits(archive, "ton duong")] == ["c", "a", "b"]
    assert [one for one, _ in hits(archive, "Tôn Dương")] == ["c", "a", "b"]
    assert [one for one, _ in hits(archive, "孙杨")] == ["c", "a"]
