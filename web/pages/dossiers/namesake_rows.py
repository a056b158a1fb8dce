"""The people that a name is perhaps of, as rows of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from search.entities.namesakes import Namesake
from web.http import urls
from web.i18n.formatting import grouped, span_text
from web.i18n.texts import Texts


class OfficeLink(Struct, frozen=True):
    """An office in one language, and the URL of the mentions that have it."""

    text: str
    lang: str
    href: str


class NamesakeRow(Struct, frozen=True):
    """Perhaps one of several people: the offices, the documents and dates in words, and the people
    in the same documents (name, number, URL)."""

    offices: tuple[OfficeLink, ...]
    documents: str
    dates: str
    companions: tuple[tuple[str, str, str], ...]


def namesake_rows(
    found: Iterable[Namesake], with_title: Callable[[str], str], texts: Texts
) -> list[NamesakeRow]:
    """Return a row for each; ``with_title`` gives the URL of the mentions with an office."""
    return [
        NamesakeRow(
            tuple(
                OfficeLink(word, lang, with_title(word))
                for office in one.offices
                for word, lang in ((office.vi, "vi"), (office.zh, "zh"))
                if word
            ),
            texts.counted("documents", one.documents),
            span_text(one.first, one.last, texts.language),
            tuple(
                (str(name), grouped(count), urls.entity_url("person", other))
                for other, name, count in one.companions
            ),
        )
        for one in found
    ]
