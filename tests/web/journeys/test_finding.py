"""From a name to its documents: the card, one form, suggestions, what is left out, a span."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.web.journeys.reader import Reader, number


def two_years(reader: Reader) -> list[tuple[str, int]]:
    """The second and third bar of the histogram of everything: year and documents."""
    reader.goto("/search?q=")
    reader.open(".filters > summary")
    bars = reader.page.locator(".bars a").evaluate_all(
        "(all) => all.slice(1, 3).map((one) => [one.dataset.at, Number(one.dataset.n)])"
    )
    return [(year, count) for year, count in bars]


def test_the_card_answers_before_the_list_and_leads_on(reader: Reader) -> None:
    page = reader.page
    reader.goto("/search?q=Lưu+Ninh")
    reader.open(".recognised > summary")
    names = page.inner_text(".card h2")
    assert "Lưu Ninh" in names
    assert "刘宁" in names
    documents = page.locator(".card .counts a").first
    count = number(documents.inner_text())
    documents.click()
    reader.arrive(lambda url: "people=liu-ning" in url)
    assert reader.total == count
    reader.go_back()
    reader.open(".recognised > summary")
    page.locator(".card .to").first.click()
    reader.arrive("**/people/liu-ning**")


def test_one_form_alone_has_the_documents_that_its_chip_counts(reader: Reader) -> None:
    page = reader.page
    reader.goto("/search?q=luu+ninh")
    everything = reader.total
    chip = page.locator(".chip.zh.on").first
    count = number(chip.locator("b").inner_text())
    chip.hover()
    chip.locator(".only").click()
    reader.arrive("**off=**")
    assert page.locator(".chip.on").count() == 1
    assert reader.total == count < everything


def test_a_suggestion_is_chosen_by_keys_and_gives_what_it_counts(scripted: Reader) -> None:
    page = scripted.page
    scripted.goto("/")
    # All of it at once: key by key, a slow machine shows a list for half of it first.
    page.locator("#q").fill("luu nin")
    page.wait_for_selector("#suggestions [role=option]")
    scripted.look()
    page.keyboard.press("ArrowDown")
    count = number(page.locator("#suggestions [aria-selected=true] b").inner_text())
    page.keyboard.press("Enter")
    scripted.arrive("**people=liu-ning**")
    assert scripted.total == count


def test_a_value_of_a_facet_is_left_out_and_taken_in_again(reader: Reader) -> None:
    page = reader.page
    reader.goto("/search?q=luu+ninh")
    everything = reader.total
    reader.open(".filters > summary")
    value = page.locator(".facet").first.locator("li").first
    count = number(value.locator("b").inner_text())
    value.locator("button").click()
    reader.arrive(lambda url: "-lang=" in url)
    assert reader.total == everything - count
    page.locator(".active .filter").click()
    reader.arrive(lambda url: "-lang=" not in url)
    assert reader.total == everything


def test_a_span_of_years_is_typed_and_taken_back(reader: Reader) -> None:
    page = reader.page
    (first, one), (last, other) = two_years(reader)
    page.locator(".under summary").click()
    reader.look()
    page.fill('.dates input[name="from"]', first)
    page.fill('.dates input[name="to"]', last)
    page.click(".dates button")
    reader.arrive(lambda url: "from=" in url)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["from"], asked["to"]) == ([first], [last])
    assert reader.total == one + other
    reader.go_back()
    assert "from=" not in page.url


def test_a_span_of_years_is_brushed_by_keys(scripted: Reader) -> None:
    page = scripted.page
    (first, one), (last, other) = two_years(scripted)
    page.locator(".bars a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    scripted.arrive(lambda url: "from=" in url)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["from"], asked["to"]) == ([first], [last])
    assert scripted.total == one + other


def test_lines_lead_to_where_they_stand(reader: Reader) -> None:
    page = reader.page
    reader.goto("/search?q=luu+ninh")
    page.locator('a[data-key="c"]').click()
    reader.arrive("**/concordance?q=luu+ninh**")
    second = page.locator(".lines .form").nth(1)
    href = second.get_attribute("href") or ""
    second.click()
    reader.arrive(lambda url: url.endswith(href))
    assert page.locator("article mark:target, article mark :target").count() == 1


def test_lines_are_walked_with_the_hands_on_the_keys(scripted: Reader) -> None:
    page = scripted.page
    scripted.goto("/search?q=luu+ninh")
    page.keyboard.press("c")
    scripted.arrive("**/concordance?q=luu+ninh**")
    second = page.locator(".lines .form").nth(1)
    href = second.get_attribute("href") or ""
    for key in "jj":
        page.keyboard.press(key)
    assert second.evaluate("one => one === document.activeElement")
    for key in "kjo":
        page.keyboard.press(key)
    scripted.arrive(lambda url: url.endswith(href))
    assert page.locator("article mark:target, article mark :target").count() == 1
