"""The message catalogues are complete, say the same in each language, and have nothing unused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.catalog import Catalog
from jinja2 import nodes

from corpus.date_origins import ORIGINS
from indexer import fields
from indexer.corrections.correction import APART, MENTION, SAME
from indexer.linking.mention import LABELS, OTHER
from search.archive import Archive
from search.comparison.narrowing import LANGS
from search.concordance.mention_filter import MEANT, OF_DOCUMENTS, OF_MENTIONS, OFF
from search.concordance.mention_lines import SORTINGS
from search.meaning.fusion import FoundBy
from search.names.gate_sides import BOTH, SIDES
from search.request import KINDS
from search.request_errors import MESSAGES
from search.similar.similar_documents import LANGUAGES as SIMILAR
from synonyms.gazetteer import load
from synonyms.gazetteer_rows import KINDS as ENTITY_KINDS
from web.html.rendering import TEMPLATES, template_environment
from web.http.correction_forms import ALREADY, KEPT
from web.http.refusals import STATUS
from web.i18n.negotiation import LANGUAGES
from web.i18n.texts import FOLDER, Texts, all_texts, catalogue_path, read_catalogue
from web.pages.asked_comparison import DOCUMENTS, MENTIONS
from web.pages.document_place import MARKS
from web.pages.register_order import ORDERS
from web.routes.api_models import OfferShape
from web.uploads import indexing_process, upload_folder

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


def source_of(package: str) -> str:
    return "".join(path.read_text("utf-8") for path in sorted((ROOT / package).rglob("*.py")))


@pytest.fixture(scope="module")
def families(archive: Archive) -> dict[str, set[str]]:
    """What stands behind the beginning of the keys that the code puts together."""
    gates = load().of_kind("gate")
    return {
        "error": {*MESSAGES, *STATUS, "index", "not_kept"},
        "notice": set(re.findall(r'Notice\(\s*"(\w+)"', source_of("search"))),
        **{key: set(KINDS) for key in ("kind", "without")},
        "field": set(fields.FACETS),
        "offer": set(get_args(OfferShape.model_fields["sort"].annotation)),
        **{key: set(SORTINGS) for key in ("kwic", "head")},
        **{key: {*LABELS, *more} for key, more in (("label", (MEANT,)), ("is", (APART,)))},
        "narrowed": {*OF_MENTIONS, OFF, *OF_DOCUMENTS},
        **{key: {DOCUMENTS, MENTIONS} for key in ("count", "drawn")},
        "onesided": set(LANGS),
        **dict.fromkeys(("named", "entity"), set(LABELS) - {OTHER}),
        "dossier": set(ENTITY_KINDS),
        "gate": {one.facts["type"] for one in gates if one.facts.get("type")},
        **{"most": {"gates", "people"}, "found": set(get_args(FoundBy)), "register": set(ORDERS)},
        **{"event": set(SIMILAR), "origin": set(ORIGINS), "side": {*SIDES, BOTH}},
        **{"marks": set(MARKS), "upload": set(upload_folder.PROBLEMS)},
        "indexing": set(indexing_process.IndexingState),
        "corrected": {MENTION, SAME, APART, f"{APART}_doc", f"{APART}_in"},
        "correction": {KEPT, ALREADY},
        "reason": {line.mention.reason for batch in archive.mentions(None) for line in batch},
    }


OPEN = {
    # Further rules of the indexer, which no text of the samples needs.
    "reason": set(re.findall(r'"(\w+)"', source_of("indexer"))),
    # Facts and values that records and the gazetteer bring: those without a text stay as they are.
    "fact": {"type", "dates", "site"},
    **{"lang": {"vi", "zh"}, "dated": {fields.SURE, fields.GUESSED}},
    "genre": {"news", "paper", "speech"},
    "date": set(re.findall("[a-z]+", " ".join(map(repr, load().of_kind("gate"))))),
}
"""More of what may stand there."""


def test_every_key_that_the_code_puts_together_has_a_text(families: dict[str, set[str]]) -> None:
    assert all(len(family) > 1 for family in families.values())
    needed = {f"{start}_{end}" for start, family in families.items() for end in family}
    assert needed - set(KEYS) == set()


def test_the_beginnings_of_such_keys_are_listed_here(families: dict[str, set[str]]) -> None:
    starts = {start for tree in python_trees() for start in starts_of(tree)}
    starts |= {start for tree in template_trees() for start in template_starts_of(tree)}
    assert {"reason", "dossier"} <= starts
    assert starts <= {*families, *OPEN}


def test_every_key_in_templates_and_code_has_a_text() -> None:
    used = {key for tree in template_trees() for key in template_keys_of(tree)}
    used |= {key for tree in python_trees() for key in keys_of(tree)}
    assert len(used) > 100
    assert used - set(KEYS) == set()


@pytest.mark.parametrize("key", KEYS)
def test_every_text_is_used(key: str, families: dict[str, set[str]]) -> None:
    start, _, end = key.partition("_")
    if end in families.get(start, set()) | OPEN.get(start, set()):
        return
    said = {key for tree in template_trees() for key in template_keys_of(tree)}
    said |= {text for tree in python_trees() for text in constants_of(tree)}
    assert key in said


def test_the_templates_say_nothing_of_their_own() -> None:
    for path in (WEB / "templates").glob("*.html"):
        bare = re.sub(
            r"\{% block page %\}.*|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|\{#.*?#\}",
            " ",
            path.read_text("utf-8"),
        )
        assert set(re.findall(r"\w{2,}", bare)) <= {"Song", "Ngữ", "双语", "VI", "ZH"}, path.name


@cache
def python_trees() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in sorted(WEB.rglob("*.py"))]


@cache
def template_trees() -> list[nodes.Template]:
    environment = template_environment()
    names = environment.list_templates()
    assert set(TEMPLATES) < set(names)
    return [environment.parse((WEB / "templates" / name).read_text("utf-8")) for name in names]


def asked_of_texts(tree: ast.Module) -> Iterator[ast.expr]:
    """What stands in ``texts[…]``, ``texts.filled(…)``, ``texts.counted(…)``, ``texts.get(…)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and is_texts(node.value):
            yield node.slice
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("filled", "counted", "get")
            and is_texts(node.func.value)
        ):
            yield node.args[0]


