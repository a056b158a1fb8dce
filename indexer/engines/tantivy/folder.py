"""Give tantivy a folder that it can open: with a name in UTF-8, and locks that it may write."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

LOCKS: Final = (".tantivy-meta.lock", ".tantivy-writer.lock")


def is_writable(folder: Path) -> bool:
    """Tell whether tantivy can take its locks there. Root may write anywhere but in a file system
    that is read-only; the system knows."""
    locks = [folder / name for name in LOCKS if (folder / name).exists()]
    return all(os.access(path, os.W_OK) for path in [folder, *locks])


class NamedFolder:
    """Names of one folder; the links that are made for them are removed with this object."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._link: TemporaryDirectory[str] | None = None
        self._links: TemporaryDirectory[str] | None = None

    def path(self) -> Path:
        """Return the folder, or where its name is no UTF-8, which tantivy does not take, a link to
        it."""
        try:
            os.fspath(self._folder).encode()
        except UnicodeEncodeError:
            if self._link is None:
                self._link = _temporary()
                where = Path(self._link.name) / "engine"
                where.symlink_to(self._folder.absolute(), target_is_directory=True)
            return Path(self._link.name) / "engine"
        return self._folder

    def linked(self) -> Path:
        """Return a folder of links to the files that are there now."""
        if self._links is not None:
            # What was opened there stays so.
            self._links.cleanup()
        self._links = _temporary()
        made = Path(self._links.name)
        for path in self._folder.absolute().iterdir():
            if path.name not in LOCKS:
                (made / path.name).symlink_to(path)
        return made


def _temporary() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="songngu-", ignore_cleanup_errors=True)
