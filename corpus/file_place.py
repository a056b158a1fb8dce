"""The place of a document, and the ids that are made from it.

A *place* is the real, absolute path of a file (symbolic links resolved): ``/archive/a/x.txt``. A
file within an archive has its path there after ``#/``: ``/archive/c.zip#/2023/x.html``; within an
archive in an archive, the path goes on: ``/archive/e.zip#/c.zip/2023/x.html``. If a file has many
records, the line follows after ``#``: ``/archive/b.jsonl#7``, ``/archive/d.zip#/b.jsonl#7``. Places
are always valid text: ``%``, ``#``, control characters and bytes that are not UTF-8 are written as
``%`` and two digits. All spellings of a path (with ``..``, relative, through a link) are one place.

The id of a document without an id of its own is a hash of the shortest end of its place that no
other document of the index has: ``x.txt``, else ``a/x.txt``, and so on. So it does not depend on
the folder that was given or on where an archive is, and two files never have the same.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

_ESCAPED: Final = re.compile("[%#\x00-\x1f\x7f\udc80-\udcff]")


def place_of(path: str) -> str:
    """Return the place of the file at an absolute path without links."""
    text = os.fsencode(path).decode("utf-8", "surrogateescape")
    if os.sep != "/":
        text = text.replace(os.sep, "/")
    return _ESCAPED.sub(_escape, text)


def with_member(place: str, member: str) -> str:
    """Return the place of a file within the archive at a place; ``member`` is its path there."""
    mark = "/" if "#/" in place else "#/"
    return f"{place}{mark}{_ESCAPED.sub(_escape, member.strip('/'))}"


def member_of(place: str) -> str:
    """Return the path of a place within its archive; empty if the place is a file of its own."""
    found = re.match(r"[^#]*#/([^#]*)", place)
    return unquote_to_bytes(found[1]).decode("utf-8", "surrogateescape") if found else ""


def _escape(found: re.Match[str]) -> str:
    return f"%{ord(found[0]) & 0xFF:02X}"


def with_line(place: str, line: int) -> str:
    """Return the place of the record on a line of a file; that of the file for line 0."""
    return f"{place}#{line}" if line else place


def file_of(place: str) -> Path:
    """Return the file of a place."""
    return Path(os.fsdecode(unquote_to_bytes(place.partition("#")[0])))


def is_gone(place: str) -> bool:
    """Tell whether the file of a place is gone. One that cannot be examined is not gone."""
    try:
        os.stat(file_of(place))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def is_same(place: str, other: str) -> bool:
    """Tell whether two places are one: the same text, or two spellings of one file on a file system
    that ignores case or the normal form of letters."""
    if place == other:
        return True
    if _folded(place) != _folded(other):
        return False
    try:
        return os.path.samefile(file_of(place), file_of(other))
    except OSError:
        return False


def identifiers(place: str) -> Iterator[str]:
    """Give the ids that a place may have, in the order in which they are tried: 16 hexadecimal
    digits of the hash of an ever longer end of it, in NFC; the last is of the place as it is."""
    path, mark, line = place.partition("#")
    text = unquote_to_bytes(path).decode("utf-8", "surrogateescape")
    parts = unicodedata.normalize("NFC", text).split("/")
    for start in range(len(parts) - 1, -1, -1):
        yield _hash("/".join(parts[start:]) + mark + line)
    yield _hash(f"\0{place}")


def shared_end(place: str, other: str) -> int:
    """Return how many parts at the end of two places are the same."""
    count = 0
    for one, two in zip(reversed(place.split("/")), reversed(other.split("/")), strict=False):
        if one != two:
            break
        count += 1
    return count


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def _folded(place: str) -> str:
    path, mark, line = place.partition("#")
    text = unquote_to_bytes(path).decode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", text).casefold() + mark + line
