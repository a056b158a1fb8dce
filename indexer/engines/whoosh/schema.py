"""The parts of an index of whoosh: its schema, its files, its lock. All of whoosh that is used
is imported here, once, so that its warnings about its own source stay away from users.

whoosh 2.7.4 is the last release there will be, so a few of its inner names are leant on; each such
place says so.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from indexer import fields
from indexer.whole_files import synchronise_file, synchronise_folder

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Existence, Positions
    from whoosh.index import TOC, EmptyIndexError, FileIndex
    from whoosh.reading import SegmentReader
    from whoosh.writing import SegmentWriter

__all__ = [
    "CODEC",
    "NAME",
    "ORDER",
    "SCHEMA",
    "SEPARATOR",
    "STORED",
    "TOC",
    "DurableStorage",
    "EmptyIndexError",
    "FileIndex",
    "SegmentReader",
    "SegmentWriter",
]

NAME: Final = "songngu"
"""Begins the name of every file whoosh makes."""

CODEC: Final = W3Codec()
# Lengths of bodies by term, for queries that skip blocks by quality; there are none here, and each
# posting would cost a look-up in the folder: a third of the time of indexing.
CODEC.length_stats = False

ORDER: Final = "order"
STORED: Final = "stored"


class _Whole(FieldType):  # type: ignore[misc]  # whoosh has no types
    """A keyword: the whole value is the term, and stands in a column where it is asked for."""

    def __init__(self, column: bool) -> None:
        # No offsets: columns are read as a whole.
        sortable = VarBytesColumn(allow_offsets=False) if column else False
        super().__init__(format=Existence(), analyzer=None, sortable=sortable)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        yield value.encode(), 1, 1.0, b""


SEPARATOR: Final = "\x1f"
"""Between the values of one document in a column."""


class _Values(FieldType):  # type: ignore[misc]
    """Any number of whole values, separated; each is a term, and all stand in a column if one is
    asked for."""

    def __init__(self, column: bool) -> None:
        sortable = VarBytesColumn(allow_offsets=False) if column else False
        super().__init__(format=Existence(), analyzer=None, sortable=sortable)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for one in sorted(set(value.split(SEPARATOR)) - {""}):
            yield one.encode(), 1, 1.0, b""


class _Keys(FieldType):  # type: ignore[misc]
    """Keys separated by spaces, taken as they are; whether they occur, no more."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for key in set(value.split()):
            yield key.encode(), 1, 1.0, b""


class _PlacedKeys(FieldType):  # type: ignore[misc]
    """Keys separated by spaces, taken as they are, with their positions and their number."""

    def __init__(self) -> None:
        super().__init__(format=Positions(), analyzer=None, scorable=True)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(value.split()):
            places[key].append(at)
        encode = self.format.encode
        for key, at_all in places.items():
            yield key.encode(), len(at_all), float(len(at_all)), encode(at_all)


class _Stored(FieldType):  # type: ignore[misc]
    """Returned as it is, never asked for."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(format=None, analyzer=None, stored=True)


class _Column(FieldType):  # type: ignore[misc]
    """Hits are ordered by it, nothing more."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(format=None, analyzer=None, sortable=VarBytesColumn(allow_offsets=False))


SCHEMA: Final = Schema(
    **{name: _Whole(column=name in fields.SINGLE) for name in fields.KEYWORDS},
    **{name: _Values(column=name in fields.ENTITIES) for name in fields.MULTIPLE},
    **{
        fields.BODY: _PlacedKeys(),
        fields.PAIR: _Keys(),
        fields.TITLE_PAIR: _Keys(),
        fields.BANDS: _Values(column=False),
        ORDER: _Column(),
        STORED: _Stored(),
    },
)


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A folder whose commits survive a loss of power.

    whoosh commits by renaming the table of contents into place; everything written before it must
    be on the disk by then.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._written: set[Path] = set()

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Return a new file, remembered until the next commit."""
        self._written.add(Path(self.folder) / name)
        return super().create_file(name, *args, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Return the commit: what was written is synchronised first, the folder last."""
        for path in self._written:
            if path.exists():
                synchronise_file(path)
        self._written.clear()
        super().rename_file(oldname, newname, safe)
        synchronise_folder(Path(self.folder))
