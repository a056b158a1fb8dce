"""Archives as they come, and as they should not come."""

from __future__ import annotations

import gzip
import tarfile
import zipfile

from tests.corpus.awkward.makers import (
    COMPRESS,
    EN,
    TW,
    VI,
    ZH,
    overlapping_zip,
    page,
    raw_zip,
    tar_entry,
    tar_of,
    zip_of,
)
from tests.corpus.awkward.rows import Row

_VI = VI.encode()
_ONE = [("tin/a.txt", _VI)]
_UNREAD = [(f"anh/{number}.xyz", b"\xff\xd8") for number in range(300)]


def _nested(depth: int, data: bytes) -> bytes:
    for _ in range(depth):
        data = zip_of([("in.zip", data)])
    return data


def _tree(depth: int, data: bytes) -> bytes:
    """42.zip in small: sixteen archives in each archive."""
    for _ in range(depth):
        data = zip_of([(f"lib {number}.zip", data) for number in range(16)])
    return data


def _locked() -> bytes:
    data = bytearray(raw_zip([(b"a.txt", _VI), (b"b.txt", _VI)], flags=1))
    return bytes(data)


def _damaged_member() -> bytes:
    data = bytearray(raw_zip([(b"a.txt", _VI), (b"b.txt", ZH.encode())]))
    data[40] ^= 0xFF
    return bytes(data)


def _long_header() -> bytes:
    """A tar whose first header says that the name of the file is 4 GB long."""
    entry = tarfile.TarInfo("././@LongLink")
    entry.type = tarfile.GNUTYPE_LONGNAME
    entry.size = 4 << 30
    return entry.tobuf(tarfile.GNU_FORMAT) + bytes(2 << 20)


def _negative_size() -> bytes:
    entry = tarfile.TarInfo("a.txt")
    entry.size = -(1 << 20)
    return entry.tobuf(tarfile.GNU_FORMAT) + bytes(10_240)


ZIPS = [
    Row("plain.zip", lambda: zip_of(_ONE), (VI,)),
    Row("stored.zip", lambda: zip_of(_ONE, zipfile.ZIP_STORED), (VI,)),
    Row("bzip2.zip", lambda: zip_of(_ONE, zipfile.ZIP_BZIP2), (VI,)),
    Row("lzma.zip", lambda: zip_of(_ONE, zipfile.ZIP_LZMA), (VI,)),
    Row("folders-only.zip", lambda: zip_of([("a/", b""), ("a/b/", b"")])),
    Row("no-members.zip", lambda: zip_of([])),
    Row("two-of-a-name.zip", lambda: raw_zip([(b"a.txt", _VI), (b"a.txt", ZH.encode())]), (VI, ZH)),
    Row(
        "three-formats.zip",
        lambda: zip_of([*_ONE, ("b.html", page(ZH).encode()), ("c.md", EN.encode())]),
        (VI, ZH, EN),
    ),
    Row("gbk-names.zip", lambda: raw_zip([("友谊关/通关.txt".encode("gbk"), _VI)]), (VI,)),
    Row("big5-names.zip", lambda: raw_zip([("友誼關/通關.txt".encode("big5"), _VI)]), (VI,)),
    Row("utf8-names-unmarked.zip", lambda: raw_zip([("Lạng Sơn/tin.txt".encode(), _VI)]), (VI,)),
    Row("names-that-are-no-text.zip", lambda: raw_zip([(b"\xff\xfe\x81.txt", _VI)]), (VI,)),
    Row(
        "hidden-members.zip",
        lambda: zip_of(
            [*_ONE, ("__MACOSX/._a.txt", b"x"), (".git/x.txt", b"x"), ("a/.DS_Store", b"x")]
        ),
        (VI,),
    ),
    Row(
        "300-pictures.zip",
        lambda: zip_of([*_ONE, *_UNREAD]),
        (VI,),
        "300 files were in it not read",
    ),
    Row(
        "empty-members.zip",
        lambda: zip_of([("a.txt", b""), ("b.txt", _VI)]),
        (VI,),
        "no text in it",
    ),
    Row(
        "jsonl-in.zip",
        lambda: zip_of([("a.jsonl", b'{"body":"' + _VI + b'"}\nbad\n')]),
        (VI,),
        "no JSON",
    ),
    Row(
        "packed-members.zip",
        lambda: zip_of([(f"a.txt{one}", pack(_VI)) for one, pack in COMPRESS.items()]),
        (VI,),
        documents=4,
    ),
    Row("before-and-after.zip", lambda: b"#!/bin/sh\n" * 50 + zip_of(_ONE), (VI,)),
    Row("tar-in.zip", lambda: zip_of([("a.tar", tar_of(_ONE))]), (VI,)),
    Row("tgz-in.zip", lambda: zip_of([("a.tgz", gzip.compress(tar_of(_ONE)))]), (VI,)),
    Row("three-deep.zip", lambda: _nested(3, zip_of(_ONE)), (VI,)),
]

