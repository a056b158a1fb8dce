"""From a name to its documents: the card, one form, suggestions, what is left out, a span."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.web.journeys.conftest import Reader, number


def test_the_card_answers_before_the_list_and_leads_on(reader: Reader) -> None:
    page = reader.page
    page.goto("/search?q=Lưu+Ninh")
    reader.open(".recognised > summary")
    names = page.inner_text(".card h2")
    assert "Lưu Ninh" in names
    assert "刘宁" in names
    documents = page.locator(".card .counts a").first
    count = number(documents.inner_text())
    documents.click()
    page.wait_for_url(lambda url: "people=liu-ning" in url)
    assert reader.total == count
    page.go_back()
    reader.open(".recognised > summary")
    page.locator(".card .to").first.click()
    page.wait_for_url("**/people/liu-ning**")


def test_one_form_alone_has_the_documents_that_its_chip_counts(reader: Reader) -> None:
    page = reader.page
    page.goto("/search?q=luu+ninh")
    everything = reader.total
    chip = page.locator(".chip.zh.on").first
    count = number(chip.locator("b").inner_text())
    chip.hover()
    chip.locator(".only").click()
    page.wait_for_url("**off=**")
    assert page.locator(".chip.on").count() == 1
    assert reader.total == count < everything


def test_a_suggestion_is_chosen_by_keys_and_gives_what_it_counts(reader: Reader) -> None:
    page = reader.page
    page.goto("/")
    page.locator("#q").press_sequentially("luu nin")
    if not reader.who.scripts:
        page.keyboard.press("Enter")
        page.wait_for_url("**q=luu+nin**")
        return
    page.wait_for_selector("#suggestions [role=option]")
    page.keyboard.press("ArrowDown")
    count = number(page.locator("#suggestions [aria-selected=true] b").inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url("**people=liu-ning**")
    assert reader.total == count


def test_a_value_of_a_facet_is_left_out_and_taken_in_again(reader: Reader) -> None:
    page = reader.page
    page.goto("/search?q=luu+ninh")
    everything = reader.total
    reader.open(".filters > summary")
    value = page.locator(".facet").first.locator("li").first
    count = number(value.locator("b").inner_text())
    value.locator("button").click()
    page.wait_for_url(lambda url: "-lang=" in url)
    assert reader.total == everything - count
    page.locator(".active .filter").click()
    page.wait_for_url(lambda url: "-lang=" not in url)
    assert reader.total == everything


def test_a_span_of_years_is_chosen_on_the_bars_or_typed(reader: Reader) -> None:
    page = reader.page
    page.goto("/search?q=")
    reader.open(".filters > summary")
    bars = [
        (one.get_attribute("data-at") or "", int(one.get_attribute("data-n") or 0))
        for one in page.locator(".bars a").all()
    ]
    (first, one), (last, other) = bars[1:3]
    if reader.who.scripts:
        page.locator(".bars a").first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
    else:
        page.locator(".under summary").click()
        page.fill('.dates input[name="from"]', first)
        page.fill('.dates input[name="to"]', last)
        page.click(".dates button")
    page.wait_for_url(lambda url: "from=" in url)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["from"], asked["to"]) == ([first], [last])
    assert reader.total == one + other
    page.go_back()
    assert "from=" not in page.url


def test_lines_are_walked_with_the_hands_on_the_keys(reader: Reader) -> None:
    page = reader.page
    page.goto("/search?q=luu+ninh")
    if reader.who.scripts:
        page.keyboard.press("c")
    else:
        page.locator('a[data-key="c"]').click()
    page.wait_for_url("**/concordance?q=luu+ninh**")
    second = page.locator(".lines .form").nth(1)
    href = second.get_attribute("href") or ""
    if reader.who.scripts:
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert second.evaluate("one => one === document.activeElement")
        page.keyboard.press("k")
        page.keyboard.press("j")
        page.keyboard.press("o")
    else:
        second.click()
    page.wait_for_url(lambda url: href.partition("?")[0] in url)
    assert page.locator("article mark:target, article mark :target").count() == 1
