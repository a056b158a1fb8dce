"""Every text that the code and the templates ask for is there, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
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
from web.i18n.texts import all_texts
from web.pages.comparisons.asked_comparison import DOCUMENTS, MENTIONS
from web.pages.documents.document_place import MARKS
from web.pages.dossiers.register_order import ORDERS
from web.routes.api_models import OfferShape
from web.uploads import indexing_process, upload_folder

ROOT = Path(__file__).parents[3]
WEB = ROOT / "web"
KEYS = sorted(all_texts()["vi"].keys)


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
    assert key in said()


def test_the_templates_say_nothing_of_their_own() -> None:
    for path in (WEB / "templates").glob("*.html"):
        bare = re.sub(
            r"\{% block page %\}.*|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|\{#.*?#\}",
            " ",
            path.read_text("utf-8"),
        )
        assert set(re.findall(r"\w{2,}", bare)) <= {"Song", "Ngữ", "双语", "VI", "ZH"}, path.name


@cache
def said() -> frozenset[str]:
    """Every key that a template names, and every text of the code."""
    keys = {key for tree in template_trees() for key in template_keys_of(tree)}
    return frozenset(keys.union(text for tree in python_trees() for text in constants_of(tree)))


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
