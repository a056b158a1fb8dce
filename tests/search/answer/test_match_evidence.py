"""Why a hit was found, names inside texts, and the concordance of a query."""

from __future__ import annotations

from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.linking.mention import GATE, ORGANISATION, OTHER, PERSON, PLACE, Mention
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import build
from search.answer.document_view import body_pieces
from search.answer.highlighting import pieces, with_mentions
from search.answer.marked_text import Piece, Span
from search.answer.match_evidence import FACET_KIND, marks, of_entities, reasons
from search.archive import Archive
from search.request import Request
from search.request_errors import BadRequest
from synonyms.gazetteer import load

DOCUMENTS = [
    Document("a", "Cửa khẩu Hữu Nghị", "Hàng qua cửa khẩu Hữu Nghị tăng.", "vi", "2023-01-01", "B"),
    Document("b", "Tin", "Bệnh viện Hữu Nghị. Ông Lưu Ninh thăm.", "vi", "2023-01-03", "A"),
    Document("c", "消息", "刘宁在友谊关口岸调研。刘宁表示欢迎。", "zh", "2023-01-02", "C"),
]


@pytest.fixture(scope="module", params=["tantivy", "whoosh", "opensearch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("why") / "index"
    build(DOCUMENTS, folder, request.param, annotator=Annotator(load(), gather(DOCUMENTS)))
    return Archive(folder)


def test_a_hit_says_what_the_matched_name_was_taken_for(archive: Archive) -> None:
    found = {hit.id: hit.mentions for hit in archive.results(Request("Hữu Nghị")).hits}
    assert {one.label for one in found["a"]} == {"gate"}
    assert [(one.label, one.reason, one.detail) for one in found["b"]] == [
        ("organisation", "organisation_pattern", "Bệnh viện"),
        ("other", "other_word", "Bệnh viện"),
    ]


def test_a_document_that_was_narrowed_to_shows_where_the_gate_stands(archive: Archive) -> None:
    request = Request("", filters={"gates": ("huu-nghi",)})
    (hit,) = archive.results(request).hits
    assert hit.id == "a"
    assert hit.spans == ()
    assert [one.surface for one in hit.mentions] == ["Hữu Nghị", "Hữu Nghị"]
    marked = [piece for snippet in hit.snippets for piece in snippet.pieces if piece.form]
    assert [(piece.text, piece.kind) for piece in marked] == [("Hữu Nghị", FACET_KIND)]
    assert [piece.text for piece in hit.title_pieces if piece.form] == ["Hữu Nghị"]


def test_a_document_has_its_names_as_pieces_and_in_a_list(archive: Archive) -> None:
    view = archive.document("c", Request("友谊关"))
    text = body_pieces(view, 0, len(view.document.body))
    assert "".join(piece.text for piece in text) == DOCUMENTS[2].body
    assert [one.text for one in text if one.mention] == ["刘宁", "友谊关", "刘宁"]
    assert [one.text for one in text if one.form] == ["友谊关"]
    assert [(one.id, one.times) for one in view.named["person"]] == [("liu-ning", 2)]


def test_the_concordance_has_every_match_of_both_languages(archive: Archive) -> None:
    found = archive.concordance(Request("Lưu Ninh", limit=50), "date")
    assert [(line.doc, line.surface) for line in found.lines] == [
        ("b", "Lưu Ninh"),
        ("c", "刘宁"),
        ("c", "刘宁"),
    ]
    assert (found.seen, found.whole) == (3, True)
    assert (found.lines[0].left, found.lines[0].right) == ("Bệnh viện Hữu Nghị. Ông ", " thăm.")
    streamed = chain.from_iterable(archive.every_match(Request("Lưu Ninh")))
    assert [line.shape() for line in streamed] == [line.shape() for line in found.lines]


@pytest.mark.parametrize(
    ("sorting", "starts"),
    [("left", [0, 24, 11]), ("right", [24, 0, 11]), ("source", [24, 0, 11]), ("form", [24, 0, 11])],
)
def test_the_concordance_is_sorted_over_all_documents(
    archive: Archive, sorting: str, starts: list[int]
) -> None:
    found = archive.concordance(Request("Lưu Ninh", limit=2), sorting)
    whole = archive.concordance(Request("Lưu Ninh", limit=50), sorting)
    assert [line.span.start for line in whole.lines] == starts
    assert found.lines == whole.lines[:2]
    rest = archive.concordance(Request("Lưu Ninh", limit=2, offset=2), sorting)
    assert rest.lines == whole.lines[2:]


def test_a_page_of_the_newest_lines_says_how_many_there_are(archive: Archive) -> None:
    found = archive.concordance(Request("Lưu Ninh", limit=1), "date")
    assert (len(found.lines), found.seen, found.whole) == (1, 3, True)


def test_an_order_that_is_none_is_refused(archive: Archive) -> None:
    with pytest.raises(BadRequest):
        archive.concordance(Request("Lưu Ninh"), "colour")


TEXT = "0123456789" * 3
PLACES = st.tuples(st.integers(0, 29), st.integers(1, 6)).map(lambda p: (p[0], min(30, sum(p))))


def mention(place: tuple[int, int], label: str = PERSON) -> Mention:
    start, end = place
    return Mention("body", start, end, TEXT[start:end], "x", "person", label, "rule")


def spans_at(places: list[tuple[int, int]]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(places):
        if not found or found[-1].end <= start:
            found.append(Span("body", start, end, "form", "typed"))
    return found


@given(st.lists(PLACES, max_size=5), st.lists(PLACES, max_size=6))
def test_pieces_with_names_are_the_text_and_matches_stay_whole(
    matched: list[tuple[int, int]], named: list[tuple[int, int]]
) -> None:
    spans = spans_at(matched)
    before = pieces(TEXT, spans)
    after = with_mentions(before, map(mention, named))
    assert "".join(piece.text for piece in after) == TEXT
    assert [one.text for one in after if one.form] == [one.text for one in before if one.form]
    for piece in after:
        if piece.mention and not piece.form:
            assert piece.text == piece.mention.surface
    free = [p for p in set(named) if not any(s.start < p[1] and p[0] < s.end for s in spans)]
    if len(free) == 1 and len(named) == 1:
        assert [piece.text for piece in after if piece.mention] == [TEXT[slice(*free[0])]]


def test_a_gate_is_shown_rather_than_the_organisation_that_it_names() -> None:
    organisation, gate = mention((0, 9), ORGANISATION), mention((4, 9), GATE)
    shown = with_mentions(pieces(TEXT, []), [organisation, gate])
    assert [piece.mention for piece in shown if piece.mention] == [gate]
    place = mention((4, 9), PLACE)
    shown = with_mentions(pieces(TEXT, []), [organisation, place])
    assert [piece.mention for piece in shown if piece.mention] == [organisation]


@given(st.lists(PLACES, max_size=5), st.lists(PLACES, max_size=6))
def test_marks_never_overlap_and_hold_every_match(
    matched: list[tuple[int, int]], named: list[tuple[int, int]]
) -> None:
    spans = spans_at(matched)
    found = marks(spans, [mention(place) for place in sorted(named)])
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [one for one in found if one.kind == "typed"] == spans


def test_only_what_a_match_stands_on_or_what_was_narrowed_to_is_a_reason() -> None:
    inside, beside = mention((0, 4)), mention((10, 14), GATE)
    span = Span("body", 2, 6, "form", "typed")
    assert reasons([inside, beside], [span], Request("x")) == (inside,)
    assert reasons([inside, beside], [], Request("", filters={"gates": ("x",)})) == (inside, beside)
    assert Piece("x").mention is None


def test_what_the_query_names_is_a_reason_without_a_match() -> None:
    named, beside = mention((0, 4)), mention((10, 14), OTHER)
    assert reasons([named, beside], [], Request("x"), {"x"}) == (named,)
    assert of_entities([named, beside], {"x"}) == (named,)
    assert of_entities([named, beside], {"y"}) == ()
