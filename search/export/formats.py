"""The formats of exports: ours, and those of installed plug-ins.

A plug-in is a package with an entry point in the group ``songngu.exports``. The entry point's name
is the format's name, and what it loads is an ``ExportFormat``:

    [project.entry-points."songngu.exports"]
    tally = "my_package:TALLY"

A plug-in that can't be loaded is logged, and named in the error of who asks for it; all other
formats work without it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Final, TypeAlias

from msgspec import Struct

from search.export.about import About
from search.export.writers import Batches, Columns, csv_file, jsonl, xlsx
from search.request_errors import BadRequest

log = logging.getLogger("songngu.search")

GROUP: Final = "songngu.exports"

Writer: TypeAlias = Callable[[Batches, Columns], Iterator[bytes]]
"""Writes lines as they come. ``columns`` are those of a table, in order; each line's ``shape()``
has a value for each. Gives what it has after each batch, if only ``b""``."""

SayingWriter: TypeAlias = Callable[[Batches, Columns, About | None], Iterator[bytes]]
"""The same, of a format that can say what a file is."""

_NAME: Final = re.compile(r"[a-z][a-z0-9]{0,15}")
"""A format's name ends a file name and stands in addresses."""

_MEDIA_TYPE: Final = re.compile(r"[\w.+-]+/[\w.+-]+(; ?[\w-]+=[\w-]+)*", re.ASCII)


class ExportFormat(Struct, frozen=True):
    """A format of files. ``is_text`` tells text from bytes in what OpenAPI says of it;
    ``write_about`` writes what a file is into it, too, if the format has room for that.

    Raises ``ValueError`` for a media type that no header can hold.
    """

    media_type: str
    write: Writer
    is_text: bool = True
    write_about: SayingWriter | None = None

    def written(self, batches: Batches, columns: Columns, about: About | None) -> Iterator[bytes]:
        """Write a file that says what it is, if the format can."""
        if self.write_about is not None:
            return self.write_about(batches, columns, about)
        return self.write(batches, columns)

    def __post_init__(self) -> None:
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise ValueError(f"{self.media_type!r} is no media type")


OURS: Final[Mapping[str, ExportFormat]] = {
    "jsonl": ExportFormat("application/x-ndjson", jsonl, write_about=jsonl),
    "csv": ExportFormat("text/csv; charset=utf-8", csv_file, write_about=csv_file),
    "xlsx": ExportFormat(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx,
        is_text=False,
        write_about=xlsx,
    ),
}
"""The first is used where none is asked for."""


def default_format() -> str:
    """Return the name of the format that is used where none is asked for."""
    return next(iter(OURS))


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, ours first. No plug-in is loaded for it."""
    return (*OURS, *_plugins())


@cache
def export_formats() -> Mapping[str, ExportFormat]:
    """Return all formats that can be used, by name."""
    loaded = {name: _loaded(name, entry) for name, entry in _plugins().items()}
    return MappingProxyType(
        {**OURS, **{name: one for name, one in loaded.items() if one is not None}}
    )


def export_format(name: str) -> ExportFormat:
    """Return the format of this name. Raises ``BadRequest`` where there is none, or it is
    broken."""
    found = OURS.get(name) or export_formats().get(name)
    if found is not None:
        return found
    code = "broken_format" if name in _plugins() else "bad_format"
    raise BadRequest(code, value=name[:40], known=", ".join(export_formats()))


@cache
def _plugins() -> Mapping[str, EntryPoint]:
    """Return the installed plug-ins by name, without those whose name is ours or can't be used."""
    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        if entry.name in OURS or entry.name in found or not _NAME.fullmatch(entry.name):
            log.error(
                "The export plug-in %s (%s) is left out: its name is taken, or has other "
                "characters than a-z and 0-9.",
                entry.name,
                entry.value,
            )
        else:
            found[entry.name] = entry
    return MappingProxyType(found)


def _loaded(name: str, entry: EntryPoint) -> ExportFormat | None:
    try:
        found = entry.load()
    except Exception as error:  # noqa: BLE001 - it is code of others: it may raise anything
        log.error("The export plug-in %s (%s) can't be loaded: %r", name, entry.value, error)
        return None
    if not isinstance(found, ExportFormat):
        log.error("The export plug-in %s (%s) is no ExportFormat.", name, entry.value)
        return None
    return found
