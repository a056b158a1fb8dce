"""How far a foreign name goes: whole, and without the words of everyday at its ends."""

from __future__ import annotations

import pytest

from indexer.ner.chinese.recogniser import ChinesePeople

NAMES = (
    "爱德华",
    "斯诺登",
    "拉加德",
    "萨特巴尔",
    "季耶夫",
    "赫尔",
    "阿克萨",
    "威廉",
    "费利佩",
    "普京",
)


@pytest.fixture(scope="module")
def people() -> ChinesePeople:
    return ChinesePeople(NAMES, ["俄罗斯", "赞比亚", "埃及"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A piece is the whole where an office or what it does tells that it is a person.
        ("吉国总理萨特巴尔季耶夫抵达北京。", ["萨特巴尔季耶夫"]),
        ("女外交官科布拉加德回到新德里。", ["科布拉加德"]),
        ("爆料人爱德华-斯诺登的行踪不明。", ["爱德华-斯诺登"]),
        ("荷兰国王威廉-亚历山大来访。", ["威廉-亚历山大"]),
        ("西班牙国王费利佩六世来访。", ["费利佩六世"]),
        # Once told, it is told everywhere in the text.
        ("总理萨特巴尔季耶夫来访。同萨特巴尔季耶夫的会谈很好。", ["萨特巴尔季耶夫"] * 2),
        # A place, and a thing.
        ("赫尔曼德省位于南部。", []),
        ("有人进入阿克萨清真寺大院。", []),
        ("会见俄罗斯普京总统。", ["普京"]),
        ("普京夫妇到访。", ["普京"]),
    ],
)
def test_a_run_is_whole(people: ChinesePeople, text: str, found: list[str]) -> None:
    assert [one.surface for one in people.people(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("赞比亚总统萨塔到访。萨塔表示祝贺。", ["萨塔", "萨塔"]),
        ("　　哥伦比亚总统 桑托斯\n　　日本天皇 明仁\n", ["桑托斯", "明仁"]),
        ("习近平主席同萨苏总统举行会谈。萨苏祝贺大会召开。", ["萨苏", "萨苏"]),
        ("外事委员会委员郭卫民为发言人。", ["郭卫民"]),
        # Places, words of everyday, bodies.
        ("会见埃及总统特使。", []),
        ("全国各地的代表特别高兴。", []),
        ("基层代表委员谈体会、说建议。", []),
        ("总统府前面有人。主席团成员就座。", []),
        ("尼科利奇到访。", []),
    ],
)
def test_an_office_tells(people: ChinesePeople, text: str, found: list[str]) -> None:
    assert [one.surface for one in people.people(text)] == found
