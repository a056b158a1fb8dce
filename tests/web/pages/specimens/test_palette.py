"""The colours of the style sheet can be read on light and on dark ground, by WCAG's formula."""

from __future__ import annotations

import pytest

from web.http.assets import load_assets
from web.i18n.texts import all_texts
from web.pages.specimens.palette import SCHEMES, Contrast, Palette, ratio
from web.pages.specimens.specimens_page import SpecimensPage

STYLE_SHEET = load_assets()["style.css"].content.decode()
PALETTE = Palette(STYLE_SHEET)
CONTRASTS = PALETTE.contrasts()


def name(one: Contrast) -> str:
    return f"{one.scheme}: {one.colour} on {one.upon}"


@pytest.mark.parametrize("one", CONTRASTS, ids=map(name, CONTRASTS))
def test_a_colour_has_contrast_enough(one: Contrast) -> None:
    assert one.passes, f"{name(one)} is {one.shown}, and must be {one.least}"


def test_the_colours_of_text_are_those_that_rules_use() -> None:
    assert set(PALETTE.of_text) == {"ink", "soft", "vi", "zh"}
    checked = {(one.scheme, one.colour, one.upon) for one in CONTRASTS if one.least == 4.5}
    for scheme in SCHEMES:
        for colour in PALETTE.of_text:
            assert {(scheme, colour, "paper"), (scheme, colour, "raised")} <= checked


def test_the_formula_is_that_of_wcag() -> None:
    assert ratio("#000000", "#ffffff") == 21
    assert ratio("#ffffff", "#ffffff") == 1
    # The example that every table has: the lightest grey that is text on white.
    assert 4.5 <= ratio("#767676", "#ffffff") < 4.6
    assert ratio("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_text_that_is_too_pale_is_noticed(scheme: str) -> None:
    """A check that never fails would say nothing."""
    now = PALETTE.colours[scheme]["soft"]
    pale = STYLE_SHEET.replace(f"--soft: {now}", "--soft: #808080")
    page = SpecimensPage(pale, all_texts()["en"])
    assert {(one.scheme, one.colour) for one in page.failing()} == {(scheme, "soft")}


def test_a_pass_is_never_made_by_rounding() -> None:
    assert Contrast("light", "soft", "paper", 4.4999, 4.5).shown == "4.49"


def test_a_style_sheet_without_dark_ground_is_an_error() -> None:
    with pytest.raises(ValueError, match="dark"):
        Palette(":root { --ink: #000000; }")