def is_texts(node: ast.expr) -> bool:
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return name in ("texts", "_texts")


def keys_of(tree: ast.Module) -> Iterator[str]:
    for asked in asked_of_texts(tree):
        for node in (asked.body, asked.orelse) if isinstance(asked, ast.IfExp) else (asked,):
            if isinstance(node, ast.Constant):
                yield node.value


def starts_of(tree: ast.Module) -> Iterator[str]:
    for asked in asked_of_texts(tree):
        if isinstance(asked, ast.JoinedStr) and isinstance(asked.values[0], ast.Constant):
            yield asked.values[0].value.rstrip("_")


def constants_of(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def template_texts_of(tree: nodes.Template) -> Iterator[nodes.Expr]:
    """What stands in ``t[…]`` and ``t.filled(…)``."""
    for item in tree.find_all(nodes.Getitem):
        if is_t(item.node):
            yield item.arg
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and is_t(call.node.node):
            yield call.args[0]


def is_t(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "t"


def template_keys_of(tree: nodes.Template) -> Iterator[str]:
    return (asked.value for asked in template_texts_of(tree) if isinstance(asked, nodes.Const))


def template_starts_of(tree: nodes.Template) -> Iterator[str]:
    for asked in template_texts_of(tree):
        if isinstance(asked, nodes.Concat) and isinstance(asked.nodes[0], nodes.Const):
            yield str(asked.nodes[0].value).rstrip("_")
