"""Open zip data within bounds: what it states of its members is checked before any is unpacked.

A member never gives more bytes than its entry states (``zipfile`` stops there), so the sum of the
stated sizes bounds what can come out, whatever the compressed data is: bombs of overlapping members
too.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.formats.lines.line_stream import EXPANDED_FREELY, MOST_EXPANDED
from corpus.formats.source_file import LARGEST
from corpus.read_errors import ReadError

MOST_MEMBERS: Final = 10_000
"""Most members of a document. A book has one for each chapter and picture. Python needs some 10 µs
and a KB for each before the first can be read."""

MOST_UNPACKED: Final = 4 * LARGEST
"""Most bytes that a document may unpack to, pictures included: they are packed already, and the
text of a workbook, the most even of all, is packed to a tenth."""

LOCKED: Final = (
    "the file is protected by a password, so it cannot be read; open it, remove the password and "
    "save it again"
)
"""What is said of a document with a password, whatever its format."""

OVERLAP: Final = 64
"""More than twice the letters of a word that is looked for in XML; UTF-16 has two bytes each."""

_PIECE: Final = 1 << 20
_ENTRY: Final = b"PK\x01\x02"
_END: Final = b"PK\x05\x06"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def open_document(data: bytes, kind: str) -> ZipFile:
    """Return the zip archive that a document of a ``kind`` (``Word document``) is.

    Raise ``ReadError`` if it is protected by a password, cut off, no zip archive, or expands beyond
    measure.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError(LOCKED)
        raise ReadError(
            f"this is no {kind} but a file of Office 97 to 2003 under another name; "
            "give it the ending .doc or .xls, or save it in the newer format"
        )
    if not data.startswith(b"PK"):
        raise ReadError(f"this is no {kind}: it does not begin as one; check what the file is")
    if _END not in data[-(22 + 0xFFFF) :]:
        raise ReadError(f"the {kind} was cut off: its end is missing; fetch or copy it again")
    if data.count(_ENTRY) > MOST_MEMBERS:
        raise ReadError(
            f"the {kind} has more than {MOST_MEMBERS:,} parts, as no document has; split it"
        )
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(
            f"the {kind} is damaged ({error}); fetch or copy it again, or save it again"
        ) from error
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise ReadError(LOCKED)
    check_expansion(archive, len(data))
    return archive


def check_expansion(archive: ZipFile, packed: int, most: int = MOST_UNPACKED) -> None:
    """Raise ``ReadError`` if an archive of ``packed`` bytes states that it unpacks to more than
    ``most``, or to more than text does (``MOST_EXPANDED`` times its size)."""
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > max(EXPANDED_FREELY, MOST_EXPANDED * packed):
        raise ReadError(
            f"the file unpacks to more than {MOST_EXPANDED} times its size, as no document does; "
            "it is not read: check where it comes from"
        )
    if unpacked > most:
        raise ReadError(
            f"the file unpacks to {unpacked >> 20:,} MiB; {most >> 20} are read at most: split it"
        )


def read_member(archive: ZipFile, name: str, most: int = LARGEST) -> bytes:
    """Return the bytes of a member. Raise ``ReadError`` if it is missing, damaged or larger than
    ``most``."""
    size = _entry(archive, name, most).file_size
    with _damage(name):
        return archive.read(name) if size else b""


def member_pieces(archive: ZipFile, name: str, most: int) -> Iterator[bytes]:
    """Give the bytes of a member in pieces, each with the last ``OVERLAP`` bytes of the one before,
    so that no word that is looked for is cut. Raise ``ReadError`` as ``read_member`` does."""
    _entry(archive, name, most)
    before = b""
    with _damage(name), archive.open(name) as file:
        while piece := file.read(_PIECE):
            yield before + piece
            before = piece[-OVERLAP:]


def _entry(archive: ZipFile, name: str, most: int) -> ZipInfo:
    try:
        entry = archive.getinfo(name)
    except KeyError as error:
        raise ReadError(
            f"its part {name!r} is missing; fetch or copy the file again, or save it again"
        ) from error
    if entry.file_size > most:
        raise ReadError(
            f"its part {name!r} has {entry.file_size >> 20:,} MiB; {most >> 20} are read at most: "
            "split it"
        )
    return entry


@contextmanager
def _damage(name: str) -> Iterator[None]:
    """Raise ``ReadError`` for what zipfile raises while it unpacks a member."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        # RuntimeError: a member with a password; zipfile has no class of its own for it.
        raise ReadError(
            f"its part {name!r} is damaged ({error}); fetch or copy the file again, or save it "
            "again"
        ) from error
