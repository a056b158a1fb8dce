"""A password is right or wrong, and its hash tells nothing of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.access.passwords import LONGEST, check_hash, hashed, matches

WORD = st.text(st.characters(exclude_categories=["Cs"]), min_size=8, max_size=40)


@settings(max_examples=5)
@given(WORD, WORD)
def test_a_password_is_that_of_its_own_hash_only(one: str, other: str) -> None:
    text = hashed(one)
    check_hash(text)
    assert one not in text
    assert matches(one, text)
    assert matches(other, text) == (one == other)


def test_a_hash_costs_what_is_asked_for_today() -> None:
    """``test_login.py`` makes its own at the least cost that is taken."""
    text = hashed("mật khẩu 密码")
    assert text.startswith("scrypt$15$8$1$")
    assert matches("mật khẩu 密码", text)


def test_two_hashes_of_one_password_differ() -> None:
    assert hashed("mật khẩu 密码") != hashed("mật khẩu 密码")


@pytest.mark.parametrize("password", ["", "1234567", "x" * (LONGEST + 1)])
def test_what_is_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        hashed(password)


KEY = "A" * 43 + "="


@pytest.mark.parametrize(
    "text",
    [
        "",
        "password",
        "scrypt$15$8$1$AAAA",
        f"md5$15$8$1$AAAA${KEY}",
        f"scrypt$20$32$1$AAAA${KEY}",  # 4 GB
        f"scrypt$x$8$1$AAAA${KEY}",
        f"scrypt$0$8$1$AAAA${KEY}",
        f"scrypt$15$8$1$${KEY}",
        "scrypt$15$8$1$AAAA$AAAA",
        f"scrypt$15$8$1$??${KEY}",
    ],
)
def test_what_is_no_hash_or_takes_too_much_memory_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        check_hash(text)
