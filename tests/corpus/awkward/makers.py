"""Make the bytes of awkward files: texts in every encoding, archives of every kind."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import sys
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

VI = (
    "Chiều 27/4, đoàn công tác tỉnh Lạng Sơn đã làm việc tại cửa khẩu quốc tế Hữu Nghị. "
    "Hai bên trao đổi về việc khôi phục thông quan và nâng cao năng lực vận chuyển hàng hoá."
)
ZH = (
    "友谊关口岸恢复通关，两国旅客往来便利。"
    "双方就进一步提高货物通关效率交换了意见，同意继续加强合作。"
)
TW = (
    "友誼關口岸恢復通關，兩國旅客往來便利。"
    "雙方就進一步提高貨物通關效率交換了意見，同意繼續加強合作。"
)
EN = "The border gate was opened again this morning, and both sides agreed to meet every month."

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}
Files = Iterable[tuple[str, bytes]]


def windows_1258(text: str) -> bytes:
    """Return the text in windows-1258, which has tones only as marks after the letter."""
    out = []
    for char in text:
        try:
            out.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
            out.append((letter + tone).encode("cp1258"))
    return b"".join(out)


def encoded(text: str, encoding: str) -> bytes:
    """Return the text in an encoding of Python, or in windows-1258."""
    return windows_1258(text) if encoding == "cp1258" else text.encode(encoding)


def zip_of(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def raw_zip(files: Sequence[tuple[bytes, bytes]], flags: int = 0) -> bytes:
    """Return a zip archive whose names are these bytes, as programs of other systems write them."""
    out, index = b"", b""
    for name, data in files:
        facts = struct.pack(
            "<HHHHHLLLHH", 20, flags, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0
        )
        index += (
            b"PK\1\2"
            + struct.pack("<H", 20)
            + facts
            + struct.pack("<HHHLL", 0, 0, 0, 0, len(out))
            + name
        )
        out += b"PK\3\4" + facts + name + data
    end = struct.pack("<HHHHLLH", 0, 0, len(files), len(files), len(index), len(out), 0)
    return out + index + b"PK\5\6" + end


def overlapping_zip(entries: int, data: bytes) -> bytes:
    """Return a zip archive with many entries that all are the same bytes."""
    one = raw_zip([(b"a.txt", data)])
    start = one.index(b"PK\1\2")
    entry = one[start : one.index(b"PK\5\6")]
    index = entry * entries
    end = struct.pack("<HHHHLLH", 0, 0, entries, entries, len(index), start, 0)
    return one[:start] + index + b"PK\5\6" + end


def tar_of(files: Files, *others: tarfile.TarInfo) -> bytes:
    """Return a tar archive with files, then other entries."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        for entry in others:
            archive.addfile(entry)
    return out.getvalue()


def tar_entry(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """Return an entry that is no file: a link to a target, a device."""
    entry = tarfile.TarInfo(name)
    entry.type = kind
    entry.linkname = target
    return entry


def letter(body: str = VI, subject: str = "Họp về cửa khẩu", **headers: str) -> EmailMessage:
    """Return a letter with a plain text."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = headers.pop("sender", "Nguyễn Văn An <an@example.vn>")
    message["Date"] = headers.pop("date", "Thu, 27 Apr 2023 18:55:00 +0700")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def raw_letter(head: bytes, body: bytes) -> bytes:
    """Return a letter of these bytes."""
    return head + b"\r\n\r\n" + body


def mailbox_of(letters: Iterable[bytes]) -> bytes:
    """Return a mailbox."""
    return b"".join(
        b"From an@example.vn Thu Apr 27 18:55:00 2023\n"
        + one.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
        + b"\n\n"
        for one in letters
    )


Page = tuple[str, str, bytes]


def warc_of(pages: Iterable[Page], *, packed: bool = False, **headers: str) -> bytes:
    """Return a crawl of pages: address, media type, body. ``headers`` are added to each answer."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    more = [(name.replace("_", "-"), value) for name, value in headers.items()]
    status = "200 OK"
    for address, kind, body in pages:
        if kind.isdigit():
            status, kind = kind, "text/html"
        head = StatusAndHeaders(status, [("Content-Type", kind), *more], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=head,
            warc_headers_dict={"WARC-Date": "2024-05-06T07:08:09Z"},
        )
        writer.write_record(record)
        status = "200 OK"
    return out.getvalue()


def in_chunks(body: bytes, size: int = 50) -> bytes:
    """Return a body as HTTP sends it in chunks."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


def page(text: str, charset: str = "") -> str:
    """Return a web page, with a declared charset if one is given."""
    meta = f'<meta charset="{charset}">' if charset else ""
    head = f"<head>{meta}<title>{text[:12]}</title></head>"
    return f"<html>{head}<body><article><h1>{text[:12]}</h1><p>{text}</p></article></body></html>"
