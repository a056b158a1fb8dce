"""Names of the gazetteer in tokens: over the dashes of a road, beside other capitals."""

from __future__ import annotations

import pytest

from indexer.analysis.tokens import analyse
from indexer.linking.name_matcher import NameMatch, name_matcher
from synonyms import gazetteer


def ids(matches: list[NameMatch]) -> list[str]:
    return [one.entities[0].entity.id for one in matches]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Thông xe cao tốc Hữu Nghị - Chi Lăng.", ["ct-hn-cl"]),
        ("Cao tốc Hữu Nghị – Chi Lăng, cao tốc Vân Đồn–Móng Cái.", ["ct-hn-cl", "ct-vd-mc"]),
        ("Cao tốc Nội Bài, Lào Cai mưa to.", []),
        ("Đường cao tốc hữu nghị - chi lăng.", []),
        ("友谊—支棱高速公路动工。", ["ct-hn-cl"]),
    ],
)
def test_a_road_is_found_by_its_ends(text: str, ways: list[str]) -> None:
    assert ids(name_matcher(gazetteer.load()).find(analyse(text)).ways) == ways


def test_what_a_road_is_named_for_is_what_it_is_without_the_road() -> None:
    matcher = name_matcher(gazetteer.load())
    road = matcher.find(analyse("cao tốc Nội Bài - Lào Cai"))
    both = matcher.find(analyse("Nội Bài - Lào Cai"))
    assert ids(road.matches) == ids(both.matches) == ["noi-bai", "lao-cai"]
    assert ids(road.gates) == ids(both.gates) == ["lao-cai"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A name that is no Vietnamese syllable may stand before another name.
        ("Thủ tướng Campuchia Hun Sen", ["cambodia"]),
        ("nước Mỹ James Mattis", ["usa"]),
        ("xã Tân Mỹ", []),
        # A kind of two syllables before a name may be written either way, a longer one not.
        ("ở thành phố Hồ Chí Minh", ["ho-chi-minh-city"]),
        ("khu kinh tế cửa khẩu Móng Cái", ["mong-cai"]),
    ],
)
def test_a_name_beside_another(text: str, found: list[str]) -> None:
    assert ids(name_matcher(gazetteer.load()).find(analyse(text)).matches) == found
