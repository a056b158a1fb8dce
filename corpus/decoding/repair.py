"""Mend text that was decoded with the wrong encoding earlier, and then saved as Unicode.

Each paragraph is judged by itself, since an annex or a quotation may be the only garbled part:

1. UTF-8 that was opened as Windows-1252, Latin-1 or Windows-1258, also several times;
2. GB18030 and Big5 that were opened as Windows-1252;
3. TCVN3, VNI, VISCII, VPS and Windows-1258, whose letters were kept as those of Windows-1252.

A paragraph is mended if that is proved: it converts back without a loss, and only then reads as
what it should be. One too short for a proof follows the others of its document if nothing in it
speaks against that. Whatever is not proved stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from corpus.decoding.chinese_shown import chinese, chinese_shown, is_chinese_of
from corpus.decoding.legacy_paragraphs import mend_legacy
from corpus.decoding.utf8_shown import OPENED_AS, mended, proves

_MOST_TIMES: Final = 3
"""How often UTF-8 is undone. Text that was opened wrongly and saved four times was not met."""

_TRACE: Final = re.compile("[\x01-\x08\x0e-\x1f\x80-\xff]")
_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")


class Repaired(Struct, frozen=True):
    """The title and body, the offsets of pages in the new body, and from what they were mended
    (``tcvn3``, ``utf-8 as windows-1252``), the first first; empty if they are as they were.
    ``lost`` counts letters that cannot be mended, since bytes of them were lost before."""

    title: str
    body: str
    pages: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    lost: int = 0


def repair(title: str, body: str, pages: Sequence[int] = ()) -> Repaired:
    """Mend what is garbled in a document. ``pages`` are offsets in ``body``."""
    if not (_TRACE.search(body) or _TRACE.search(title)):
        return Repaired(title, body, tuple(pages))
    before = [title, *_pieces(body, pages)]
    after, sources, lost = _utf8(before)
    for step in (_chinese, mend_legacy):
        after, found = step(after)
        sources += found
    if not sources:
        return Repaired(title, body, tuple(pages))
    moved = _moved(before[1:], after[1:], pages)
    return Repaired(after[0], "".join(after[1:]), moved, tuple(dict.fromkeys(sources)), lost)


def _pieces(body: str, pages: Sequence[int]) -> list[str]:
    """Cut a body at its line ends and where its pages begin."""
    cuts = [0, *pages, len(body)]
    return [line for begin, end in pairwise(cuts) for line in _LINES.findall(body[begin:end])]


def _moved(before: list[str], after: list[str], pages: Sequence[int]) -> tuple[int, ...]:
    """Return the offsets of pages after the pieces have changed; each page begins a piece."""
    new = {0: 0}
    old_at = new_at = 0
    for old, mended_piece in zip(before, after, strict=True):
        new[old_at] = new_at
        old_at += len(old)
        new_at += len(mended_piece)
    new[old_at] = new_at
    return tuple(new[page] for page in pages)


def _utf8(pieces: list[str]) -> tuple[list[str], list[str], int]:
    """Undo UTF-8 that was opened as something else, as often as it was. Return the pieces, what was
    mended in them, and how many letters could not be."""
    opened: list[str] = []
    lost = 0
    while len(opened) < _MOST_TIMES:
        tried = [mended(piece) for piece in pieces]
        if not proves(sum(one.right for one in tried), sum(one.wrong for one in tried)):
            break
        opened.append(min((one.opened_as for one in tried if one.right), key=OPENED_AS.index))
        tried = [
            mended(piece, of_any_script=True) if one.is_proved else one
            for one, piece in zip(tried, pieces, strict=True)
        ]
        lost = sum(one.lost for one in tried)
        pieces = [
            one.text if one.is_proved or not one.wrong else piece
            for one, piece in zip(tried, pieces, strict=True)
        ]
    if not opened:
        return pieces, [], 0
    often = {1: "", 2: ", twice"}.get(len(opened), f", {len(opened)} times")
    return pieces, [f"utf-8 as {opened[0] or 'windows-1252'}{often}"], lost


def _chinese(pieces: list[str]) -> tuple[list[str], list[str]]:
    """Undo GB18030 and Big5 that were opened as Windows-1252. Return the pieces, and what was
    mended in them."""
    names = [chinese_shown(piece) for piece in pieces]
    proved = sorted(set(names) - {""})
    if not proved:
        return pieces, []
    names = [
        name or next((one for one in proved if is_chinese_of(piece, one)), "")
        for name, piece in zip(names, pieces, strict=True)
    ]
    after = [
        chinese(piece, name) if name else piece for name, piece in zip(names, pieces, strict=True)
    ]
    return after, [f"{name} as windows-1252" for name in names if name]
