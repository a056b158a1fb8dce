"""People's names in Chinese: found once by the model, then wherever they are words."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from corpus.document import Document
from indexer.ner.chinese.candidates import is_name
from indexer.ner.chinese.known_names import KnownPeople, standing
from indexer.ner.chinese.recogniser import ChinesePeople
from indexer.ner.evidence import known_people
from synonyms.lexicon import lexicon_entries

NAMES = (
    "习近平",
    "刘宁",
    "陈刚",
    "安倍晋三",
    "安倍",
    "玛格丽特·哈里斯",
    "通伦",
    "国文莱",
    "习总书",
    "孟中印",
)


def gather(texts: Iterable[str]) -> KnownPeople:
    documents = [Document(str(at), "", text, "zh") for at, text in enumerate(texts)]
    return known_people.gather(documents).chinese


@pytest.fixture(scope="module")
def people() -> ChinesePeople:
    return ChinesePeople(NAMES, ["文莱"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("广西党委书记刘宁会见客人。", ["刘宁"]),
        ("自治區黨委書記劉寧會見客人。", ["劉寧"]),
        ("玛格丽特·哈里斯表示担忧。", ["玛格丽特·哈里斯"]),
        ("玛格丽特•哈里斯表示担忧。", ["玛格丽特•哈里斯"]),
        ("当天下午，通伦向人民英雄纪念碑敬献花圈。", ["通伦"]),
        # A part of another name or word is no name.
        ("国家主席近平凡事。", []),
        ("东盟轮值主席国文莱表示。", []),
        # An office that begins within a name is no part of it; three countries are nobody.
        ("习总书记强调，要坚持改革。", []),
        ("推进孟中印缅经济走廊建设。", []),
    ],
)
def test_who_is_named(people: ChinesePeople, text: str, found: list[str]) -> None:
    assert [one.surface for one in people.people(text)] == found


def test_a_surname_before_a_title_is_a_part(people: ChinesePeople) -> None:
    full, part = people.people("习近平到访。习主席表示祝贺。")
    assert (full.surface, full.partial) == ("习近平", False)
    assert (part.surface, part.partial, part.full) == ("习", True, "习近平")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("中共中央总书记、国家主席习近平出席。", "中共中央总书记、国家主席"),
        ("省委书记、市长刘宁出席。", "省委书记、市长"),
        (
            "中共中央总书记、国家主席、中央军委主席习近平出席。",
            "中共中央总书记、国家主席、中央军委主席",
        ),
        ("总理、省委书记、市长刘宁出席。", "省委书记、市长"),
        # Behind the name too.
        ("刘宁总书记、国家主席表示祝贺。", "总书记、国家主席"),
        ("刘宁书记、省长表示祝贺。", "书记、省长"),
        ("刘宁书记、国家主席习近平出席。", "书记"),
        # The body of an office is whole.
        ("广西壮族自治区党委书记刘宁出席。", "广西壮族自治区党委书记"),
        ("越共中央总书记、国家主席刘宁出席。", "越共中央总书记、国家主席"),
        # Two people.
        ("总理、外长刘宁出席。", "外长"),
        ("省委书记和市长刘宁出席。", "市长"),
    ],
)
def test_who_has_two_offices_has_both(people: ChinesePeople, text: str, title: str) -> None:
    assert people.people(text)[0].title == title


def test_a_foreign_surname_stands_for_the_full_name(people: ChinesePeople) -> None:
    full, part = people.people("会见日本首相安倍晋三。欢迎安倍访华。")
    assert (full.surface, full.title) == ("安倍晋三", "首相")
    assert (part.surface, part.partial, part.full) == ("安倍", True, "安倍晋三")


@pytest.mark.parametrize("word", ["吉方", "亚行", "美军", "全国政协主席", "  ", "李"])
def test_what_can_be_no_name(word: str) -> None:
    assert not is_name(word)


def test_the_model_is_asked_once_for_the_archive() -> None:
    texts = ["央视记者钱运录报道。", "越南国家主席苏林会见客人，苏林表示欢迎。", "今天天气很好。"]
    known = gather(texts)
    assert "苏林" in set(known.names())
    assert gather(reversed(texts)) == known
    assert KnownPeople.from_json(known.to_json()) == known


@pytest.mark.parametrize(
    ("text", "surfaces", "whole"),
    [
        ("陈刚种了十亩地。老陈的收成很好。", ["陈刚", "陈"], "陈刚"),
        ("刘宁在村里种地，刘老汉很高兴。", ["刘宁", "刘"], "刘宁"),
        # Nobody of that surname; and 老 within a word.
        ("刘宁种地。老陈说，收成很好。", ["刘宁"], ""),
        ("陈刚说，那是老陈醋。", ["陈刚"], ""),
    ],
)
def test_a_surname_is_said_familiarly(
    people: ChinesePeople, text: str, surfaces: list[str], whole: str
) -> None:
    found = people.people(text)
    assert [one.surface for one in found] == surfaces
    assert [one.full for one in found[1:]] == [whole] * len(surfaces[1:])


def test_a_word_that_the_model_mostly_takes_for_none_is_no_name() -> None:
    person, other = (("林草",), ()), ((), ())
    for stands, found in ((0, True), (2, True), (3, False)):
        people = KnownPeople({"1": person, "2": other, "3": other}, {"林草": stands})
        assert ("林草" in people.names()) == found
    assert standing({"1": person, "2": other}, {"1": {"林草", "林"}, "2": {"林草"}}) == {"林草": 2}
    # Longer names the model cuts in many ways.
    longer = (("刘谦初",), ())
    assert standing({"1": longer, "2": other}, {"1": {"刘谦初"}, "2": {"刘谦初"}}) == {}


def test_two_characters_are_a_name_by_more_than_two_windows_of_three() -> None:
    for word, found in (("洪峰", False), ("洪明峰", True)):
        person, other = ((word,), ()), ((), (word,))
        assert (word in KnownPeople({"1": person, "2": person, "3": other}).names()) == found
        assert word in KnownPeople({"1": person, "2": person, "3": person}).names()


def test_what_the_dictionary_has_is_no_name_by_one_window() -> None:
    # Amaryllis; what it lacks; the sounds of a foreign name, which it has as a place.
    for word, found in (("石蒜", False), ("朱志飞", True), ("加西亚", True)):
        assert (word in KnownPeople({"1": ((word,), ())}).names()) == found
        assert word in KnownPeople({"1": ((word,), ()), "2": ((word,), ())}).names()


def test_a_word_of_the_lexicon_is_nobody() -> None:
    person = ((("陆海空", "陆海宽"), ()),) * 3
    known = KnownPeople(dict(zip("123", person, strict=True)))
    assert set(known.names()) == {"陆海宽"}


def test_a_name_within_a_phrase_of_the_lexicon_is_none() -> None:
    people = ChinesePeople(["林田湖"])
    assert not people.people("要统筹山水林田湖草沙系统治理。")
    assert [one.surface for one in people.people("村民林田湖说，水很好。")] == ["林田湖"]


def test_a_phrase_with_the_name_of_somebody_known_says_nothing_against_it() -> None:
    assert "胡志明主席" in {word for one in lexicon_entries() for word in one.zh}
    (found,) = ChinesePeople(["胡志明"]).people("他瞻仰了胡志明主席。")
    assert found.surface == "胡志明"


def test_a_title_at_the_end_of_a_foreign_name_is_no_part_of_it() -> None:
    """The model takes 萨拉·兰蒂女士 for one name."""
    found = ChinesePeople(["萨拉·兰蒂女士"]).people("会见萨拉·兰蒂女士时，他说。")
    assert [(one.surface, one.title) for one in found] == [("萨拉·兰蒂", "女士")]
