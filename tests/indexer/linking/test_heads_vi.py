"""The words that head a gate's name: over lists, over the ends of roads, of provinces and of the
border."""

from __future__ import annotations

import pytest

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from synonyms import gazetteer


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(gazetteer.load())


def labels(annotator: Annotator, text: str) -> dict[str, str]:
    """The label of each gate's name."""
    document = Analysed.of(Document("x", "", text, "vi"))
    found = annotator.annotation(document).mentions
    return {one.surface: one.label for one in found if one.kind == "gate"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A motorway's end that is no town is the gate; a city, a town or a station is a place.
        ("Thông xe cao tốc Hữu Nghị - Chi Lăng.", {"Hữu Nghị": "gate"}),
        ("Thông xe cao tốc Hữu Nghị-Chi Lăng.", {"Hữu Nghị": "gate"}),
        ("Cao tốc Đồng Đăng – Trà Lĩnh.", {"Đồng Đăng": "place", "Trà Lĩnh": "gate"}),
        ("Xe lao khỏi cao tốc Vân Đồn - Móng Cái.", {"Móng Cái": "place"}),
        ("Tắc đường cao tốc Nội Bài - Lào Cai.", {"Lào Cai": "place"}),
        # One head over two roads.
        (
            "Mở cao tốc Hữu Nghị - Chi Lăng và Đồng Đăng - Trà Lĩnh.",
            {"Hữu Nghị": "gate", "Đồng Đăng": "place", "Trà Lĩnh": "gate"},
        ),
        # The other end says that it is another Thanh Thủy; without a dash nothing is an end.
        ("Làm cao tốc Hà Giang - Thanh Thủy.", {"Thanh Thủy": "gate"}),
        ("Làm cao tốc Vinh - Thanh Thủy.", {"Thanh Thủy": "other"}),
        ("Dọc cao tốc Hữu Nghị trồng hoa.", {"Hữu Nghị": "other"}),
    ],
)
def test_the_end_of_a_road(annotator: Annotator, text: str, expected: dict[str, str]) -> None:
    assert labels(annotator, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Họp tại các xã Vị Xuyên và Thanh Thủy.", {"Thanh Thủy": "place"}),
        ("Họp tại 2 xã Vị Xuyên, Thanh Thủy.", {"Thanh Thủy": "place"}),
        ("Họp tại các xã Thanh Thủy và Thanh Hà.", {"Thanh Thủy": "other"}),
        ("Họp tại các xã Bình Nghi và Tây Sơn, Bình Định.", {"Bình Nghi": "other"}),
        # No list of places: the xã lies in what is named behind it.
        ("Khách từ xã Bảo Lâm, Tân Thanh diễn hài.", {"Tân Thanh": "other"}),
        (
            "Qua các cửa khẩu Hữu Nghị, Lào Cai và Móng Cái.",
            {"Hữu Nghị": "gate", "Lào Cai": "gate", "Móng Cái": "gate"},
        ),
        ("Chủ tịch 2 tỉnh Lào Cai, Ninh Bình.", {"Lào Cai": "place"}),
    ],
)
def test_a_list_and_its_head(annotator: Annotator, text: str, expected: dict[str, str]) -> None:
    assert labels(annotator, text) == expected


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("Bộ đội biên phòng tỉnh Lào Cai bắt một người.", "Lào Cai", "place"),
        ("BĐBP Lào Cai bắt một người.", "Lào Cai", "place"),
        ("Đồn biên phòng cửa khẩu quốc tế Lào Cai bắt một người.", "Lào Cai", "gate"),
        ("Cục Hải quan Lào Cai thu thuế.", "Lào Cai", "place"),
        ("Chi cục Hải quan Móng Cái thu thuế.", "Móng Cái", "gate"),
        # A gate of that name in the document does not make the border at the town the gate.
        ("Sóng lạ ở biên giới Móng Cái, gần cửa khẩu Bắc Luân II.", "Móng Cái", "place"),
        # Hà Giang has been Tuyên Quang since 2025.
        ("Cửa khẩu Thanh Thủy (Tuyên Quang) đông xe.", "Thanh Thủy", "gate"),
        ("Cửa khẩu Thanh Thủy (Nghệ An) đông xe.", "Thanh Thủy", "other"),
    ],
)
def test_the_word_before(annotator: Annotator, text: str, surface: str, label: str) -> None:
    assert labels(annotator, text)[surface] == label
