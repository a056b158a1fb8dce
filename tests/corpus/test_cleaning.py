"""Text as the project keeps it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean, one_line, web_address

ANY_CHARACTER = st.characters(exclude_categories=())


def test_clean_composes_and_ends_lines_with_lf() -> None:
    assert clean("Lu\u031bu\r\nNinh\rx") == "Lưu\nNinh\nx"


@pytest.mark.parametrize("harm", ["\0", "\ud800"])
def test_what_breaks_later_readers_is_replaced_and_keeps_words_apart(harm: str) -> None:
    assert clean(f"Nam{harm}Ninh") == "Nam\ufffdNinh"


@given(st.text(alphabet=ANY_CHARACTER))
def test_clean_text_is_nfc_encodable_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not set("\0\r") & set(cleaned)
    cleaned.encode()
    assert clean(cleaned) == cleaned


@given(st.text(alphabet=ANY_CHARACTER))
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    "address",
    ["https://langson.gov.vn/a?b=c#d", "HTTP://Example.org", "http://xn--x/đường-biên"],
)
def test_web_addresses_are_kept_as_they_are(address: str) -> None:
    assert web_address(f" {address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/hosts",
        "ftp://a.b",
        "//a.b/c",
        "/news/1",
        "https:",
        "http://[",
        "http://a b",
        'https://a"onmouseover=x',
        "http\0://a",
        "",
    ],
)
def test_other_addresses_become_empty(address: str) -> None:
    assert web_address(address) == ""
