"""Where a known Chinese name is a person: not in a word, before a thing, or among places."""

from __future__ import annotations

import pytest

from indexer.ner.chinese.recogniser import ChinesePeople

NAMES = (
    "方公里",
    "孔子",
    "胡志明",
    "习近平",
    "蔡奇",
    "蔡奇丁",
    "丁薛祥",
    "李希",
    "李希同",
    "韩正",
    "韩正在",
)
NAMES += (
    "刘恩",
    "韩俊",
    "黎南部",
    "孟中",
    "伊美",
    "马什哈德",
    "库拉霍沃",
    "奥马尔",
    "郑万高铁",
    "库兹涅佐夫",
)


@pytest.fixture(scope="module")
def people() -> ChinesePeople:
    return ChinesePeople(NAMES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A word that holds the name.
        ("面积有155平方公里。", []),
        # What is named for somebody is not he; 号召 is no ship.
        ("参观河内大学孔子学院。", []),
        ("瞻仰胡志明主席陵。", []),
        ("“库兹涅佐夫”号航母编队离开。", []),
        ("习近平号召大家植树。", ["习近平"]),
        ("郑万高铁今天通车。", []),
        # The next name, or the next word.
        ("习近平蔡奇丁薛祥出席", ["习近平", "蔡奇", "丁薛祥"]),
        ("李希同志参加讨论。", ["李希"]),
        ("韩正在湖南调研。", ["韩正"]),
        ("任命韩俊为部长。", ["韩俊"]),
    ],
)
def test_where_a_name_ends(people: ChinesePeople, text: str, found: list[str]) -> None:
    assert [one.surface for one in people.people(text)] == found


def test_a_third_character_that_never_changes_is_of_the_name(people: ChinesePeople) -> None:
    text = "村民刘恩连，今年四十岁。刘恩连说，债要还。刘恩连还照料老人。"
    assert {one.surface for one in people.people(text)} == {"刘恩连"}
    # Of one place nothing follows.
    assert [one.surface for one in people.people("刘恩说，债要还。")] == ["刘恩"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("伊朗首都德黑兰以及马什哈德等地举行集会。马什哈德很平静。", []),
        ("俄军试图在库拉霍沃、波克罗夫斯克方向突防。", []),
        # The same words beside somebody who has an office or says something.
        ("领导人奥马尔在坎大哈附近。奥马尔抵达首都。", ["奥马尔", "奥马尔"]),
        ("去年，奥马尔很少露面。", ["奥马尔"]),
        ("推动孟中关系发展，伊美对话继续。", []),
        ("黎南部遭到袭击。", []),
    ],
)
def test_places_and_countries_are_nobody(
    people: ChinesePeople, text: str, found: list[str]
) -> None:
    assert [one.surface for one in people.people(text)] == found
