"""Where a form's answer leads: back to the page it was on, which is always one of ours.

The address is not checked for what is wrong in it but built anew from what is right: the name of
one of our folders, an id quoted whole, a query quoted whole. What is not made of these leads to the
list of corrections.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import quote, unquote

from web.http import query_string, urls
from web.http.correction_forms import without_outcomes
from web.http.refusals import Refusal

CORRECTIONS: Final = "/corrections"


def return_address(
    back: str,
    outcome: Sequence[tuple[str, str]],
    is_known: Callable[[str], bool] = lambda _: True,
) -> str:
    """Return a path of this site with a query that ends in the pairs of an outcome.

    ``back`` is the address that the form says it was on. Never leads to the page of an entity that
    ``is_known`` does not know.
    """
    before, _, query = back.partition("#")[0].partition("?")
    path = _own_path(before, is_known)
    pairs: list[tuple[str, str]] = []
    if path:
        try:
            pairs = without_outcomes(query_string.pairs_of(query.encode("utf-8", "replace")))
        except Refusal:  # More parameters than any page of ours has.
            pairs = []
    sent = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in [*pairs, *outcome])
    return f"{path or CORRECTIONS}?{sent}"


def _own_path(path: str, is_known: Callable[[str], bool]) -> str:
    """Build the path of a page that has forms anew; empty if it is the path of none."""
    if path == CORRECTIONS:
        return path
    empty, *folder_and_id = path.split("/")
    if empty or len(folder_and_id) != 2 or folder_and_id[0] not in urls.FOLDERS.values():
        return ""
    folder, quoted = folder_and_id
    entity = unquote(quoted, errors="replace")
    # A browser takes one or two dots, quoted or not, for the folder itself or that above it.
    is_page = entity.strip(".") and is_known(entity)
    return f"/{folder}/{_quoted(entity)}" if is_page else ""


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")
