"""Mark what a spreadsheet would run as a formula in the cells of a table, and take the mark away.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``, also in full width, also
behind blanks, quotation marks and characters nobody sees. Where its own separator is ``;`` (as in
Vietnamese and most European settings) it cuts a line there, quoted or not, so that text behind a
``;``, a comma, a tab or a line end begins a cell as well. An apostrophe in front keeps it text.

``marked`` and ``unmarked`` undo each other for any text: a mark stands wherever ``unmarked`` takes
one away. A plain number (``-5``, ``+3,5``) is no formula and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

MARK: Final = "'"

_FORMULA: Final = frozenset("=+-@＝＋－＠﹦﹢﹣﹫")

_CUTS: Final = ";,\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
"""After these a cell may begin, in one setting or another."""

_PASSED: Final = (
    # White space and control characters; quotation marks, which a cutting spreadsheet drops.
    "\\s\x00-\x20\x7f-\xa0\"'`"
    # What is there but not seen: format characters, fillers, variation selectors.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
"""What may stand between the beginning of a cell and its formula."""

_BEGINNING: Final = re.compile(rf"(?:(\A)|[{_CUTS}])[{_PASSED}]*+")
"""Takes the whole run, formula or not, and never gives any back: linear in the text."""

_CUT: Final = re.compile(rf"([{_CUTS}])")
_CUT_MARKED: Final = re.compile(rf"([{_CUTS}]){MARK}")
_NUMBER: Final = re.compile(rf"[+-][0-9]+(?:[.,][0-9]+)*%?(?=[{_CUTS}]|\Z)")


def marked(text: str) -> str:
    """Put a mark at each place where a cell that a spreadsheet would run may begin."""

    def mark(run: str, is_first: bool) -> str:
        return (MARK if is_first else "") + _CUT.sub(rf"\1{MARK}", run)

    return _changed(text, mark)


def unmarked(text: str) -> str:
    """Return the text as it was before ``marked``."""

    def unmark(run: str, is_first: bool) -> str:
        return _CUT_MARKED.sub(r"\1", run.removeprefix(MARK) if is_first else run)

    return _changed(text, unmark)


def _changed(text: str, change: Callable[[str, bool], str]) -> str:
    """Change each run of characters in front of a formula; marks are part of such a run."""

    def one(run: re.Match[str]) -> str:
        at = run.end()
        if text[at : at + 1] not in _FORMULA or _NUMBER.match(text, at):
            return run[0]
        return change(run[0], run[1] is not None)

    return _BEGINNING.sub(one, text)
