"""From places to what exists: only neighbours that stand together somewhere make a path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise, product
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import fields
from indexer.analysis.pairs import is_han_triple, joined, pair_terms
from indexer.analysis.tokens import analyse
from indexer.engines.protocol import Reader
from search.expansion import candidates
from search.expansion.alternatives import (
    Alternative,
    Alternatives,
    han_of_syllable,
    vietnamese_of_character,
    vietnamese_of_syllable,
)
from search.expansion.candidates import existing_candidates
from synonyms.readings import Weight


class Texts:
    """As much of a reader as paths need, over texts; notes how many terms it was asked for."""

    def __init__(self, *texts: str) -> None:
        self.counts: dict[str, Counter[str]] = {fields.BODY: Counter(), fields.PAIR: Counter()}
        self.probed: list[int] = []
        for text in texts:
            tokens = analyse(text)
            self.counts[fields.BODY].update(set(tokens.keys))
            self.counts[fields.PAIR].update(pair_terms(tokens))

    def known(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        asked = list(terms)
        if field == fields.PAIR:
            self.probed.append(len(asked))
        return {term: self.counts[field][term] for term in asked if self.counts[field][term]}


def reader_of(*texts: str) -> Reader:
    return cast(Reader, Texts(*texts))


def place(keys: str, weight: int = 0) -> Alternatives:
    return {key: Alternative(key, "typed", weight, ((key, weight),)) for key in keys.split()}


def found(reader: Reader, *places: Alternatives) -> dict[tuple[str, ...], int]:
    return {path.keys: path.most for path in existing_candidates(reader, places).found}


def test_of_all_candidates_only_those_that_stand_together_are_left(reader: Reader) -> None:
    places = [vietnamese_of_syllable(key, True) for key in ("nha", "trang")]
    assert found(reader, *places) == {("nha", "trang"): 3, ("nhà", "trắng"): 1}


def test_a_name_is_reached_in_the_other_script(reader: Reader) -> None:
    assert set(found(reader, *(han_of_syllable(key, False) for key in ("lưu", "ninh")))) == {
        ("刘", "宁")
    }


def test_a_path_is_as_rare_as_the_rarest_reading_on_its_way(reader: Reader) -> None:
    by_keys = {
        path.keys: path.weight
        for path in existing_candidates(
            reader, [vietnamese_of_character(key) for key in "刘宁"]
        ).found
    }
    assert by_keys == {("lưu", "ninh"): Weight.PRIMARY, ("lưu", "trữ"): Weight.RARE}


@pytest.mark.parametrize(
    "text",
    # A mark between; the other order; apart; each alone.
    ["họ Lưu, Ninh Bình", "Ninh Lưu", "Lưu thị Ninh", "Lưu. Ninh"],
)
def test_what_does_not_stand_side_by_side_is_no_path(text: str) -> None:
    assert found(reader_of(text), place("lưu"), place("ninh")) == {}


def test_the_most_frequent_goes_first_and_equals_by_their_keys() -> None:
    reader = reader_of("b x", "b x", "c x", "a x")
    assert list(found(reader, place("a b c"), place("x"))) == [
        ("b", "x"),
        ("a", "x"),
        ("c", "x"),
    ]


def test_a_path_is_bounded_by_its_rarest_pair() -> None:
    reader = reader_of("a b", "a b", "b c", "c d", "c d")
    assert found(reader, *map(place, "abcd")) == {("a", "b", "c", "d"): 1}


def test_three_characters_after_a_surname_must_stand_as_one_name() -> None:
    # 习近 and 近平 both stand, but not 习近平.
    reader = reader_of("学习近来", "近平")
    assert found(reader, place("习"), place("近"), place("平")) == {}
    reader = reader_of("学习近来", "学习近来", "近平", "习近平")
    assert found(reader, place("习"), place("近"), place("平")) == {("习", "近", "平"): 1}
    # 友 begins no name, so there is no triple to look at.
    reader = reader_of("友谊", "谊关")
    assert found(reader, place("友"), place("谊"), place("关")) == {("友", "谊", "关"): 1}


def test_more_paths_than_are_listed_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = reader_of("a x", "b x", "b x", "c x")
    assert not existing_candidates(reader, [place("a b c"), place("x")]).capped
    monkeypatch.setattr(candidates, "CANDIDATES_LIMIT", 2)
    cut = existing_candidates(reader, [place("a b c"), place("x")])
    assert [path.keys for path in cut.found] == [("b", "x"), ("a", "x")]
    assert cut.capped


def test_no_more_candidates_are_probed_than_may_be_the_rare_ones_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = Texts("a x", "b x", "c x")
    places = [{**place("a", Weight.RARE), **place("b c")}, place("x")]
    monkeypatch.setattr(candidates, "PAIRS_LIMIT", 2)
    cut = existing_candidates(cast(Reader, texts), places)
    assert {path.keys for path in cut.found} == {("b", "x"), ("c", "x")}
    assert cut.capped
    assert max(texts.probed) == 2


def test_only_what_a_pair_before_leads_to_is_probed() -> None:
    texts = Texts("a x", "y c", "z c", "x c")
    assert set(found(cast(Reader, texts), place("a"), place("x y z"), place("c"))) == {
        ("a", "x", "c")
    }
    # a with x, y, z; then x alone with c.
    assert texts.probed[:2] == [3, 1]


TEXTS = st.lists(st.text("习近平友谊关", min_size=2, max_size=6), max_size=5)
SLOTS = st.lists(st.sets(st.sampled_from("习近平友谊关"), min_size=1), min_size=2, max_size=4)


@given(TEXTS, SLOTS)
def test_paths_are_what_trying_every_combination_finds(
    texts: list[str], chosen: list[set[str]]
) -> None:
    reader = Texts(*texts)
    pairs = reader.counts[fields.PAIR]
    wanted = {
        keys: pairs[joined(keys)]
        if is_han_triple(keys)
        else min(pairs[joined(pair)] for pair in pairwise(keys))
        for keys in product(*chosen)
        if all(pairs[joined(pair)] for pair in pairwise(keys))
        and (not is_han_triple(keys) or pairs[joined(keys)])
    }
    assert found(cast(Reader, reader), *(place(" ".join(one)) for one in chosen)) == wanted
