"""The style sheet, the templates and the script speak of the same classes."""

import re
from pathlib import Path

from web.html.rendering import FOLDER
from web.http.assets import STYLE, load_assets
from web.pages.line_rows import REACHES
from web.pictures.paint import COLOURS

WEB = FOLDER.parent
STYLE_SHEET = re.sub(r"/\*.*?\*/", "", load_assets()["style.css"].content.decode(), flags=re.DOTALL)
SELECTORS = re.findall(r"([^{}]+)\{", STYLE_SHEET)
STYLED = {name for selector in SELECTORS for name in re.findall(r"\.([a-z][\w-]*)", selector)}

PAGE = "page-"
"""Begins the class of a whole page, and no other, so that no rule for a part can mean a page."""

DYNAMIC = {
    *("vi", "zh", "on", "other", "some", "offered", "one", "many"),
    *("wide", "wider", "widest"),
    *(f"e{width}" for width in REACHES[1:]),
}
"""Classes that the templates take from data: language, choice, label of a mention, how much there
is, the width from which on a part of a line is shown."""


def templates() -> list[Path]:
    return sorted(FOLDER.glob("*.html"))


def classes_of(text: str) -> set[str]:
    """The classes that an element has; what Jinja puts in is left out."""
    found = re.findall(r'class="([^"]*)"', re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text))
    return {name for value in found for name in value.split()}


def test_all_parts_of_the_style_sheet_are_joined() -> None:
    assert {path.stem for path in (WEB / "static" / "style").iterdir()} == set(STYLE)
    assert STYLE_SHEET.count("{") == STYLE_SHEET.count("}")


def test_only_the_body_has_the_class_of_a_page() -> None:
    base = (FOLDER / "base.html").read_text("utf-8")
    assert f'<body class="{PAGE}{{% block page %}}' in base
    for path in templates():
        text = path.read_text("utf-8").replace(f'<body class="{PAGE}', '<body class="')
        assert [name for name in classes_of(text) if name.startswith(PAGE)] == [], path.name


def test_each_page_has_a_class_of_its_own() -> None:
    pages = [
        name
        for path in templates()
        for name in re.findall(r"\{% block page %\}([\w-]+)", path.read_text("utf-8"))
    ]
    assert len(pages) == len(set(pages)) > 5
    assert {name.removeprefix(PAGE) for name in STYLED if name.startswith(PAGE)} <= set(pages)


def test_no_rule_is_for_a_class_that_nothing_has() -> None:
    markup = [path.read_text("utf-8") for path in templates()]
    markup += [path.read_text("utf-8") for path in (WEB / "html").glob("*.py")]
    has = set().union(*map(classes_of, markup)) | DYNAMIC
    has |= {name for look in COLOURS for name in look.split()}
    assert {name for name in STYLED if not name.startswith(PAGE)} - has == set()


def test_what_the_script_looks_for_is_there() -> None:
    scripts = (path.read_text("utf-8") for path in (WEB / "static").glob("*.js"))
    script = "".join(scripts)
    markup = "".join(path.read_text("utf-8") for path in templates())
    markup += "".join(path.read_text("utf-8") for path in (WEB / "html").glob("*.py"))
    selectors = re.findall(r'querySelector(?:All)?\(["\'](.*?)["\']\)', script)
    assert len(selectors) > 3
    for selector in selectors:
        for name in re.findall(r"\.([\w-]+)", selector):
            assert name in classes_of(markup), selector
        for attribute in re.findall(r"\[([\w-]+)", selector):
            assert f"{attribute}=" in markup or attribute == "id", selector


def test_all_scripts_together_are_small() -> None:
    sizes = {name: len(one.content) for name, one in load_assets().items() if name.endswith(".js")}
    assert set(sizes) == {
        *("document.js", "brush.js", "finder.js", "keys.js", "picture.js", "suggest.js"),
    }
    assert sum(sizes.values()) <= 15 * 1024
    assert sizes["suggest.js"] <= 5 * 1024
