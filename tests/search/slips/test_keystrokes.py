"""Telex and VNI typed raw."""

from __future__ import annotations

import pytest

from search.slips.keystrokes import decoded


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("luwu", "lưu"),
        ("luuw", "lưu"),
        ("luu7", "lưu"),
        ("lu7u", "lưu"),
        ("nguyeexn", "nguyễn"),
        ("nguyeenx", "nguyễn"),
        ("nguyenex", "nguyễn"),
        ("nguye6n4", "nguyễn"),
        ("nguyen64", "nguyễn"),
        ("tro5ng", "trọng"),
        ("trongj", "trọng"),
        ("dduwowngf", "đường"),
        ("dduongwf", "đường"),
        ("d9u7o7ng2", "đường"),
        ("dadng", "đang"),
        ("hoaf", "hòa"),
        ("quangr", "quảng"),
        ("thwf", "thừ"),
        ("bawcs", "bắc"),
        ("ba8c1", "bắc"),
    ],
)
def test_keystrokes_become_the_syllable(typed: str, meant: str) -> None:
    assert decoded(typed) == meant


@pytest.mark.parametrize(
    "word", ["ninh", "trump", "trọng", "2024", "g20", "covid19", "sars", "windows", "", "7", "w"]
)
def test_a_word_that_is_no_keystrokes_of_a_syllable_is_none(word: str) -> None:
    assert decoded(word) is None
