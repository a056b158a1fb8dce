"""What is written into an address is read back from it."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.request import Request, from_query, to_query
from synonyms.spelling import nfc
from web.http import query_string, urls
from web.http.refusals import Refusal

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(nfc)


@given(st.lists(st.tuples(st.sampled_from(["q", "source", "off", "reading"]), TEXT)))
def test_what_a_link_encodes_is_read_back(pairs: list[tuple[str, str]]) -> None:
    assert query_string.pairs_of(query_string.encoded(pairs).encode("utf-8")) == pairs


@given(TEXT.map(str.strip), st.frozensets(TEXT.filter(bool), max_size=4))
def test_a_request_comes_back_from_its_link(query: str, off: frozenset[str]) -> None:
    request = Request(query, filters={"lang": ("vi",)}, since="2019", off=off, offset=40)
    link = urls.results_url(request)
    assert urls.request_of(link.partition("?")[2].encode()) == from_query(to_query(request))


def test_letters_of_any_script_stay_legible_in_a_link() -> None:
    assert urls.results_url(Request("刘宁 & Lưu")) == "/search?q=刘宁+%26+Lưu"


def test_bytes_that_are_no_utf_8_become_replacement_characters() -> None:
    assert query_string.pairs_of(b"q=%ff%zz\xff") == [("q", "\ufffd%zz\ufffd")]


def test_too_many_parameters_are_refused() -> None:
    with pytest.raises(Refusal):
        query_string.pairs_of(b"&".join(b"a%d=1" % number for number in range(10_000)))


@given(TEXT)
@example("~2E")
@example("%2F")
@example("..")
def test_an_id_comes_back_from_its_segment(an_id: str) -> None:
    assert urls.id_of(unquote(urls.segment(an_id))) == an_id


@given(TEXT | st.text("./\\%~2eEF?#;\t\n\x7f", max_size=6))
def test_no_browser_and_no_proxy_takes_a_segment_apart(an_id: str) -> None:
    written = urls.segment(an_id)
    assert re.fullmatch("[A-Za-z0-9._~-]*(?:%[0-9A-F]{2}[A-Za-z0-9._~-]*)*", written)
    assert written not in (".", "..")
    # Nor does one that decodes before it looks.
    assert not set(unquote(written)) & {"/", "\\", "%", *map(chr, (*range(0x20), 0x7F))}


def test_an_address_typed_with_an_id_as_it_is_holds() -> None:
    assert urls.id_of("a/../b ?#~x ~") == "a/../b ?#~x ~"


def test_an_id_of_any_characters_is_one_path_segment() -> None:
    link = urls.document_url("a/../b ?#%2F刘", Request("q"))
    path = urlsplit(link).path
    assert path.count("/") == 2
    assert dict(parse_qsl(urlsplit(link).query)) == {"q": "q"}
