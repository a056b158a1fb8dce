"""All people: those that most documents name first, or by name; found by a plain form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import Final

from msgspec import Struct

from search.entities.people import PersonRow
from search.request import NAME_LIMIT
from search.request_errors import BadRequest
from web.http import urls
from web.i18n.collation import initial_of, pinyin_text, plain_form
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.dossiers.asked_profile import offset_of
from web.pages.dossiers.register_order import Head, heads, order_of, ordered
from web.pages.downloads import table_downloads

PAGE: Final = 100


class AskedPeople(Struct, frozen=True):
    """Which people are listed: those whose name has a plain form in it, or begins with a letter; in
    which order, and from where on."""

    typed: str = ""
    initial: str = ""
    order: str = "documents"
    offset: int = 0

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of an address; ``asked_people`` reads them."""
        order = "" if self.order == "documents" else self.order
        offset = str(self.offset) if self.offset else ""
        pairs = (("q", self.typed), ("initial", self.initial), ("sort", order), ("offset", offset))
        return [(name, value) for name, value in pairs if value]


def asked_people(pairs: Sequence[tuple[str, str]]) -> AskedPeople:
    """Read what a URL asks of the list. Raises ``BadRequest``."""
    given = dict(pairs)
    typed = " ".join(given.get("q", "").replace("\0", "").split())
    if len(typed) > NAME_LIMIT:
        raise BadRequest("too_long", length=len(typed), limit=NAME_LIMIT)
    initial = given.get("initial", "").upper()
    if len(initial) != 1 or initial not in ascii_uppercase:
        initial = ""
    return AskedPeople(typed, initial, order_of(pairs), offset_of(pairs))


class PersonLine(Struct, frozen=True):
    """A person of the list: names, documents in both languages and in all, and URL."""

    vi_name: str
    zh_name: str
    vi: str
    zh: str
    documents: str
    href: str


class PeoplePage:
    """One page of the people of an archive."""

    def __init__(self, people: Sequence[PersonRow], asked: AskedPeople, texts: Texts) -> None:
        self.asked = asked
        self._texts = texts
        self._every = people
        found = [one for one in people if _is_asked(one, asked)]
        self._people = ordered(found, asked.order)
        self.count = texts.counted("people_found", len(self._people))
        self.downloads = table_downloads("people", texts["people"])
        self.everyone = urls.people_url([])

    def rows(self) -> Iterator[PersonLine]:
        """List the people of this page."""
        for one in self._people[self.asked.offset : self.asked.offset + PAGE]:
            counts = (grouped(one.vi), grouped(one.zh), grouped(one.documents))
            href = urls.entity_url("person", one.id)
            yield PersonLine(one.name.vi, one.name.zh, *counts, href)

    def heads(self) -> dict[str, Head]:
        """Return the heads of the table by order."""
        return heads(self.asked.order, lambda order: self._url(order=order), self._texts)

    def initials(self) -> list[tuple[str, str]]:
        """List the letters that names begin with, with their URLs; none for the one in use."""
        letters = {_initial(one) for one in self._every}
        now = self.asked.initial
        return [
            (one, "" if one == now else self._url(initial=one))
            for one in ascii_uppercase
            if one in letters
        ]

    @property
    def without_initial(self) -> str:
        """The URL of people with any initial; empty where none is chosen."""
        return self._url(initial="") if self.asked.initial else ""

    def pages(self) -> list[tuple[str, str]]:
        """List the pages before and after: text and URL."""
        at = self.asked.offset
        found = []
        if at:
            found.append((self._texts["previous"], self._url(offset=max(0, at - PAGE))))
        if at + PAGE < len(self._people):
            found.append((self._texts["next"], self._url(offset=at + PAGE)))
        return found

    @property
    def where(self) -> str:
        """Say which people stand on this page."""
        at, size = self.asked.offset, len(self._people)
        return (
            f"{grouped(at + 1)}–{grouped(min(at + PAGE, size))} / {grouped(size)}"
            if at < size
            else ""
        )

    def _url(self, initial: str | None = None, order: str | None = None, offset: int = 0) -> str:
        asked = AskedPeople(
            self.asked.typed,
            self.asked.initial if initial is None else initial,
            self.asked.order if order is None else order,
            offset,
        )
        return urls.people_url(asked.pairs())


def _initial(row: PersonRow) -> str:
    return initial_of(row.name.vi or row.name.zh)


def _is_asked(row: PersonRow, asked: AskedPeople) -> bool:
    if asked.initial and _initial(row) != asked.initial:
        return False
    if not asked.typed:
        return True
    typed = plain_form(asked.typed)
    vi, zh = plain_form(row.name.vi), plain_form(row.name.zh)
    # At the beginning of a word: "an" is no part of Trần; any character of a Chinese name.
    in_words = f" {typed}" in f" {vi}"
    if typed in zh or in_words:
        return True
    pinyin = pinyin_text(row.name.zh) if row.name.zh else ""
    return f" {typed}" in f" {pinyin}" or pinyin.replace(" ", "").startswith(typed.replace(" ", ""))
