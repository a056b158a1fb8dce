"""Keys of foreign names, and what a single word stands for."""

from __future__ import annotations

import pytest

from corpus.document import Document
from indexer.linking.mention import PERSON, Mention
from search.mining.dated_names import Keys, ScriptNames
from search.mining.foreign_names import (
    ForeignMentions,
    han_parts,
    latin_keys,
    mined_keys,
    settle_single_words,
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Donald Trump", ("donald", "trump")),
        ("Ursula von der Leyen", ("ursula", "von", "der", "leyen")),
        ("António Guterres", ("antonio", "guterres")),
        ("J.D. Vance", ("vance",)),
        ("Lưu Ninh", ()),
        ("Hun Sen", ()),
        ("特朗普", ()),
        ("Boeing 737", ()),
        ("One Two Three Four Five Brown", ()),
    ],
)
def test_latin_names(text: str, keys: Keys) -> None:
    assert latin_keys(text) == keys


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("特朗普", ("特朗普",)),
        ("唐納德·特朗普", ("唐纳德", "特朗普")),
        ("迪亚斯-卡内尔", ("迪亚斯", "卡内尔")),
        ("特蕾莎・梅", ("特蕾莎", "梅")),
        ("梅", ()),
        ("Trump", ()),
        # 廷 is used in transliterations; 赟 never is.
        ("刘赟", ()),
    ],
)
def test_chinese_parts(text: str, parts: Keys) -> None:
    assert han_parts(text) == parts


def test_a_name_may_be_found_as_either() -> None:
    assert mined_keys("马克龙") == [("马", "克", "龙"), ("马克龙",)]
    assert mined_keys("Lưu Ninh") == [("lưu", "ninh")]


def person(text: str, *, partial: bool = False, entity: str = "") -> Mention:
    return Mention("body", 0, len(text), text, entity, "person", PERSON, "", partial=partial)


def test_a_single_word_counts_where_its_bearer_is_not_named_in_full() -> None:
    found = ForeignMentions()
    for mention in (
        person("Joe Biden"),
        person("Biden", partial=True),
        person("Zico", partial=True, entity="zico kiatisuk"),
        person("Mourinho", partial=True),
        person("汤姆·霍曼"),
        person("霍曼", partial=True),
    ):
        found.add(mention)
    assert set(found.latin()) == {("joe", "biden"), ("mourinho",)}
    assert set(found.zh) == {("汤姆", "霍曼")}


def side(documents: list[tuple[str, list[Keys]]]) -> ScriptNames:
    found = ScriptNames()
    for at, (day, names) in enumerate(documents):
        found.add(Document(str(at), "", "", "vi", day), {keys: {" ".join(keys)} for keys in names})
    return found


def test_a_single_word_stands_for_whoever_is_named_most_or_for_nobody() -> None:
    names = side(
        [
            ("2020-01-01", [("tom", "homan")]),
            ("2020-01-02", [("homan",)]),
            ("2020-01-03", [("mourinho",)]),
            ("2020-01-04", [("john", "smith"), ("mary", "smith")]),
            ("2020-01-05", [("smith",)]),
        ]
    )
    settle_single_words(names)
    assert set(names.names) == {
        ("tom", "homan"),
        ("mourinho",),
        ("john", "smith"),
        ("mary", "smith"),
    }
    assert names.names["tom", "homan"].documents == 2
    assert len(names.names["tom", "homan"].days) == 2
    assert len(names.names["john", "smith"].days) == 1
