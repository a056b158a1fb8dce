"""The model that reviews what the rules took for names: how it decides, and that it can be read."""

from __future__ import annotations

import pytest

from indexer.analysis.tokens import analyse
from indexer.ner.vietnamese.name_model import KEPT, REASON, TAKEN, WEIGHTS, NameModel, our_model
from indexer.ner.vietnamese.recogniser import vietnamese_people
from indexer.ner.vietnamese.title_counts import TitleCounts
from synonyms.word_lists import list_file, word_rows

MOST_BYTES = 2_000_000


def found(text: str, model: NameModel) -> dict[str, str]:
    people = vietnamese_people(analyse(text), TitleCounts(), model=model)
    return {one.surface: one.reason for one in people}


def test_what_a_rule_took_is_kept_until_more_speaks_against_it() -> None:
    text = "Ông Bento Corx tới. Rồi Anya Vell về."
    assert found(text, NameModel(bias=KEPT + 0.01)) == {"Bento Corx": "title_before"}
    assert found(text, NameModel({"last key=corx": -0.1}, KEPT + 0.01)) == {}


def test_what_no_rule_took_needs_more() -> None:
    text = "Rồi Anya Vell về."
    assert found(text, NameModel({"behind=về": TAKEN}, 0.0)) == {}
    assert found(text, NameModel({"behind=về": TAKEN}, 0.01)) == {"Anya Vell": REASON}


def test_the_same_name_is_weighed_over_the_whole_text() -> None:
    model = NameModel({"behind=về": 4 * TAKEN}, 0.0)
    people = vietnamese_people(
        analyse("Rồi Anya Vell về. Có Anya Vell."), TitleCounts(), model=model
    )
    assert len(people) == 2


def test_what_the_rules_take_for_a_known_person_is_kept_unseen() -> None:
    refusing = NameModel(bias=KEPT - 9)
    for text, kept in (
        ("Bà Aung San Suu Kyi tới.", ["Aung San Suu Kyi"]),
        # Whole Vietnamese names are certain; and the model's no stands where no rule took anybody.
        ("Ông Bento Corx và ông Lưu Văn Ninh tới.", ["Lưu Văn Ninh"]),
        ("Tháp Aung San Suu Kyi cao.", []),
    ):
        known = {("aung", "san", "suu", "kyi")}
        people = vietnamese_people(analyse(text), TitleCounts(), (), known, refusing)
        assert [one.surface for one in people] == kept


def test_a_syllable_alone_is_not_asked_about() -> None:
    assert found("Rồi Hoa về, và Corx về.", NameModel({}, TAKEN + 1)) == {"Corx": REASON}


def test_a_list_tells_by_what_stands_beside() -> None:
    model = NameModel({"beside=name far": TAKEN + 1, "rule=title_before foreign": 1}, 0.0)
    assert "Corx" in found("Có anh Petrov, Corx.", model)
    assert "Corx" not in found("Có anh Petrov đi cùng với bà con và Corx.", model)


def test_the_weights_are_readable_and_ours() -> None:
    weights = [float(row.labels[0]) for row in word_rows(WEIGHTS)]
    assert weights == sorted(weights, reverse=True)
    assert list_file(WEIGHTS).stat().st_size < MOST_BYTES
    model = our_model()
    assert model.bias < 0 < model.weights["rule=title_before vi"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # No rule knows these: what stands beside them tells.
        ("Diễn viên Elora Denver chia sẻ. Denver nói thêm.", ["Elora Denver", "Denver"]),
        ("Chủ tịch Man Utd, Ed Corwell, nói.", ["Ed Corwell"]),
    ],
)
def test_our_model_on_news(text: str, people: list[str]) -> None:
    assert list(found(text, our_model())) == people
