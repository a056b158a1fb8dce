"""Sizes of letters and gaps are those of the two scales of docs/design.md, and nothing between."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from web.http.assets import FOLDER
from web.pages.specimens.scales import space_steps, type_steps

STYLES = sorted([*(FOLDER / "style").glob("*.css"), *FOLDER.glob("*.css")])
BASE = (FOLDER / "style" / "base.css").read_text("utf-8")
DESIGN = (Path(__file__).parents[3] / "docs" / "design.md").read_text("utf-8")

PLACES = {
    "margin: 0 6.25rem 0 2.6rem": "below the columns of the sparklines",
    "scroll-padding-top: 4.5rem": "the height of what stays in view",
    "padding-bottom: 5.5rem": "room for the buttons that lie over the end",
    "margin-top: 0.31rem": "a box in the middle of its line",
    "padding-right: 1.625rem": "room for a ×",
    "padding-right: 2.75rem": "room for a × that a finger hits",
    "margin: -2.75rem calc(-1 * var(--s-4)) 0 6.5rem": "beside the button of the filters",
}
"""Lengths that are places and no gaps, each with what it stands for."""


def declarations(path: Path, names: str) -> list[str]:
    """The declarations of these properties that have a length in rem or px."""
    rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    found = re.findall(rf"(?<![\w-])((?:{names}): [^;}}]*)", rules)
    return [one for one in found if re.search(r"[\d.]+(rem|px)", one)]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_letters_have_a_size_of_the_scale(path: Path) -> None:
    found = declarations(path, "font|font-size")
    # The sign in a box of a facet is a drawing: it fills the box.
    drawn = ["font: 700 0.75rem/0.7rem var(--sans)"] if path.stem == "facets" else []
    assert [one for one in found if "var(--t-" not in one] == drawn


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_gaps_are_steps_of_the_scale(path: Path) -> None:
    found = declarations(path, r"[\w-]*(?:padding|margin|gap)[\w-]*")
    assert [one for one in found if one not in PLACES and "3px" not in one] == []


def test_no_place_is_listed_that_nothing_has() -> None:
    rules = "".join(path.read_text("utf-8") for path in STYLES)
    assert [one for one in PLACES if f"{one};" not in rules] == []


def test_each_step_from_the_text_on_is_a_fourth_larger() -> None:
    sizes = {one.name: one.pixels for one in type_steps(BASE)}
    scale = [sizes[name] for name in ("t-body", "t-lead", "t-head", "t-title")]
    for below, above in pairwise(scale):
        assert above / below == pytest.approx(1.25, abs=0.001)
    assert min(sizes.values()) == 13


def test_spaces_are_fours() -> None:
    assert [one.pixels for one in space_steps(BASE)] == [4, 8, 12, 16, 24, 32, 48]


def test_the_document_lists_every_step() -> None:
    for step in type_steps(BASE):
        assert f"| `--{step.name}` | {round(step.pixels)} px |" in DESIGN
    for step in space_steps(BASE):
        assert f"`--{step.name}` {step.pixels:g}" in DESIGN
