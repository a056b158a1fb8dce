"""How files are read, where the user may choose."""

from __future__ import annotations

from msgspec import Struct


class ReadOptions(Struct, frozen=True):
    """``whole_page`` keeps the menus, asides and footers of web pages, and the
    headlines of other news behind saved articles; ``ocr`` recognises the
    characters of pages that are images, by an installed tesseract."""

    whole_page: bool = False
    ocr: bool = False


AS_USUAL = ReadOptions()
WHOLE_PAGE = ReadOptions(whole_page=True)
