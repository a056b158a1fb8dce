"""The language switch, from a list that was narrowed and back."""

from __future__ import annotations

from tests.web.journeys.reader import Reader
from web.i18n.negotiation import LANGUAGES

LINKS = "(all) => all.map((one) => one.getAttribute('href'))"

Shown = tuple[str, int, object, object]


def shown(reader: Reader) -> Shown:
    """What was asked and what was found: none of it is of the language of the page."""
    page = reader.page
    return (
        page.locator("#q").input_value(),
        reader.total,
        page.locator(".active .filter").count(),
        page.locator(".hit h2 a").evaluate_all(LINKS),
    )


def switch(reader: Reader, language: str) -> None:
    reader.open(".corner > summary")
    link = reader.page.locator(f'.tongues a[hreflang="{language}"]')
    assert link.get_attribute("title") == LANGUAGES[language]
    link.click()
    reader.language = language
    reader.arrive(lambda url: f"ui={language}" in url)
    assert reader.page.inner_text(".box button").strip() == reader.texts["find"]


def test_each_language_keeps_what_was_asked(reader: Reader) -> None:
    own = reader.language
    reader.goto("/search?q=luu+ninh&lang=zh&from=2020&sort=newest")
    before = shown(reader)
    assert before[1] > 0
    assert before[2] == 2
    for language in (*(one for one in LANGUAGES if one != own), own):
        switch(reader, language)
        assert shown(reader) == before
