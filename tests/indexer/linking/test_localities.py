"""The commune, hamlet or sight that bears the very name of its gate."""

from __future__ import annotations

import pytest

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from synonyms import gazetteer


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(gazetteer.load())


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        # In the gazetteer.
        ("Săn mây ở Y Tý.", "Y Tý", "place"),
        ("Thác Bản Giốc cạn nước.", "Bản Giốc", "place"),
        ("Leo lên cực Tây A Pa Chải.", "A Pa Chải", "place"),
        ("Hàng qua cửa khẩu A Pa Chải tăng.", "A Pa Chải", "gate"),
        ("Anh Nguyễn Đình Phong trúng số.", "Đình Phong", "other"),
        ("Đình Phong hát rất hay.", "Đình Phong", "other"),
        # Not in the gazetteer: the gate where a text is about the border, else the locality.
        ("Mùa lúa chín ở Cốc Nam.", "Cốc Nam", "place"),
        ("Biên giới yên bình, xe vẫn đi về Cốc Nam.", "Cốc Nam", "gate"),
        ("Thăm Cốc Nam mùa xuân.", "Cốc Nam", "place"),
        ("Trần Chi Ma bán rau.", "Chi Ma", "other"),
        ("Chị Cốc Nam bán rau.", "Cốc Nam", "other"),
        ("Anh Trần Chi Ma bán rau.", "Chi Ma", "other"),
        ("Nhạc của Chi Ma Xanh.", "Chi Ma", "other"),
        # Readings of Chinese names are names in novels too, unless they are long.
        ("Vai Bình Nhi rất hay.", "Bình Nhi", "other"),
        ("Thăm Hữu nghị quan mùa xuân.", "Hữu nghị quan", "place"),
        # What really is something else as well stays so.
        ("Ca sĩ Thanh Thủy và Tân Thanh hát.", "Tân Thanh", "other"),
        # Chinese.
        ("湖北省蒿坪河村村民修路。", "坪河", "other"),
        ("云南省绿春县坪河村村民修路。", "坪河", "place"),
        ("河内至芒街铁路开工。", "芒街", "place"),
        ("这里至水口铁路开工。", "水口", "other"),
    ],
)
def test_what_a_name_is(annotator: Annotator, text: str, surface: str, label: str) -> None:
    document = Analysed.of(Document("x", "", text, "vi"))
    mentions = annotator.annotation(document).mentions
    assert {one.surface: one.label for one in mentions if one.kind == "gate"}[surface] == label
