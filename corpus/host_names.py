"""Name the source of a text by the host of its address."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit

_COMMON: Final = re.compile(r"^(?:www\d?|m|wap|amp)\.")


def source_of(url: str) -> str:
    """Return the paper that an address belongs to (corpus/data/hosts.tsv), else its host; empty
    without an address."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    bare = _COMMON.sub("", host)
    parts = bare.split(".")
    for start in range(len(parts) - 1):
        name = _names().get(".".join(parts[start:]))
        # Offices below gov.cn are others than the one that has it.
        if name and (start == 0 or parts[start] != "gov"):
            return name
    return bare


@cache
def _names() -> dict[str, str]:
    table = files("corpus").joinpath("data", "hosts.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return {row[0]: row[1] for row in rows}
