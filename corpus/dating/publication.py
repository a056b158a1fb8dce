"""Say when a document was published whose record does not: from the surest to a guess.

1. A dateline near the head of the text, or the signature under it (corpus/dating/text.py).
2. The day, else the month, of the address; then of the path (corpus/dating/addresses.py).
3. A guess: the number in the address that is a time; else a day in the first sentences.

A folder may say what is looked at first (corpus/folder_facts.py).
"""

from __future__ import annotations

from corpus.date_origins import GUESSED, PATH, TEXT, URL
from corpus.dating.addresses import date_in_path, date_in_url, day_of_number, year_in_address
from corpus.dating.text import date_in_text
from corpus.document import Document


def publication_date(document: Document, path: str, first: str = "") -> tuple[str, str]:
    """Return the date (as ``Document.date``) and its origin; both are empty if there is none.

    ``path`` is empty if it says nothing of this text, as that of a file with many records.
    ``first`` is ``TEXT``, ``URL`` or ``PATH`` if that is said to be surest; of a path also the
    year alone is taken then. ``none`` says not to look.
    """
    if first == "none":
        return "", ""
    url = document.url
    numbered = day_of_number(url)
    year = year_in_address(url, path)
    found, origin = date_in_text(document.title, document.body, numbered[:4] or year)
    of_path = date_in_path(path) or (year_in_address("", path) if first == PATH else "")
    dates = {TEXT: found if origin == TEXT else "", URL: date_in_url(url), PATH: of_path}
    for where in (first, TEXT, URL, PATH):
        if date := dates.get(where):
            return date, where
    return (numbered, GUESSED) if numbered else (found, origin)
