"""The message catalogues are complete, say the same in each language, and have nothing unused."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from search.request_errors import MESSAGES
from web.i18n.negotiation import LANGUAGES
from web.i18n.texts import FOLDER, Texts, all_texts, catalogue_path, read_catalogue

ROOT = Path(__file__).parents[3]
WEB = ROOT / "web"

KEYS = sorted(all_texts()["vi"].keys)


def strings_of(key: str, language: str) -> list[str]:
    """The text of a key; each of its plural forms, if it has them."""
    if key.startswith("error_"):
        return [all_texts()[language][key]]
    message = catalogues()[language].get(key)
    assert message is not None, key
    return [message.string] if isinstance(message.string, str) else list(message.string)


@cache
def catalogues() -> dict[str, Catalog]:
    return {language: read_catalogue(language) for language in LANGUAGES}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


# The files


def test_there_is_one_catalogue_for_each_language() -> None:
    assert {path.parts[-3] for path in FOLDER.glob("*/*/*.po")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_fuzzy_old_or_broken_message(language: str) -> None:
    catalogue = read_catalogue(language)
    assert not catalogue.fuzzy
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert not catalogue.obsolete
    assert [message.id for message, _ in catalogue.check()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: str) -> None:
    keys = re.findall(r'(?m)^msgid "(\w+)"$', catalogue_path(language).read_text("utf-8"))
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key", KEYS)
def test_each_text_has_every_language_with_the_same_placeholders(key: str) -> None:
    texts = [text for language in LANGUAGES for text in strings_of(key, language)]
    assert all(text.strip() for text in texts)
    assert len({frozenset(placeholders(text)) for text in texts}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_says_a_number_has_each_plural_form_of_its_language(language: str) -> None:
    catalogue = read_catalogue(language)
    counted = [message for message in catalogue if message.pluralizable]
    assert len(counted) > 5
    for message in counted:
        assert len(message.string) == catalogue.num_plurals
        assert placeholders(message.string[0]) == {"n"}


def test_a_catalogue_that_lacks_a_text_stops_the_server_at_its_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def without_find(language: str) -> Catalog:
        catalogue = read_catalogue(language)
        if language == "zh":
            catalogue.delete("find")
        return catalogue

    monkeypatch.setattr("web.i18n.texts.read_catalogue", without_find)
    with pytest.raises(ValueError, match=r"zh.*lacks find"):
        all_texts.__wrapped__()


# The texts of a language


def test_only_english_has_a_singular_of_its_own() -> None:
    english, vietnamese = all_texts()["en"], all_texts()["vi"]
    assert english.counted("documents", 1) == "1 document"
    assert english.counted("documents", 1203) == "1\u202f203 documents"
    assert vietnamese.counted("documents", 1) == "1 tài liệu"


def test_an_unknown_key_is_an_error() -> None:
    texts = all_texts()["en"]
    for wrong in (lambda: texts["nowhere"], lambda: texts.filled("nowhere")):
        with pytest.raises(KeyError):
            wrong()
    for key in ("nowhere", "find"):
        with pytest.raises(KeyError):
            texts.counted(key, 1)


def test_english_errors_of_a_request_are_those_of_the_command_line() -> None:
    english: Texts = all_texts()["en"]
    for code, message in MESSAGES.items():
        assert catalogues()["en"].get(f"error_{code}") is None, "it would be written twice"
        facts = dict.fromkeys(placeholders(message), "x")
        said = english.filled(f"error_{code}", **facts)
        assert said == message.format(**facts).replace("'x'", "“x”")


# The keys that are used
