"""Check gazetteer files: wrong ids, kinds and texts, with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from synonyms.gazetteer import files_of, load, own_files, shown_path
from synonyms.gazetteer_rows import (
    LINE_END,
    REMOVE,
    GazetteerError,
    GazetteerRow,
    Name,
    row_of,
    table,
)
from synonyms.spelling import character_key, is_han, is_syllable, nfc


class Problem(Struct, frozen=True):
    """One thing to correct; ``line`` is 1-based, 0 for the whole file."""

    path: str
    line: int
    message: str


def check(paths: Sequence[Path]) -> list[Problem]:
    """Return the problems of these files or folders, or of our own where none are given."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    known = set(load().entities) if paths else set()
    pairs: dict[str, list[GazetteerRow]] = {}
    files = [file for given in paths for file in files_of(given)] if paths else own_files()
    for file in files:
        shown = shown_path(file)
        data = file.read_bytes()
        try:
            header, lines = table(shown, data)
        except GazetteerError as error:
            problems.append(Problem(error.path, error.line, error.message))
            continue
        raw = enumerate(LINE_END.split(data.decode("utf-8-sig")), start=1)
        problems += [Problem(shown, number, "not in NFC") for number, one in raw if one != nfc(one)]
        for number, line in lines:
            try:
                row = row_of(shown, number, header, line)
            except GazetteerError as error:
                problems.append(Problem(error.path, error.line, error.message))
                continue
            problems += [Problem(shown, number, text) for text in _of_row(row)]
            if not row.kind and row.id not in known:
                text = f"nothing is known as {row.id}: its kind is needed"
                problems.append(Problem(shown, number, text))
            known.add(row.id)
            if row.id in seen:
                problems.append(Problem(shown, number, f"{row.id} stands also in {seen[row.id]}"))
            seen.setdefault(row.id, f"{shown}:{number}")
            if row.facts.get("pair"):
                pairs.setdefault(row.facts["pair"], []).append(row)
    order = {shown_path(file): at for at, file in enumerate(files)}
    for name, rows in pairs.items():
        if len(rows) > 2:
            problems.append(Problem(rows[2].path, rows[2].line, f"a third gate of pair {name}"))
    return sorted(problems, key=lambda one: (order[one.path], one.line))


def _of_row(row: GazetteerRow) -> list[str]:
    found = [f"no name in {row.id}"] if not row.names and row.kind != REMOVE else []
    return found + [text for name in row.names for text in _of_name(name)]


def _of_name(name: Name) -> list[str]:
    found = []
    if "  " in name.text or any("\uff01" <= char <= "\uff5e" for char in name.text):
        found.append(f"{name.text!r} has double spaces or fullwidth characters")
    if any(char.isspace() and char != " " for char in name.text):
        found.append(f"{name.text!r} has a space that is not the usual one")
    if "hant" not in name.flags and any(
        # 〇 is written so in either script; its key is that of 零.
        is_han(char) and char != "〇" and character_key(char) != char
        for char in name.text
    ):
        found.append(f"{name.text!r} has a traditional character; write it simplified")
    if len(name.text) == 1 and name.searched:
        found.append(f"{name.text!r} is one character: mark it [unsearched]")
    elif (
        is_syllable(name.text.lower())
        and name.searched
        and not name.flags & {"capital", "ambiguous"}
    ):
        found.append(f"{name.text!r} is one syllable: mark it [capital] or [unsearched]")
    return found
