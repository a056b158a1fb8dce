"""Names of files and folders that are safe on every system, near to what was given.

What tries to lead elsewhere is refused, not mended: nobody's browser sends a path by itself.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from corpus.containers.compressed import COMPRESSED

LONGEST: Final = 180
"""Most bytes of a name: file systems hold 255, and a number and our own endings come behind it."""

_UNSAFE: Final = re.compile(r'[<>:"/\\|?*]')
"""What one of the usual file systems takes for something else."""

_RESERVED: Final = re.compile(r"\A(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")
"""Names of devices on Windows, with any ending."""

_UNSEEN: Final = ("Cf", "Cs", "Co", "Zl", "Zp")
"""Categories of characters that nobody sees, among them those that turn the direction of a text."""


def is_plain(name: str) -> bool:
    """Tell whether a name is one of a file, and neither a path nor control characters."""
    if any(unicodedata.category(char) == "Cc" for char in name):
        return False
    return not ("/" in name or "\\" in name or name.strip() in ("", ".", ".."))


def safe_name(name: str) -> str:
    """Return a name in NFC without what is unsafe in it. It is never empty or hidden, and shortened
    before its ending."""
    text = unicodedata.normalize("NFC", name)
    seen = "".join(char for char in text if unicodedata.category(char) not in (*_UNSEEN, "Cc"))
    clean = _UNSAFE.sub("_", " ".join(seen.split())).strip(". ")
    clean = _RESERVED.sub(lambda found: f"_{found[0]}", clean, count=1)
    stem, ending = parted(clean or "_")
    return f"{_shortened(stem, LONGEST - len(ending.encode()))}{ending}"


def numbered(name: str, number: int) -> str:
    """Return a name with a number from 2 on before its ending; with 1 as it is."""
    stem, ending = parted(name)
    return f"{stem} ({number}){ending}" if number > 1 else name


def parted(name: str) -> tuple[str, str]:
    """Part a name before its ending, which may be two: ``x`` and ``.tar.gz``."""
    suffixes = PurePosixPath(name).suffixes
    count = 2 if suffixes and suffixes[-1].lower() in COMPRESSED else 1
    ending = "".join(suffixes[-count:])
    if not ending or len(ending.encode()) > LONGEST // 2:
        return name, ""
    return name[: -len(ending)], ending


def _shortened(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore").rstrip(". ")
