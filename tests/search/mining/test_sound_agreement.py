"""Foreign names compared by sound, part by part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.mining.dated_names import Keys
from search.mining.foreign_names import han_parts, latin_keys
from search.mining.sound_agreement import LEAST_FIT, runs_of, sound_agreement


def agreed(latin: str, han: str) -> list[tuple[str, str]] | None:
    found = sound_agreement(latin_keys(latin), han_parts(han))
    return found and [(" ".join(part.words), part.han) for part in found.parts]


@pytest.mark.parametrize(
    ("latin", "han", "parts"),
    [
        ("Donald Trump", "特朗普", [("trump", "特朗普")]),
        ("Donald Trump", "唐纳德·特朗普", [("donald", "唐纳德"), ("trump", "特朗普")]),
        ("Volodymyr Zelensky", "泽连斯基", [("zelensky", "泽连斯基")]),
        # A surname with its particles.
        ("Ursula von der Leyen", "冯德莱恩", [("von der leyen", "冯德莱恩")]),
        # A given name, as Thai and Indonesian leaders are called.
        ("Anutin Charnvirakul", "阿努廷", [("anutin", "阿努廷")]),
        # Second names are in one script only.
        ("Miguel Díaz-Canel Bermúdez", "迪亚斯-卡内尔", [("diaz", "迪亚斯"), ("canel", "卡内尔")]),
        # The only word of a Latin name is the surname.
        ("Trump", "唐纳德·特朗普", [("trump", "特朗普")]),
    ],
)
def test_names_that_agree(latin: str, han: str, parts: list[tuple[str, str]]) -> None:
    assert agreed(latin, han) == parts


@pytest.mark.parametrize(
    ("latin", "han"),
    [
        ("Donald Trump", "普京"),
        ("Elon Musk", "尼尔森"),
        # The surname agrees, the given name does not.
        ("Melania Trump", "唐纳德·特朗普"),
        # In the wrong order.
        ("Trump Donald", "唐纳德·特朗普"),
    ],
)
def test_names_that_do_not(latin: str, han: str) -> None:
    assert agreed(latin, han) is None


def test_a_listed_spelling_needs_no_good_fit() -> None:
    found = sound_agreement(("lucas", "browne"), ("布朗",))
    assert found is not None
    (part,) = found.parts
    assert part.listed
    assert part.fit < LEAST_FIT < part.value


WORDS = st.sampled_from("donald trump von der leyen al ursula tom homan emmanuel macron".split())
PARTS = st.sampled_from("唐纳德 特朗普 冯德莱恩 乌尔苏拉 汤姆 霍曼 埃马纽埃尔 马克龙".split())


@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(PARTS, min_size=1, max_size=3))
def test_parts_agree_in_order_with_words_of_the_name(words: list[str], parts: list[str]) -> None:
    found = sound_agreement(tuple(words), tuple(parts))
    if found is None:
        return
    assert found.parts[-1].han == parts[-1]
    assert all(part.value >= LEAST_FIT for part in found.parts)
    text, at = " ".join(words) + " ", 0
    for part in found.parts:
        at = text.index(" ".join(part.words) + " ", at) + 1


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_run_is_some_words_in_a_row_and_ends_with_no_particle(words: list[str]) -> None:
    keys: Keys = tuple(words)
    runs = runs_of(keys)
    assert len(set(runs)) == len(runs)
    for first, last in runs:
        assert 0 <= first < last <= len(keys)
        is_whole = (first, last) == (0, len(keys))
        assert is_whole or keys[last - 1] not in ("von", "der", "al")
