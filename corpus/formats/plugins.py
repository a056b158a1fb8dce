"""Find readers of other formats in installed packages: the entry points ``songngu.readers``.

A package declares them in its pyproject.toml, by the ending of the file names that they read::

    [project.entry-points."songngu.readers"]
    ".docx" = "songngu_docx:read_docx"

``read_docx`` is a ``corpus.readers.Reader``: it takes a ``Source`` and gives ``Document`` and
``Failure`` objects. It best makes them with ``corpus.formats.record.documents``, which cleans the
text, reads the date and finds the id. It may raise ``ReadError`` where a file cannot be read.

A broken package costs only its own files: each becomes a ``Failure`` that names the package.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, EntryPoint, distributions
from typing import Final

from corpus.cleaning import clean, one_line
from corpus.document import Document, Failure
from corpus.formats.source_file import Reader, Source
from corpus.read_errors import ReadError

GROUP: Final = "songngu.readers"
"""Group of the entry points."""

_TEXT_FIELDS: Final = tuple(
    name for name, type_ in Document.__annotations__.items() if type_ == "str"
)

_LOG: Final = logging.getLogger("songngu.corpus")


@cache
def plugin_readers() -> dict[str, Reader]:
    """Return the readers of installed packages by lower-case ending. None is imported yet.

    The packages are searched once per process. Of two readers of one ending, that of the package
    whose name comes first is used.
    """
    found: dict[str, Reader] = {}
    for point in sorted(_entry_points(), key=lambda point: (_package(point), point.name)):
        suffix = f".{point.name.lower().removeprefix('.')}"
        if suffix not in found:
            found[suffix] = _PluginReader(suffix, point)
    return found


def _entry_points() -> Iterator[EntryPoint]:
    for package in distributions():
        try:
            yield from package.entry_points.select(group=GROUP)
        except Exception as error:  # noqa: BLE001 - other people's files; the rest is read
            _LOG.warning("the entry points of %s cannot be read: %s", _path_of(package), error)


class _PluginReader:
    """The reader behind an entry point, imported when the first file needs it."""

    def __init__(self, suffix: str, point: EntryPoint) -> None:
        self._suffix = suffix
        self._point = point
        self._read: Reader | None = None

    def __call__(self, source: Source) -> Iterator[Document | Failure]:
        """Give what the reader gives; a ``Failure`` for the rest of the file where it fails."""
        try:
            for item in self._loaded()(source):
                _check(item, source)
                yield item
        except ReadError as error:
            yield Failure(source.shown, 0, one_line(str(error)))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - other files are read all the same
            yield Failure(source.shown, 0, self._complaint(error))

    def _loaded(self) -> Reader:
        """Return the reader. One that cannot be imported is tried again with the next file."""
        if self._read is None:
            self._read = self._point.load()
        return self._read

    def _complaint(self, error: BaseException) -> str:
        done = "fails" if self._read else "cannot be loaded"
        return one_line(
            f"the reader of {self._suffix} files in the package {_package(self._point)!r} "
            f"({self._point.value}) {done}: {type(error).__name__}: {error}; "
            "update or uninstall that package"
        )


def _check(item: object, source: Source) -> None:
    """Raise ``TypeError`` or ``ValueError`` if an item would break what reads it later."""
    if not isinstance(item, Document | Failure):
        raise TypeError(f"it gave a {type(item).__name__}, no Document or Failure")
    kind = type(item).__name__
    if item.path != source.shown:
        raise ValueError(f"a {kind} has the path {item.path!r}, not that of its file")
    for name in _TEXT_FIELDS if isinstance(item, Document) else ("reason",):
        value = getattr(item, name)
        if not isinstance(value, str):
            raise TypeError(f"{name} of a {kind} is a {type(value).__name__}, not text")
        if clean(value) != value:
            raise ValueError(f"{name} of a {kind} is not clean (use corpus.cleaning.clean)")
    if isinstance(item, Document) and not (item.id and (item.title or item.body)):
        raise ValueError("a Document has no id, or neither title nor body")


def _package(point: EntryPoint) -> str:
    return (point.dist.name if point.dist else "") or "unknown"


def _path_of(package: Distribution) -> str:
    return str(package.locate_file(""))
