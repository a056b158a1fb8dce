"""Every link carries the whole request, changed in one thing."""

from search.answer.models import FormRow
from search.request import Request, to_query
from web.pages import request_changes


def test_a_value_is_chosen_and_then_no_longer() -> None:
    request = Request("x", filters={"lang": ("zh",)}, offset=30)
    chosen = request_changes.toggled_value(request, "year", "2020")
    assert chosen.filters == {"lang": ("zh",), "year": ("2020",)}
    assert chosen.offset == 0
    again = request_changes.toggled_value(chosen, "year", "2020")
    assert to_query(again) == to_query(request.but())


def form(text: str, *, on: bool, default: bool, kind: str = "han") -> FormRow:
    return FormRow(text, kind, 1, on, default, 0, "zh", "", (), "variant")


def test_a_usual_form_is_switched_off_and_back() -> None:
    usual = Request("x")
    off = request_changes.toggled_form(usual, form("刘宁", on=True, default=True))
    assert off.off == {"刘宁"}
    assert request_changes.toggled_form(off, form("刘宁", on=False, default=True)) == usual


def test_an_unusual_form_is_switched_on_and_back() -> None:
    usual = Request("x")
    on = request_changes.toggled_form(usual, form("留宁", on=False, default=False))
    assert on.on == {"留宁"}
    assert request_changes.toggled_form(on, form("留宁", on=True, default=False)) == usual


def test_a_form_of_a_kind_that_is_left_out_can_be_switched_on() -> None:
    request = Request("x", without=frozenset({"han"}))
    assert not request_changes.toggled_form(request, form("刘宁", on=False, default=True)).without
