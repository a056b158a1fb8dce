"""A document, and what is taken along from it: marks, a span, references, files, lists, a feed."""

from __future__ import annotations

from xml.etree import ElementTree

from tests.web.journeys.reader import Reader, number

ATOM = "{http://www.w3.org/2005/Atom}"

PARAGRAPHS = "article p:not(.meta)"
WITHOUT_HOPS = """(all) => all.map((one) => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll('.hop').forEach((hop) => hop.remove());
  return copy.textContent;
})"""
"""The text of each paragraph, without what leads from match to match."""


def test_a_document_is_read_marked_and_cited(reader: Reader) -> None:
    page = reader.page
    reader.goto("/search?q=luu+ninh")
    page.locator(".hit h2 a").nth(1).click()
    reader.arrive("**/doc/**")
    assert page.locator("article mark:target").count() == 1
    shown = page.locator(PARAGRAPHS).evaluate_all(WITHOUT_HOPS)
    page.locator(".marking a").first.click()
    reader.arrive("**marks=**")
    assert page.locator(PARAGRAPHS).evaluate_all(WITHOUT_HOPS) == shown
    cited = reader.saved(page.locator(".panel .offers a[download]").first)
    assert cited.path().read_text("utf-8").startswith("@")


def test_a_passage_that_is_selected_has_an_address(scripted: Reader) -> None:
    page = scripted.page
    scripted.goto("/search?q=luu+ninh")
    page.locator(".hit h2 a").nth(1).click()
    scripted.arrive("**/doc/**")
    page.locator(PARAGRAPHS).first.select_text()
    link = page.locator(".passage-link")
    link.wait_for()
    address = link.get_attribute("href") or ""
    link.click()
    scripted.arrive(lambda url: url.endswith(address))
    assert page.locator("article mark").count() > 0


def test_every_document_that_is_counted_is_in_the_file(reader: Reader) -> None:
    page = reader.page
    reader.goto("/search?q=luu+ninh&lang=zh")
    page.locator(".downloads summary").click()
    assert {one.get_attribute("value") for one in page.locator(".downloads button").all()} >= {
        *("csv", "xlsx", "jsonl", "bibtex", "ris"),
    }
    rows = reader.rows(page.locator('.downloads button[value="csv"]').first)
    copies = sum(len(row["copies"].split()) for row in rows)
    assert len(rows) + copies == reader.total
    assert {row["lang"] for row in rows} == {"zh"}


def test_many_names_are_one_table(reader: Reader) -> None:
    page = reader.page
    reader.goto("/names")
    page.fill("#names", "luu ninh\nHữu Nghị Quan\nzxqvw")
    page.locator(".many .do button").first.click()
    page.wait_for_selector(".scroll tbody tr")
    reader.look()
    lines = page.locator(".scroll tbody tr")
    assert lines.count() == 3
    total = lines.first.locator("td.number a").last
    count = number(total.inner_text())
    total.click()
    reader.arrive("**/search?**")
    assert reader.total == count


def test_a_document_is_put_into_a_list_and_the_list_thrown_away(reader: Reader) -> None:
    page = reader.page
    name = f"Hữu Nghị {reader.who.word}"
    reader.goto("/search?q=luu+ninh")
    hit = page.locator(".hit").first
    title = hit.locator("h2 a").inner_text()
    hit.locator(".keep summary").click()
    hit.locator(".keep input[name=list]").fill(name)
    hit.locator(".keep button").click()
    reader.arrive(lambda url: "/search?q=luu" in url and "#" in url)
    reader.goto("/lists")
    page.locator(".lists a", has_text=name).click()
    reader.arrive("**/lists/**")
    assert page.locator(".hit h2 a").all_inner_texts() == [title]
    page.locator(".keep summary").last.click()
    page.locator(".sure input").check()
    page.locator("button[value=delete]").click()
    reader.arrive("**/lists")
    assert page.locator(".lists a", has_text=name).count() == 0


def test_a_query_is_followed(reader: Reader) -> None:
    page = reader.page
    reader.goto("/search?q=luu+ninh&lang=vi")
    feed = page.locator('link[type="application/atom+xml"]').get_attribute("href") or ""
    assert page.locator(f'.bottom a[href="{feed}"]').count() == 1
    root = ElementTree.fromstring(page.request.get(feed).body())
    assert len(root.findall(f"{ATOM}entry")) == min(reader.total, 30)
