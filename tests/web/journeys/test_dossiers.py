"""Dossiers under filters, comparisons, the two sides, and the pictures: every number is what its
click and its file give."""

from __future__ import annotations

from tests.web.journeys.reader import Reader, number


def test_a_dossier_of_one_year_counts_shows_and_gives_out_that_year(reader: Reader) -> None:
    page = reader.page
    reader.goto("/gates/huu-nghi?side=both")
    bar = page.locator('.by-year a.pair[href*="year=2023"]')
    mentions = sum(map(number, bar.locator("text:not(.year)").all_text_contents()))
    # The bar below the axis: the middle of the link may be a gap.
    bar.locator("rect.zh").click()
    reader.arrive("**year=2023**")
    assert [number(one) for one in page.locator(".kwic .list-head h2").all_inner_texts()] == [
        mentions
    ]
    by_language = page.locator(".sheet-facts dd > b").all_inner_texts()
    assert sum(map(number, by_language)) == mentions
    assert page.locator(".lines > li").count() == mentions
    page.locator(".downloads summary").click()
    rows = reader.rows(page.locator('.downloads button[value="csv"]'))
    assert len(rows) == mentions
    assert {row["date"][:4] for row in rows} == {"2023"}
    page.locator(".active .filter").click()
    reader.arrive(lambda url: "year=" not in url)


def test_two_names_stand_beside_each_other_and_can_be_taken_away(reader: Reader) -> None:
    page = reader.page
    reader.goto("/compare?e=huu-nghi")
    page.fill('.finder input[name="e"]:not([type="hidden"])', "Tân Thanh")
    page.locator(".finder button").first.click()
    reader.arrive(lambda url: url.count("e=") == 2)
    assert page.locator(".compared .card").count() == 2
    assert page.locator(".multiples svg").count() == 2
    page.locator(".downloads summary").click()
    rows = reader.rows(page.locator('.downloads button[value="csv"]').first)
    assert {row["entity"] for row in rows} >= {"huu-nghi", "tan-thanh"}
    page.locator(".compared .away").last.click()
    reader.arrive(lambda url: url.count("e=") == 1)


def test_what_each_language_says_leads_to_its_documents(reader: Reader) -> None:
    page = reader.page
    reader.goto("/sides?e=huu-nghi")
    for lang in ("vi", "zh"):
        every = page.locator(f".card.{lang} p b a")
        count = number(every.inner_text())
        every.click()
        reader.arrive(f"**/gates/huu-nghi?lang={lang}")
        assert number(page.inner_text(".sheet-facts dt >> nth=0")) == count
        reader.go_back()


def test_the_border_is_a_picture_or_a_strip_with_its_table(reader: Reader) -> None:
    page = reader.page
    reader.goto("/gates")
    wide = not reader.who.is_phone
    assert page.locator(".frame").is_visible() == wide
    assert page.locator(".strip").is_visible() != wide
    row = page.locator(".scroll tbody tr").first
    name = row.locator("a").inner_text()
    assert number(row.locator("td").nth(5).inner_text()) > 0
    page.locator(".frame a circle" if wide else ".strip a").first.click()
    reader.arrive("**/gates/*")
    reader.go_back()
    page.locator(".scroll tbody a").first.click()
    reader.arrive("**/gates/*")
    assert name in page.inner_text("h1")


def test_who_is_named_with_whom_is_a_picture_and_a_table(reader: Reader) -> None:
    page = reader.page
    reader.goto("/gates/huu-nghi/network")
    assert page.locator(".frame a").count() > 2
    page.locator(".numbers summary").click()
    count = page.locator(".numbers tbody tr").first.locator(".number a")
    documents = number(count.inner_text())
    count.click()
    reader.arrive("**/search?**")
    assert reader.total == documents
