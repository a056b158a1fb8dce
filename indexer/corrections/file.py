"""The user's file of corrections: tab-separated, readable, only ever added to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from indexer.corrections.correction import COLUMNS, WHATS, Correction, Corrections
from indexer.errors import IndexProblem
from indexer.mentions.mention import LABELS
from synonyms.spelling import nfc

HEAD: Final = f"""\
# Corrections of Song Ngữ, one a line, in the order they were said. Lines may be deleted by hand;
# "undo" with a correction's id in "other" takes it back.
{chr(9).join(COLUMNS)}
"""


class CorrectionsBroken(IndexProblem):
    """A file of corrections that can't be read or written; the message says why."""


def read(path: Path) -> Corrections:
    """The corrections of a file; none where there is none. Raises ``CorrectionsBroken``."""
    if not path.exists():
        return Corrections()
    try:
        text = nfc(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsBroken(f"{path} can't be read: {error}") from None
    header: list[str] = []
    said: list[Correction] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            if "what" not in header or not set(header) <= set(COLUMNS):
                known = ", ".join(COLUMNS)
                raise CorrectionsBroken(f"{path}:{number}: the columns must be among: {known}")
            continue
        try:
            said.append(_correction(dict(zip(header, cells, strict=False))))
        except ValueError as error:
            raise CorrectionsBroken(f"{path}:{number}: {error}") from None
    return Corrections(said)


def _correction(cells: dict[str, str]) -> Correction:
    start = cells.pop("start", "") or "0"
    if not (start.isascii() and start.isdigit()):
        raise ValueError(f"start must be a number, not {start!r}")
    found = Correction(start=int(start), **cells)
    if found.what not in WHATS:
        raise ValueError(f"unknown {found.what!r}; known: {', '.join(WHATS)}")
    if found.label and found.label not in LABELS:
        raise ValueError(f"unknown label {found.label!r}; known: {', '.join(LABELS)}")
    needed = {
        "mention": ("entity", "label", "doc", "field", "surface"),
        "same": ("entity", "other"),
        "apart": ("entity", "other"),
        "undo": ("other",),
    }
    missing = [name for name in needed[found.what] if not getattr(found, name)]
    if found.what == "apart" and not found.surface and not found.doc:
        missing = ["surface or doc"]
    if missing:
        raise ValueError(f"{found.what} needs {', '.join(missing)}")
    return found


def append(path: Path, correction: Correction) -> None:
    """Add one line. Raises ``CorrectionsBroken``."""
    line = "\t".join(" ".join(str(getattr(correction, name)).split()) for name in COLUMNS)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        begins = path.read_bytes() if path.exists() else b""
        text = line + "\n"
        if not begins.strip():
            text = HEAD + text
        elif not begins.endswith((b"\n", b"\r")):
            # An editor left the last line open.
            text = "\n" + text
        # One write in append mode: what another process adds meanwhile stays whole.
        with path.open("ab") as file:
            file.write(text.encode())
    except OSError as error:
        raise CorrectionsBroken(f"{path} can't be written: {error}") from None


def beside(index: Path) -> Path:
    """Where corrections of an index are kept unless told otherwise: beside its folder, so that
    they outlive it."""
    whole = index.absolute()
    return whole.parent / f"{whole.name}.corrections.tsv"
