"""The names of members: decoded as they were meant, and made harmless.

Nothing is ever unpacked to the disk, so a name can do no harm there. But it becomes the place of a
document, which is shown, compared and cut at its slashes; so it becomes a path below its archive:
without ``..``, without a root or a drive, without characters that are no text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Final

from corpus.cleaning import clean
from corpus.decoding.encoding import decode
from corpus.read_errors import ReadError

LONGEST: Final = 1_000
"""Most code points of a name. File systems allow 255 bytes for a part, Windows 260 characters for a
path; addresses of the web are longer."""

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_HIDDEN_FOLDERS: Final = {"__MACOSX"}


def decoded(names: Sequence[bytes]) -> list[str]:
    """Return the names of one archive as text. They are all in one encoding, and many names tell
    more of it than one: 中国 of GBK is also Big5."""
    odd = [name for name in names if not name.isascii()]
    if not odd:
        return [name.decode("ascii") for name in names]
    together = _decoded(b"\n".join(odd))
    if together is not None and together.count("\n") == len(odd) - 1:
        texts = iter(together.split("\n"))
        return [name.decode("ascii") if name.isascii() else next(texts) for name in names]
    return [_alone(name) for name in names]


def _decoded(data: bytes) -> str | None:
    try:
        return decode(data).text
    except ReadError:
        return None


def _alone(name: bytes) -> str:
    text = _decoded(name)
    # cp437 is what the first zip programs wrote, and what the standard says.
    return name.decode("cp437") if text is None else text


def is_hidden(name: str) -> bool:
    """Tell whether a name is of a kind that is left out of folders too: it begins with a dot, or is
    what macOS adds to archives."""
    parts = _parts(name)
    return any(
        (part.startswith(".") and part not in (".", "..")) or part in _HIDDEN_FOLDERS
        for part in parts
    )


def harmless(name: str) -> str:
    """Return a name as a path below its archive, with ``/`` between its parts; never empty."""
    parts = [part for part in _parts(clean(name)) if part.strip() not in ("", ".", "..")]
    if parts and _DRIVE.match(parts[0]):
        parts[0] = parts[0][2:]
    path = "/".join(filter(None, parts)).replace("\n", " ").replace("\0", "\ufffd") or "unnamed"
    if len(path) <= LONGEST:
        return path
    mark = blake2b(path.encode("utf-8", "replace"), digest_size=4).hexdigest()
    suffix = PurePosixPath(path).suffix[:20]
    return f"{path[:LONGEST]}~{mark}{suffix}"


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


class UniqueNames:
    """Gives every member a name of its own: the second ``x.txt`` is ``x (2).txt``, in the order of
    the archive."""

    def __init__(self) -> None:
        self._given: dict[int, int] = {}

    def of(self, name: str) -> str:
        """Return a name that was not given before."""
        path = harmless(name)
        times = self._given[_key(path)] = self._given.get(_key(path), 0) + 1
        if times == 1:
            return path
        head, dot, ending = path.rpartition(".")
        if not dot or "/" in ending:
            head, ending = path, ""
        return self.of(f"{head} ({times}){dot if ending else ''}{ending}")


def _key(path: str) -> int:
    return int.from_bytes(blake2b(path.encode("utf-8", "replace"), digest_size=8).digest())
