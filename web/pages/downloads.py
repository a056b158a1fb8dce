"""The files of a page, in one menu: what each holds, in every format.

It is a form that asks, so that a long request stands on the page once and not in each of fifteen
links.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from search.request import Request
from web.http import urls
from web.i18n.texts import Texts
from web.pages.request_changes import pairs_to_send


class FileRow(Struct, frozen=True):
    """A file of the menu: what it holds, the path that is asked for it, and its formats, each with
    the value that asks for it."""

    label: str
    path: str
    formats: Sequence[tuple[str, str]]


class Downloads(Struct, frozen=True):
    """A menu of files, and the pairs that are sent for each of them."""

    pairs: Sequence[tuple[str, str]]
    files: Sequence[FileRow]


def results_downloads(request: Request, texts: Texts) -> Downloads:
    """List the files of what a request finds: its documents, their references, every match, and
    the counts beside the list."""
    tables = urls.table_formats()
    files = [
        FileRow(texts["file_results"], "/api/results", tables),
        FileRow(texts["file_references"], "/api/citations", urls.citation_formats()),
    ]
    if request.query:
        files.append(FileRow(texts["file_lines"], "/api/concordance", tables))
    files += (
        FileRow(texts["file_facets"], "/api/facets", tables),
        FileRow(texts["file_years"], "/api/years", tables),
    )
    return Downloads(pairs_to_send(request.but(limit=10)), files)


def table_downloads(name: str, label: str) -> Downloads:
    """List the files of a table of the whole archive."""
    return Downloads((), [FileRow(label, f"/api/{name}", urls.table_formats())])


def mentions_downloads(pairs: Sequence[tuple[str, str]], label: str) -> Downloads:
    """List the files of the mentions that some pairs of an address ask for."""
    return Downloads(pairs, [FileRow(label, "/api/mentions", urls.table_formats())])
