"""Unicode's Unihan database as Debian's package unicode-data installs it."""

from __future__ import annotations

import bz2
from collections.abc import Iterable
from pathlib import Path
from typing import Final

READINGS: Final = Path("/usr/share/unicode/Unihan_Readings.txt.bz2")


def unihan(fields: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Fields of Unihan's readings: field → character → values.

    Ends the script with a message where the package is not installed.
    """
    if not READINGS.exists():
        raise SystemExit(f"{READINGS} is missing: install Debian's package unicode-data.")
    wanted = set(fields)
    found: dict[str, dict[str, list[str]]] = {field: {} for field in wanted}
    with bz2.open(READINGS, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t", 2)
                if field in wanted:
                    found[field][chr(int(code[2:], 16))] = value.split()
    return found
