"""The scales of type and of space, as the style sheet has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

ROOT_SIZE: Final = 16
"""Pixels of one rem in a browser that nobody has told otherwise."""

_STEP: Final = re.compile(r"--([ts]-[\w]+):\s*([\d.]+)rem;")

LINES: Final = (
    ("vi", "Ế Ỗ Ự – Bí thư Lưu Ninh gặp ông Nguyễn Quốc Đoàn ở cửa khẩu Hữu Nghị"),
    ("zh-Hans", "刘宁在友谊关口岸会见阮国团，商谈智慧口岸建设"),
    ("zh-Hant", "劉寧在友誼關口岸會見阮國團，商談智慧口岸建設"),
    ("en", "Liu Ning meets Nguyễn Quốc Đoàn at Friendship Pass"),
)
"""What each size is shown with: capitals with two marks, which are the highest letters there are,
both Chinese scripts, and Latin without marks beside a name that has them."""


class Step(Struct, frozen=True):
    """A step of a scale: the name of its variable, and its pixels."""

    name: str
    pixels: float

    @property
    def said(self) -> str:
        """The pixels in words; of those that are no whole number a tenth."""
        return f"{round(self.pixels, 1):g} px"


def type_steps(style_sheet: str) -> Sequence[Step]:
    """List the sizes of type, the smallest first."""
    return _steps(style_sheet, "t-")


def space_steps(style_sheet: str) -> Sequence[Step]:
    """List the spaces, the narrowest first."""
    return _steps(style_sheet, "s-")


def _steps(style_sheet: str, start: str) -> Sequence[Step]:
    found = {name: float(rem) for name, rem in _STEP.findall(style_sheet) if name.startswith(start)}
    steps = [Step(name, rem * ROOT_SIZE) for name, rem in found.items()]
    return sorted(steps, key=lambda one: one.pixels)
