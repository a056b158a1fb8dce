"""Every link carries the whole request, changed in one thing."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.answer.models import FormRow
from search.request import Request, from_query, to_query
from synonyms.spelling import nfc
from web.http import urls
from web.http.refusals import Refusal

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(nfc)


@given(st.lists(st.tuples(st.sampled_from(["q", "source", "off", "reading"]), TEXT)))
def test_what_a_link_encodes_is_read_back(pairs: list[tuple[str, str]]) -> None:
    assert urls.pairs_of(urls.encoded(pairs).encode("utf-8")) == pairs


@given(TEXT.map(str.strip), st.frozensets(TEXT.filter(bool), max_size=4))
def test_a_request_comes_back_from_its_link(query: str, off: frozenset[str]) -> None:
    request = Request(query, filters={"lang": ("vi",)}, since="2019", off=off, offset=40)
    link = urls.results_link(request)
    assert urls.request_of(link.partition("?")[2].encode()) == from_query(to_query(request))


def test_letters_of_any_script_stay_legible_in_a_link() -> None:
    assert urls.results_link(Request("刘宁 & Lưu")) == "/search?q=刘宁+%26+Lưu"


def test_bytes_that_are_no_utf_8_become_replacement_characters() -> None:
    assert urls.pairs_of(b"q=%ff%zz\xff") == [("q", "\ufffd%zz\ufffd")]


def test_too_many_parameters_are_refused() -> None:
    with pytest.raises(Refusal):
        urls.pairs_of(b"&".join(b"a%d=1" % number for number in range(10_000)))


def test_a_value_is_chosen_and_then_no_longer() -> None:
    request = Request("x", filters={"lang": ("zh",)}, offset=30)
    chosen = urls.toggled_value(request, "year", "2020")
    assert chosen.filters == {"lang": ("zh",), "year": ("2020",)}
    assert chosen.offset == 0
    again = urls.toggled_value(chosen, "year", "2020")
    assert to_query(again) == to_query(request.but())


def form(text: str, *, on: bool, default: bool, kind: str = "han") -> FormRow:
    return FormRow(text, kind, 1, on, default, 0, "zh", "", (), "variant")


def test_a_usual_form_is_switched_off_and_back() -> None:
    usual = Request("x")
    off = urls.toggled_form(usual, form("刘宁", on=True, default=True))
    assert off.off == {"刘宁"}
    assert urls.toggled_form(off, form("刘宁", on=False, default=True)) == usual


def test_an_unusual_form_is_switched_on_and_back() -> None:
    usual = Request("x")
    on = urls.toggled_form(usual, form("留宁", on=False, default=False))
    assert on.on == {"留宁"}
    assert urls.toggled_form(on, form("留宁", on=True, default=False)) == usual


def test_a_form_of_a_kind_that_is_left_out_can_be_switched_on() -> None:
    request = Request("x", without=frozenset({"han"}))
    assert not urls.toggled_form(request, form("刘宁", on=False, default=True)).without


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
    link = urls.document_link("a/../b ?#%2F刘", Request("q"))
    path = urlsplit(link).path
    assert path.count("/") == 2
    assert dict(parse_qsl(urlsplit(link).query)) == {"q": "q"}
