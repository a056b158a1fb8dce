"""The named lists, and one of them: its documents as results are shown, each with its note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from search.lists.document_lists import NAME_LIMIT, NOTE_LIMIT, Entries, names_of
from search.tables.list_rows import ListLine
from web.html.marking import text_tag
from web.http import urls
from web.i18n.texts import Texts
from web.pages.document_facts import date_text, file_text, name_tag, title_text
from web.pages.downloads import Downloads, FileRow

PAGE: Final = 50
"""Documents on a page of a list."""


class ListsPage:
    """The names of all lists."""

    def __init__(self, entries: Entries, texts: Texts) -> None:
        self.rows = [
            (name, texts.counted("documents", count), urls.list_path(name))
            for name, count in names_of(entries).items()
        ]


class ListedDocument(Struct, frozen=True):
    """A document of a list; without ``href`` it is not in the index any more."""

    doc: str
    anchor: str
    href: str
    title: str
    badge: str
    lang: str
    tag: str
    facts: tuple[tuple[str, str], ...]
    note: str


class ListPage:
    """A page of one list, ``lines`` of all its ``entries``."""

    def __init__(
        self,
        entries: Entries,
        lines: Sequence[ListLine],
        offset: int,
        texts: Texts,
        token: str,
    ) -> None:
        self.name = entries[0].list
        self.token = token
        self.total = texts.counted("documents", len(entries))
        self.name_limit, self.note_limit = NAME_LIMIT, NOTE_LIMIT
        self.start = offset + 1
        self.rows = [_row(one, texts) for one in lines]
        formats = [*urls.table_formats(), *urls.citation_formats()]
        path = urls.list_file(self.name)
        self.downloads = Downloads((), [FileRow(texts["file_results"], path, formats)])
        self.pages = []
        if offset:
            before = max(0, offset - PAGE)
            self.pages.append((texts["previous"], f"{urls.list_path(self.name)}?offset={before}"))
        if offset + PAGE < len(entries):
            after = f"{urls.list_path(self.name)}?offset={offset + PAGE}"
            self.pages.append((texts["next"], after))


def _row(line: ListLine, texts: Texts) -> ListedDocument:
    entry, document = line.entry, line.document
    anchor = urls.anchor_of(entry.doc)
    if document is None:
        return ListedDocument(entry.doc, anchor, "", entry.doc, "", "", "", (), entry.note)
    date = date_text(document.date, document.date_origin, texts)
    facts = [(value, name_tag(value)) for value in (document.source, document.province) if value]
    facts += [(value, "") for value in (date, file_text(document, texts)) if value]
    return ListedDocument(
        doc=entry.doc,
        anchor=anchor,
        href=urls.document_path(entry.doc),
        title=title_text(document, texts),
        badge=document.lang.upper(),
        lang=document.lang,
        tag=text_tag(document.lang, document.title),
        facts=tuple(facts),
        note=entry.note,
    )
