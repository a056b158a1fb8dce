"""Han characters that look alike: 己已巳, 未末, 冶治 (``data/han_lookalikes.tsv``)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    text = files("synonyms").joinpath("data", "han_lookalikes.tsv").read_text("utf-8")
    found: dict[str, dict[str, None]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            for char in line:
                found.setdefault(char, {}).update(dict.fromkeys(line.replace(char, "")))
    return {char: tuple(others) for char, others in found.items()}


def lookalikes(char: str) -> tuple[str, ...]:
    """Return the simplified characters that look like this one, in the order of the table; never
    itself."""
    return _table().get(char, ())
