"""A gate told from the town, the hospital and the river mouth of its name, with the reason."""

from __future__ import annotations

import pytest

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from synonyms import gazetteer

Told = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(gazetteer.load())


def told(annotator: Annotator, text: str, title: str = "") -> Told:
    """Surface, label and reason of each gate's name."""
    document = Document("x", title, text, "vi")
    mentions = annotator.annotation(Analysed.of(document)).mentions
    return [(one.surface, one.label, one.reason) for one in mentions if one.kind == "gate"]


@pytest.mark.parametrize(
    ("text", "surface", "label", "reason"),
    [
        # The word just before decides most.
        ("Hàng qua cửa khẩu Hữu Nghị tăng.", "Hữu Nghị", "gate", "gate_word"),
        ("Hàng qua cửa khẩu quốc tế Móng Cái tăng.", "Móng Cái", "gate", "gate_word"),
        ("Qua cửa khẩu đường bộ số II Kim Thành.", "Kim Thành", "gate", "gate_word"),
        ("Chi cục Hải quan Tân Thanh, Lạng Sơn.", "Tân Thanh", "gate", "gate_word"),
        ("Ông vào Bệnh viện Hữu Nghị khám.", "Hữu Nghị", "other", "other_word"),
        ("Khách sạn Hữu Nghị đông khách.", "Hữu Nghị", "other", "other_word"),
        ("Quan hệ Hữu nghị giữa hai nước.", "Hữu nghị", "other", "lower_case"),
        ("Công an huyện Kim Thành, tỉnh Hải Dương.", "Kim Thành", "other", "other_region"),
        ("Người dân huyện Đông Hưng, Thái Bình.", "Đông Hưng", "other", "other_region"),
        ("Chị ở Đông Hưng (Thái Bình) kể.", "Đông Hưng", "other", "other_region"),
        ("Anh ở Đông Hưng, Trung Quốc, kể.", "Đông Hưng", "place", "home_region"),
        ("Ở TP Móng Cái trời mưa.", "Móng Cái", "place", "place_word"),
        ("Xe khách Móng Cái - Hải Phòng bị nạn.", "Móng Cái", "place", "place_word"),
        ("Nghệ sĩ Thanh Thủy diễn hài.", "Thanh Thủy", "other", "person_word"),
        ("Bà Hoàng Thị Thanh Thủy nói.", "Thanh Thủy", "other", "name_began_before"),
        ("Xã Tân Thanh Tây tổ chức họp.", "Tân Thanh", "other", "name_goes_on"),
        # A gate of that name at another border.
        ("Cặp cửa khẩu Thanh Thủy (tỉnh Nghệ An).", "Thanh Thủy", "other", "other_region"),
        # Chinese: the border of words, and what stands behind.
        ("广西东兴口岸客流增长。", "东兴", "gate", "gate_word"),
        ("广西东兴市举行活动。", "东兴", "place", "place_word"),
        ("两国元首一同登上检阅台。", "同登", "other", "not_a_word"),
        ("打赢蓝天保卫战。", "天保", "other", "not_a_word"),
        ("长江取水口水质良好。", "水口", "other", "not_a_word"),
        ("新兴市场经济体增长放缓。", "新兴", "other", "nothing_near"),
        ("汪东兴同志遗体在京火化。", "东兴", "other", "not_a_word"),
        ("满载水果的货车在友谊关口岸排队。", "友谊关", "gate", "gate_word"),
    ],
)
def test_what_a_name_is(
    annotator: Annotator, text: str, surface: str, label: str, reason: str
) -> None:
    found = {name: (its, why) for name, its, why in told(annotator, text)}
    assert found[surface] == (label, reason)


def test_a_list_is_headed_by_its_word(annotator: Annotator) -> None:
    found = told(annotator, "Hàng qua các cửa khẩu Tân Thanh, Hữu Nghị và Móng Cái đều tăng.")
    assert [(name, label) for name, label, _ in found] == [
        ("Tân Thanh", "gate"),
        ("Hữu Nghị", "gate"),
        ("Móng Cái", "gate"),
    ]


def test_the_gate_across_speaks_for_a_gate(annotator: Annotator) -> None:
    assert ("水口", "gate", "pair_near") in told(annotator, "中国水口—越南驮隆今天开通。")
    labels = {label for _, label, _ in told(annotator, "Hai bên mở lại Tân Thanh – Pò Chài.")}
    assert labels == {"gate"}


def test_the_rest_of_the_document_decides_what_a_sentence_leaves_open(
    annotator: Annotator,
) -> None:
    title = "Hữu Nghị đông xe"
    body = "Sáng nay tại cửa khẩu Hữu Nghị (Lạng Sơn), xe xếp hàng."
    assert told(annotator, body, title)[0] == ("Hữu Nghị", "gate", "gate_in_document")
    assert told(annotator, "Tin ảnh.", title)[0] == ("Hữu Nghị", "other", "nothing_near")


def test_another_gate_of_that_name_takes_its_plain_mentions_with_it(annotator: Annotator) -> None:
    body = "Cửa khẩu Thanh Thủy (tỉnh Nghệ An) mở lại. Tại cửa khẩu Thanh Thủy, xe qua đông."
    assert {label for _, label, _ in told(annotator, body)} == {"other"}


def test_a_name_without_the_border_is_no_gate(annotator: Annotator) -> None:
    assert told(annotator, "Vai Bình Nhi trong phim rất hay.") == [
        ("Bình Nhi", "other", "nothing_near")
    ]


def test_small_letters_are_no_name(annotator: Annotator) -> None:
    assert told(annotator, "quan hệ hữu nghị và hợp tác") == []


def test_a_mention_points_at_the_text(annotator: Annotator) -> None:
    text = "Qua cửa khẩu Móng Cái (Quảng Ninh) và 友誼關口岸。"
    document = Document("x", "", text, "vi")
    for one in annotator.annotation(Analysed.of(document)).mentions:
        assert text[one.start : one.end] == one.surface


def test_the_same_document_always_gets_the_same(annotator: Annotator) -> None:
    document = Analysed.of(Document("x", "Móng Cái", "Cửa khẩu Móng Cái, Lưu Ninh, 刘宁。", "vi"))
    again = Annotator(gazetteer.load())
    assert annotator.annotation(document) == again.annotation(document)
    assert annotator.version == again.version
