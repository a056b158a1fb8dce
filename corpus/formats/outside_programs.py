"""The programs of others that readers call. What is read depends on which of them are installed."""

from __future__ import annotations

import shutil
from typing import Final

from corpus.formats.options import ReadOptions

_USUAL: Final = ("antiword",)
_FOR_OCR: Final = ("tesseract",)


def installed_programs(options: ReadOptions) -> tuple[str, ...]:
    """Return those that are installed, of those that are called where files are read so."""
    wanted = (*_USUAL, *(_FOR_OCR if options.ocr else ()))
    return tuple(name for name in wanted if shutil.which(name))
