"""The files that decide how a text is cut: what is kept of cut texts is made of them too."""

from __future__ import annotations

from pathlib import Path

from synonyms.word_lists import list_file


def cutting_files() -> list[Path]:
    """Return the modules of this package and the words that they read."""
    return [*sorted(Path(__file__).parent.glob("*.py")), list_file("tokens")]
