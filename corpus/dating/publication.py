"""Say when a document was published whose record does not: from the surest to a guess.

1. A dateline near the head of the text, or the signature under it (corpus/dating/text.py).
2. The day, else the month, of the address; then of the path (corpus/dating/addresses.py).
3. A guess: the number in the address that is a time; else a day in the first sentences.
"""

from __future__ import annotations

from corpus.date_origins import GUESSED, PATH, TEXT, URL
from corpus.dating.addresses import date_in_path, date_in_url, day_of_number, year_in_address
from corpus.dating.text import date_in_text


def publication_date(title: str, body: str, url: str, path: str) -> tuple[str, str]:
    """Return the date (as ``Document.date``) and its origin; both are empty if there is none.

    ``path`` is empty if it says nothing of this text, as that of a file with many records.
    """
    numbered = day_of_number(url)
    year = numbered[:4] or year_in_address(url, path)
    found, origin = date_in_text(title, body, year)
    if origin == TEXT:
        return found, TEXT
    if of_address := date_in_url(url):
        return of_address, URL
    if of_path := date_in_path(path):
        return of_path, PATH
    return (numbered, GUESSED) if numbered else (found, origin)
