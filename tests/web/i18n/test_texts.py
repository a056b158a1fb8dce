"""The languages of the page are complete and say the same."""

import re
from pathlib import Path
from string import Formatter

import pytest

from search.request import KINDS
from search.request_errors import MESSAGES
from web.http import refusals
from web.i18n.formatting import dated, grouped
from web.i18n.negotiation import LANGUAGES, language_of
from web.i18n.texts import WORDS, Words

TEMPLATES = Path(__file__).resolve().parents[3] / "web" / "templates"


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", WORDS)
def test_each_row_has_every_language_with_the_same_placeholders(key: str) -> None:
    row = WORDS[key]
    assert len(row) == len(LANGUAGES)
    assert all(text.strip() for text in row)
    assert len({frozenset(placeholders(text)) for text in row}) == 1


@pytest.mark.parametrize("code", MESSAGES)
def test_every_error_of_a_request_has_words_with_its_facts(code: str) -> None:
    for text in WORDS[f"error_{code}"]:
        assert placeholders(text) == placeholders(MESSAGES[code])


@pytest.mark.parametrize("code", refusals.MESSAGES)
def test_every_refusal_has_words_with_its_facts(code: str) -> None:
    for text in WORDS[f"error_{code}"]:
        assert placeholders(text) == placeholders(refusals.MESSAGES[code][1])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_form_can_be_explained_and_left_out(kind: str) -> None:
    assert placeholders(WORDS[f"kind_{kind}"][0]) <= {"form", "asked"}
    assert f"without_{kind}" in WORDS


def test_what_the_templates_say_is_in_the_table() -> None:
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text("utf-8")
        used = re.findall(r"""t\[["'](\w+)["']\]|t\.filled\(["'](\w+)["']""", text)
        assert {one or other for one, other in used} <= set(WORDS), path.name


def test_the_templates_say_nothing_of_their_own() -> None:
    for path in TEMPLATES.glob("*.html"):
        bare = re.sub(
            r"\{% block kind %\}.*|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|\{#.*?#\}",
            " ",
            path.read_text("utf-8"),
        )
        assert set(re.findall(r"\w{2,}", bare)) <= {"Song", "Ngữ", "双语", "VI", "ZH"}, path.name


def test_every_row_is_said_somewhere() -> None:
    sources = [*TEMPLATES.glob("*.html"), *TEMPLATES.parent.rglob("*.py")]
    said = "".join(path.read_text("utf-8") for path in sources if path.name != "words.py")
    made_up = ("error_", "notice_", "kind_", "without_", "lang_", "genre_")
    made_up += ("field_", "offer_", "reason_", "label_", "kwic_", "gate_", "fact_", "dossier_")
    unsaid = [key for key in WORDS if not key.startswith(made_up) and not key.endswith("_one")]
    assert [key for key in unsaid if f'"{key}"' not in said and f"'{key}'" not in said] == []


def test_only_english_has_a_singular_of_its_own() -> None:
    assert Words("en").counted("documents", 1) == "1 document"
    assert Words("en").counted("documents", 1203) == "1\u202f203 documents"
    assert Words("vi").counted("documents", 1) == "1 tài liệu"


def test_numbers_are_grouped_by_a_narrow_no_break_space() -> None:
    assert [grouped(number) for number in (0, 999, 1000, 1234567)] == [
        "0",
        "999",
        "1\u202f000",
        "1\u202f234\u202f567",
    ]


@pytest.mark.parametrize(
    ("date", "vi", "zh", "en"),
    [
        ("2023-02-08", "08/02/2023", "2023年2月8日", "8 Feb 2023"),
        ("2023-02", "02/2023", "2023年2月", "Feb 2023"),
        ("2023", "2023", "2023", "2023"),
        ("2023-13", "13/2023", "2023年13月", "13 2023"),
        ("sine dato", "sine dato", "sine dato", "sine dato"),
    ],
)
def test_dates_are_written_as_each_language_does(date: str, vi: str, zh: str, en: str) -> None:
    assert [dated(date, language) for language in LANGUAGES] == [vi, zh, en]


@pytest.mark.parametrize(
    ("asked", "cookie", "accepted", "language"),
    [
        ("en", "zh", "vi", "en"),
        ("", "zh", "vi", "zh"),
        ("", "", "fr, en;q=0.5, zh-CN;q=0.8", "zh"),
        ("", "", "zh-TW", "zh"),
        ("", "", "en;q=0, fr", "vi"),
        ("", "", "en;q=many", "vi"),
        ("xx", "yy", "", "vi"),
    ],
)
def test_address_then_cookie_then_browser_choose_the_language(
    asked: str, cookie: str, accepted: str, language: str
) -> None:
    assert language_of([("ui", asked)], {"ui": cookie}, accepted) == language