TARS = [
    Row("plain.tar", lambda: tar_of(_ONE), (VI,)),
    Row("short.tgz", lambda: gzip.compress(tar_of(_ONE)), (VI,)),
    Row("short.tbz2", lambda: COMPRESS[".bz2"](tar_of(_ONE)), (VI,)),
    Row("short.txz", lambda: COMPRESS[".xz"](tar_of(_ONE)), (VI,)),
    Row("short.tzst", lambda: COMPRESS[".zst"](tar_of(_ONE)), (VI,)),
    Row("CAPITALS.TAR.GZ", lambda: gzip.compress(tar_of(_ONE)), (VI,)),
    Row("long-names.tar", lambda: tar_of([("thư mục/" * 30 + "a.txt", _VI)]), (VI,)),
    Row("zip-in.tar", lambda: tar_of([("a.zip", zip_of(_ONE))]), (VI,)),
    Row(
        "tar-in-tar.tar",
        lambda: tar_of([("a.tar", tar_of(_ONE)), ("b.txt", ZH.encode())]),
        (VI, ZH),
    ),
    Row("two-of-a-name.tar", lambda: tar_of([("a.txt", _VI), ("a.txt", ZH.encode())]), (VI, ZH)),
    Row("no-members.tar", lambda: tar_of([])),
    Row(
        "a-thousand.tar.xz",
        lambda: COMPRESS[".xz"](tar_of((f"{n}.txt", f"{n} {TW}".encode()) for n in range(1000))),
        (TW,),
        documents=1000,
    ),
]

