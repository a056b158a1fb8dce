"""Run Debian's antiword, which reads documents of Word 2 to 2003, within bounds.

antiword gives DocBook, in which tables are whole and deleted text is left out, but of some
documents without the text of the notes; that is in its plain text. Of catdoc, the other program,
all but the first paragraph of a cell is missing, and some paragraphs with notes (docs/formats.md
has the comparison). The program gets a copy of the file, and bounds of memory, time and disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from corpus.cleaning import one_line
from corpus.formats.office.zip_bounds import LOCKED
from corpus.formats.source_file import LARGEST
from corpus.read_errors import ReadError

SECONDS: Final = 60
"""Most time of one run. A document of 200 pages takes less than a tenth of a second."""

_MEMORY: Final = 1 << 30
_DOCBOOK: Final = ("-x", "db")
_PLAIN: Final = ("-m", "UTF-8.txt", "-w", "0")
_NOT_INSTALLED: Final = (
    "documents of Word 97 to 2003 are read by the program antiword, which is not installed; "
    "install it (Debian, Ubuntu: apt-get install antiword; macOS: brew install antiword), or save "
    "the file as .docx"
)


def is_installed() -> bool:
    """Tell whether the program is there."""
    return shutil.which("antiword") is not None


def docbook(data: bytes) -> bytes:
    """Return a document as DocBook in UTF-8. Raise ``ReadError`` if antiword is not installed, or
    cannot read it."""
    return _run(data, _DOCBOOK)


def plain_text(data: bytes) -> str:
    """Return a document as text, a paragraph a line, with its notes at the end. Raise as
    ``docbook`` does."""
    return _run(data, _PLAIN).decode("utf-8", "replace")


def _run(data: bytes, options: tuple[str, ...]) -> bytes:
    program = shutil.which("antiword")
    if program is None:
        raise ReadError(_NOT_INSTALLED)
    with tempfile.TemporaryDirectory(prefix="songngu-") as folder:
        copy, output = Path(folder) / "a.doc", Path(folder) / "a.out"
        copy.write_bytes(data)
        with open(output, "wb") as out:
            try:
                done = subprocess.run(
                    [*_bounds(), program, *options, os.fspath(copy)],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.PIPE,
                    timeout=SECONDS,
                    check=False,
                    cwd=folder,
                    env={"PATH": os.defpath, "HOME": folder, "LANG": "C.UTF-8", "TZ": "UTC"},
                )
            except subprocess.TimeoutExpired as error:
                raise ReadError(
                    f"antiword was ended after {SECONDS} seconds; open the document with a word "
                    "processor, and save it as .docx"
                ) from error
        said = one_line(done.stderr.decode("utf-8", "replace").replace(os.fspath(copy), "this"))
        if "ncrypted" in said:
            raise ReadError(LOCKED)
        if done.returncode:
            raise ReadError(
                f"antiword cannot read it ({said[:200] or f'it ended with {done.returncode}'}); "
                "open the document with a word processor, and save it as .docx"
            )
        return output.read_bytes()


def _bounds() -> list[str]:
    """Return the command that bounds memory, processor time and size of files, where the system has
    it (util-linux)."""
    prlimit = shutil.which("prlimit")
    if prlimit is None:
        return []
    return [prlimit, f"--as={_MEMORY}", f"--cpu={SECONDS}", f"--fsize={LARGEST}", "--core=0"]
