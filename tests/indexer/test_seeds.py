"""The five documents the project started from: every gate and every person, by lists made by hand.

The documents are not part of the project; where they are not beside it, this is skipped. Indexed
alone, as a new user would: five documents are no archive to gather evidence from.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.formats.options import AS_USUAL, ReadOptions
from corpus.readers import read_paths
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.linking.mention import GATE, OTHER, PERSON, Mention
from indexer.ner.evidence.known_people import gather
from synonyms.gazetteer import load

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no seed documents in {SEEDS}")

PEOPLE = {
    "000_71d6f33e3fb05902.txt": {
        "Nguyễn Quốc Đoàn": 3,
        "Lưu Ninh": 4,
        "Đoàn Thị Hậu": 1,
        "Dương Xuân Huyên": 1,
        "Đỗ Nam Trung": 1,
        "Hùng Ba": 1,
        "Vũ Giang": 1,
    },
    "001_c1fd3dc46ec57440.txt": {
        "Nguyễn Quốc Đoàn": 3,
        "Đặng Quốc Khánh": 1,
        "Ngô Hoàng Ngân": 1,
        "Triệu Đình Lê": 1,
        "Lưu Ninh": 1,
        "Hoàng Gia Long": 1,
        "Đoàn Thu Hà": 3,
        "Bùi Văn Khắng": 1,
        "Trịnh Trường Huy": 1,
        "Liêu Phẩm Hổ": 1,
    },
    "002_04c26820679d118b.txt": {
        "Quản Minh Cường": 8,
        "Trần Cương": 8,
        "Trịnh Trường Huy": 1,
        "Hà Nhật Lệ": 1,
        "Nguyễn Thị Hường": 1,
    },
    "003_aebf4999c3222234.txt": {"Lâm Thị Phương Thanh": 1},
    "004_06e88dffc34e332d.txt": {
        "Vương Ninh": 2,
        "Đặng Quốc Khánh": 6,
        "Hoàng Văn Vịnh": 2,
        "Phi Anh": 1,
    },
}

TAIL = {
    "Đặng Quốc Khánh": 1,
    "Trương Tấn Sang": 3,
    "Hà Thị Khiết": 2,
    "Thào Hồng Sơn": 1,
    "Nguyễn Văn Sơn": 1,
    "Nguyễn Mạnh Dũng": 2,
    "Vũ Mạnh Hà": 1,
    "Võ Văn Thưởng": 1,
}
"""People in the headlines of other news that hang under the last document."""

GATES = {
    # The bridge and the route are the gates' own; the waterfall, the motorway's ends and the
    # province are places.
    "002_04c26820679d118b.txt": {
        ("Tà Lùng", "ta-lung"): 2,
        ("Thủy Khẩu", "shuikou"): 2,
        ("Pò Peo", "po-peo"): 1,
        ("Nhạc Vu", "yuexu"): 1,
        ("Đình Phong", "dinh-phong"): 1,
        ("Tân Hưng", "xinxing"): 1,
        ("Hạ Lang", "ha-lang"): 1,
        ("Khoa Giáp", "kejia"): 1,
        ("Lý Vạn", "ly-van"): 1,
        ("Thạc Long", "shuolong"): 1,
    },
}


@pytest.fixture(scope="module")
def mentions() -> dict[str, tuple[Mention, ...]]:
    return found_in(AS_USUAL)


def found_in(options: ReadOptions) -> dict[str, tuple[Mention, ...]]:
    files = sorted(SEEDS.iterdir())
    documents = [item for item in read_paths(files, options=options) if isinstance(item, Document)]
    annotator = Annotator(load(), gather(documents))
    found = [annotator.annotation(Analysed.of(one)).mentions for one in documents]
    return dict(zip([file.name for file in files], found, strict=True))


@pytest.mark.parametrize("name", PEOPLE)
def test_every_person_is_found_and_nobody_else(
    mentions: dict[str, tuple[Mention, ...]], name: str
) -> None:
    people = [one for one in mentions[name] if one.label == PERSON]
    assert Counter(one.surface for one in people) == PEOPLE[name]


def test_who_stands_in_the_headlines_below_is_found_in_the_whole_page_only() -> None:
    name = "004_06e88dffc34e332d.txt"
    people = [one for one in found_in(ReadOptions(whole_page=True))[name] if one.label == PERSON]
    assert Counter(one.surface for one in people) == Counter(PEOPLE[name]) + Counter(TAIL)


@pytest.mark.parametrize("name", PEOPLE)
def test_every_gate_is_found_and_no_place_is_one(
    mentions: dict[str, tuple[Mention, ...]], name: str
) -> None:
    gates = [one for one in mentions[name] if one.label == GATE]
    assert Counter((one.surface, one.entity) for one in gates) == GATES.get(name, {})


def test_friendship_is_no_gate_in_any_of_them(mentions: dict[str, tuple[Mention, ...]]) -> None:
    named = [one for own in mentions.values() for one in own if one.surface == "Hữu Nghị"]
    assert all(one.label == OTHER for one in named)


def test_the_secretary_of_guangxi_is_one_person_in_all_of_them(
    mentions: dict[str, tuple[Mention, ...]],
) -> None:
    ids = {one.entity for own in mentions.values() for one in own if one.surface == "Lưu Ninh"}
    assert ids == {"liu-ning"}
    titles = {one.title for one in mentions["000_71d6f33e3fb05902.txt"] if one.title}
    assert any(title.startswith("Bí thư Khu ủy") for title in titles)
