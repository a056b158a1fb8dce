"""The colours of the style sheet on light and on dark ground, and their contrast, as the style
sheet has them: nothing here is a colour that somebody typed a second time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

SCHEMES: Final = ("light", "dark")

TEXT: Final = 4.5
DRAWN: Final = 3.0
"""Least contrast of text, and of what is drawn and must be seen (WCAG 2.2, 1.4.3 and 1.4.11)."""

GROUNDS: Final = ("paper", "raised")

UPON: Final = (("pressed", "press"), ("paper", "vi"), ("ink", "vi-tint"), ("ink", "zh-tint"))
"""Text on other grounds: buttons, the Vietnamese badge, both marks."""

SEEN: Final = ("strong", "zh-bar", "bar")
"""Edges of fields, and bars beside those of ``vi``, which is text too. ``line`` is left out: it
parts what is apart without it."""

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT: Final = re.compile(r":root\s*\{([^}]*)\}")
_COLOUR: Final = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
_OF_TEXT: Final = re.compile(r"(?<![\w-])color:\s*var\(--([\w-]+)\)")
_DARK: Final = "prefers-color-scheme: dark"


class Contrast(Struct, frozen=True):
    """The contrast of a colour with what it lies upon in one scheme, and the least it must have."""

    scheme: str
    colour: str
    upon: str
    ratio: float
    least: float

    @property
    def passes(self) -> bool:
        """Whether it is enough. What is shown is cut, never rounded up to a pass."""
        return self.ratio >= self.least

    @property
    def shown(self) -> str:
        """The ratio with two digits behind the point."""
        return f"{int(self.ratio * 100) / 100:.2f}"


class Palette:
    """The colours of a style sheet. Raises ``ValueError`` for one that has no dark ground."""

    def __init__(self, style_sheet: str) -> None:
        rules = _COMMENT.sub("", style_sheet)
        roots = list(_ROOT.finditer(rules))
        dark_at = rules.find(_DARK)
        dark = next((one for one in roots if one.start() > dark_at >= 0), None)
        if not roots or dark is None:
            raise ValueError("the style sheet has no colours for dark ground")
        light = dict(_COLOUR.findall(roots[0][1]))
        self.colours: Mapping[str, Mapping[str, str]] = {
            "light": light,
            "dark": light | dict(_COLOUR.findall(dark[1])),
        }
        used = dict.fromkeys(_OF_TEXT.findall(rules))
        upon = {name for name, _ in UPON} - {"ink"}
        self.of_text: Sequence[str] = tuple(name for name in used if name not in upon)
        """The colours that the style sheet gives to text on the grounds of the page."""

    def contrasts(self) -> list[Contrast]:
        """List all contrasts that must be enough, in both schemes."""
        asked = [(one, ground, TEXT) for one in self.of_text for ground in GROUNDS]
        asked += [(one, ground, TEXT) for one, ground in UPON]
        asked += [(one, "paper", DRAWN) for one in SEEN]
        return [
            self.contrast(scheme, one, ground, least)
            for scheme in SCHEMES
            for one, ground, least in asked
        ]

    def contrast(self, scheme: str, colour: str, upon: str, least: float) -> Contrast:
        """Return the contrast of two colours of a scheme."""
        of = self.colours[scheme]
        return Contrast(scheme, colour, upon, ratio(of[colour], of[upon]), least)


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb`` (WCAG 2.2, 1.4.3): 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
