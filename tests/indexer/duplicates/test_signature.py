"""Signatures: what they fold, what they estimate, and that they are the same everywhere."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.duplicates import min_hash
from indexer.duplicates.min_hash import SHINGLE
from indexer.duplicates.signature import LEAST, ROWS, Signature, signature_of

SYLLABLES = "hoà bình lạng sơn cửa khẩu hữu nghị xuất nhập hàng hoá thuỷ sản nông dân".split()


def signed(body: str, title: str = "") -> Signature:
    return signature_of(Analysed.of(Document("d", title, body, "vi")))


def text(seed: int, length: int = 200) -> str:
    rng = random.Random(seed)
    return " ".join(f"{rng.choice(SYLLABLES)} {rng.randrange(400)}" for _ in range(length // 2))


def test_a_signature_is_the_same_on_every_machine_and_in_every_version() -> None:
    # Kept in indexes: any other value here asks for another layout version.
    found = signed(text(1))
    assert found.exact == "55a6c1e91cdb7ba9"
    assert found.rows[:12].hex() == "8ed830f42173daff5e4ae8f7"
    assert found.terms[:2] == ("=55a6c1e91cdb7ba9", "08ed830f4")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà bình, thuỷ sản. ", "hòa Bình thủy sản\n\n"),
        ("Lạng Sơn – cửa khẩu; ", "LẠNG SƠN “cửa khẩu” "),
        ("廣西書記會見客人。", "广西书记会见客人！"),
    ],
)
def test_case_tone_marks_characters_and_punctuation_are_folded(one: str, other: str) -> None:
    assert signed(one * 20, "một đầu đề") == signed(other * 20, "một đầu đề khác")


def test_a_short_text_is_signed_whole_with_its_title() -> None:
    short = " ".join(SYLLABLES)
    assert signed(short, "Tin sáng") == signed(short.upper(), "TIN SÁNG")
    assert signed(short, "Tin sáng") != signed(short, "Tin chiều")
    assert signed(short).rows == b""
    assert signed("", "Tin sáng") != signed("Tin sáng")
    assert len(signed(short).terms) == 1


def test_a_text_grows_long_at_its_least_length() -> None:
    words = [f"từ{number}" for number in range(LEAST)]
    assert signed(" ".join(words[:-1])).rows == b""
    assert len(signed(" ".join(words)).rows) == ROWS


@pytest.mark.parametrize("body", ["", "...", "!? — ;"])
def test_a_document_without_a_word_has_no_terms(body: str) -> None:
    assert signed(body, body).terms == ()


@given(st.integers(0, 99), st.integers(LEAST, 900))
def test_text_and_signature_undo_each_other(seed: int, length: int) -> None:
    found = signed(text(seed, length))
    assert Signature.from_text(found.text()) == found
    assert Signature.from_text(Signature("").text()) == Signature("")


@given(st.integers(0, 999), st.floats(0, 1))
def test_likeness_estimates_the_similarity_of_the_shingles(seed: int, share: float) -> None:
    rng = random.Random(seed)
    keys = text(seed, 600).split()
    cut = [key for key in keys if rng.random() > share / 5]
    shingles = [set(zip(*(ks[at:] for at in range(SHINGLE)), strict=False)) for ks in (keys, cut)]
    exact = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    found = signed(" ".join(keys)).likeness(signed(" ".join(cut)))
    assert found == pytest.approx(exact, abs=0.2)  # Five standard errors.


def test_what_is_alike_shares_a_term_and_what_is_not_does_not() -> None:
    rng = random.Random(3)
    for seed in range(60):
        keys = text(seed, 400).split()
        for _ in range(20):
            keys[rng.randrange(len(keys))] = "khác"
        one, other = signed(text(seed, 400)), signed(" ".join(keys))
        assert set(one.terms) & set(other.terms)
    signatures = [signed(text(seed, 400)) for seed in range(100, 160)]
    shared = [set(one.terms) & set(other.terms) for one, other in pairwise(signatures)]
    assert sum(map(bool, shared)) <= 2


def test_a_long_text_is_signed_in_chunks_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    body = text(5, 5_000)
    in_chunks = signed(body)
    monkeypatch.setattr(min_hash, "CHUNK", 1 << 20)
    assert signed(body) == in_chunks


def test_no_number_overflows_loudly() -> None:
    with np.errstate(all="raise"):
        signed(text(7))
