"""Where a form's answer leads: back to the page it was on, which is always one of ours.

The address is not checked for what is wrong in it but built anew from what is right: the name of
one of our folders, an id quoted whole, a query quoted whole. What is not made of these leads to the
list of corrections.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import quote, unquote

from web.http import urls
from web.http.refusals import Refusal
from web.pages.entity_page import FOLDERS

LISTED: Final = "/corrections"

TOLD: Final = ("kept", "already", "undone", "waits")
"""What the address of the way back tells its page."""


def way_back(
    back: str,
    told: Sequence[tuple[str, str]],
    is_known: Callable[[str], bool] = lambda _: True,
) -> str:
    """A path of this site with a query, that tells its page what came of a correction; never the
    page of an entity that ``is_known`` does not know."""
    before, _, query = back.partition("#")[0].partition("?")
    path = _own_path(before, is_known)
    pairs: list[tuple[str, str]] = []
    if path:
        try:
            given = urls.pairs_of(query.encode("utf-8", "replace"))
            pairs = [(name, value) for name, value in given if name not in TOLD]
        except Refusal:  # More parameters than any page of ours has.
            pairs = []
    sent = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in [*pairs, *told])
    return f"{path or LISTED}?{sent}"


def _own_path(path: str, is_known: Callable[[str], bool]) -> str:
    """The path of a page that has forms, built anew; empty if it is of none."""
    if path == LISTED:
        return path
    empty, *folder_and_id = path.split("/")
    if empty or len(folder_and_id) != 2 or folder_and_id[0] not in FOLDERS.values():
        return ""
    folder, quoted = folder_and_id
    entity = unquote(quoted, errors="replace")
    # A browser takes one or two dots, quoted or not, for the folder itself or that above it.
    is_page = entity.strip(".") and is_known(entity)
    return f"/{folder}/{_quoted(entity)}" if is_page else ""


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")