ATTACKS = [
    Row(
        "empty-name.zip", lambda: raw_zip([(b"", b"x"), (b"a.txt", _VI)]), (VI,), "no known ending"
    ),
    Row("parents.zip", lambda: zip_of([("../../../etc/passwd.txt", _VI)]), (VI,)),
    Row("absolute.zip", lambda: zip_of([("/etc/cron.d/a.txt", _VI)]), (VI,)),
    Row("drive.zip", lambda: raw_zip([(b"C:\\Windows\\a.txt", _VI)]), (VI,)),
    Row("share.zip", lambda: raw_zip([(b"\\\\server\\share\\a.txt", _VI)]), (VI,)),
    Row("nul-in-a-name.zip", lambda: raw_zip([(b"a.txt\0.exe", _VI)]), (VI,)),
    Row("line-feed-in-a-name.zip", lambda: zip_of([("a\nb\r\n.txt", _VI)]), (VI,)),
    Row(
        "only-dots.zip", lambda: zip_of([("../..", _VI), ("a.txt", _VI)]), (VI,), "no known ending"
    ),
    Row("name-of-60000.zip", lambda: zip_of([("x" * 60_000 + ".txt", _VI)]), (VI,)),
    Row("marks-in-a-name.zip", lambda: zip_of([("a#7%2F?.txt", _VI)]), (VI,)),
    Row("parents.tar", lambda: tar_of([("../../etc/passwd.txt", _VI)]), (VI,)),
    Row("absolute.tar", lambda: tar_of([("/etc/a.txt", _VI)]), (VI,)),
    Row(
        "links.tar",
        lambda: tar_of(
            _ONE,
            tar_entry("b.txt", tarfile.SYMTYPE, "/etc/passwd"),
            tar_entry("c.txt", tarfile.LNKTYPE, "tin/a.txt"),
            tar_entry("d", tarfile.SYMTYPE, ".."),
        ),
        (VI,),
    ),
    Row(
        "devices.tar",
        lambda: tar_of(
            _ONE,
            tar_entry("zero.txt", tarfile.CHRTYPE),
            tar_entry("p.txt", tarfile.FIFOTYPE),
            tar_entry("b.txt", tarfile.BLKTYPE),
        ),
        (VI,),
    ),
    Row(
        "link-then-file.tar",
        lambda: (
            tar_of([], tar_entry("d", tarfile.SYMTYPE, "/tmp"))[:512] + tar_of([("d/a.txt", _VI)])
        ),
        (VI,),
    ),
    Row("long-header.tar", _long_header, (), "longer than any name"),
    Row("long-header.tar.gz", lambda: gzip.compress(_long_header()), (), "longer than any name"),
    Row("negative-size.tar", _negative_size, (), "damaged"),
    Row("seven-deep.zip", lambda: _nested(7, zip_of(_ONE)), (), "deep in others"),
    Row("seven-times.txt.gz.gz.gz.gz.gz.gz.gz", lambda: _gzipped(7, _VI), (), "many times over"),
    Row("twice.txt.gz.gz", lambda: _gzipped(2, _VI), (VI,)),
    Row(
        "tree-of-archives.zip",
        lambda: _tree(3, zip_of([("a.txt", b" " * 900_000)])),
        (),
        "expands to more than",
    ),
    Row("bomb.zip", lambda: zip_of([("a.txt", bytes(6 << 20))]), (), "expands to more than"),
    Row(
        "bomb-behind-a-text.zip",
        lambda: zip_of([*_ONE, ("z.txt", bytes(6 << 20))]),
        (VI,),
        "expands to more than",
    ),
    Row("bomb.txt.gz", lambda: gzip.compress(bytes(6 << 20)), (), "expands to more than"),
    Row("bomb.txt.bz2", lambda: COMPRESS[".bz2"](bytes(6 << 20)), (), "expands to more than"),
    Row("bomb.txt.xz", lambda: COMPRESS[".xz"](bytes(6 << 20)), (), "expands to more than"),
    Row("bomb.txt.zst", lambda: COMPRESS[".zst"](bytes(6 << 20)), (), "expands to more than"),
    Row(
        "bomb.tar.xz",
        lambda: COMPRESS[".xz"](tar_of([*_ONE, ("b.xyz", bytes(6 << 20))])),
        (VI,),
        "expands to more than",
    ),
    Row("overlapping.zip", lambda: overlapping_zip(500, b"x" * 100_000), (), "overlaps"),
    Row("password.zip", _locked, (), "password"),
    Row("cut-off.zip", lambda: zip_of(_ONE)[:-30], (), "cut off"),
    Row("only-its-end.zip", lambda: zip_of(_ONE)[-22:], (), "no zip archive"),
    Row("damaged-member.zip", _damaged_member, (ZH,), "damaged"),
    Row("no-archive.zip", lambda: _VI, (), "no zip archive"),
    Row("no-archive.tar", lambda: _VI, (), "damaged"),
    Row("empty.zip", lambda: b"", (), "no zip archive"),
    Row("empty.tar", lambda: b"", (), "damaged"),
    Row("empty.txt.gz", lambda: b"", (), "empty"),
    Row(
        "cut-off.tar",
        lambda: tar_of([*_ONE, ("b.txt", ZH.encode() * 100)])[:2_000],
        (VI,),
        "cut off",
        documents=1,
    ),
    Row("cut-off-in-a-head.tar", lambda: tar_of([*_ONE, ("b.txt", _VI)])[:1_500], (VI,), "cut off"),
    Row("without-an-end.tar", lambda: tar_of(_ONE)[:1_024], (VI,), "cut off"),
    Row(
        "rubbish-in-between.tar", lambda: tar_of(_ONE)[:1_024] + b"rubbish " * 200, (VI,), "damaged"
    ),
    *(
        Row(f"cut-off.txt{one}", lambda pack=pack: pack(_VI)[:-5], (), "cut off")
        for one, pack in COMPRESS.items()
    ),
    *(
        Row(
            f"cut-off.tar{one}",
            lambda pack=pack: pack(tar_of([*_ONE, ("b.txt", bytes(range(256)) * 4_000)]))[:-20],
            (VI,),
            "cut off",
        )
        for one, pack in COMPRESS.items()
    ),
    *(Row(f"no-archive.txt{one}", lambda: _VI * 9, (), "damaged") for one in COMPRESS),
    *(
        Row(f"twice-over.txt{one}", lambda pack=pack: pack(_VI + b"\n") + pack(ZH.encode()), (VI,))
        for one, pack in COMPRESS.items()
    ),
]


def _gzipped(times: int, data: bytes) -> bytes:
    for _ in range(times):
        data = gzip.compress(data)
    return data


ROWS = [*ZIPS, *TARS, *ATTACKS]
