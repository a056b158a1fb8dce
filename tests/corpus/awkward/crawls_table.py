"""Crawls as crawlers of all ages wrote them, and cut off or made to do harm."""

from __future__ import annotations

import gzip
import zlib

from tests.corpus.awkward.makers import EN, TW, VI, ZH, encoded, in_chunks, page, warc_of, zip_of
from tests.corpus.awkward.rows import Row

_HTML = "text/html"
_ONE = ("https://example.vn/tin/1.html", _HTML, page(VI).encode())
ROWS = [
    Row("one.warc", lambda: warc_of([_ONE]), (VI,)),
    Row("one.warc.gz", lambda: warc_of([_ONE], packed=True), (VI,)),
    Row("one-frame.warc.gz", lambda: gzip.compress(warc_of([_ONE, _ONE])), (VI,), documents=2),
    Row("one.warc.zip", lambda: zip_of([("a.warc", warc_of([_ONE]))]), (VI,)),
    Row(
        "pictures-and-redirects.warc",
        lambda: warc_of(
            [
                _ONE,
                ("https://example.vn/a.png", "image/png", b"1"),
                ("https://example.vn/b", "301", b""),
                ("https://example.vn/c", "404", b"x"),
            ]
        ),
        (VI,),
    ),
    Row(
        "charset-of-http.warc",
        lambda: warc_of([("https://example.cn/", f"{_HTML}; charset=GBK", page(ZH).encode("gbk"))]),
        (ZH,),
    ),
    Row(
        "charset-of-http-is-wrong.warc",
        lambda: warc_of(
            [("https://example.cn/", f"{_HTML}; charset=utf-8", page(ZH).encode("gbk"))]
        ),
        (ZH,),
    ),
    Row(
        "charset-of-page.warc",
        lambda: warc_of([("https://example.tw/", _HTML, page(TW, "big5").encode("big5"))]),
        (TW,),
    ),
    Row(
        "text.warc",
        lambda: warc_of(
            [("https://example.vn/a", "text/plain; charset=windows-1258", encoded(VI, "cp1258"))]
        ),
        (VI,),
    ),
    Row(
        "no-type.warc",
        lambda: warc_of([("https://example.vn/a.txt", "application/octet-stream", VI.encode())]),
        (VI,),
    ),
    Row(
        "chunks.warc",
        lambda: warc_of([(_ONE[0], _HTML, in_chunks(_ONE[2]))], Transfer_Encoding="chunked"),
        (VI,),
    ),
    Row("chunks-joined.warc", lambda: warc_of([_ONE], Transfer_Encoding="chunked"), (VI,)),
    Row(
        "gzip.warc",
        lambda: warc_of([(_ONE[0], _HTML, gzip.compress(_ONE[2]))], Content_Encoding="gzip"),
        (VI,),
    ),
    Row(
        "gzip-in-chunks.warc",
        lambda: warc_of(
            [(_ONE[0], _HTML, in_chunks(gzip.compress(_ONE[2])))],
            Content_Encoding="gzip",
            Transfer_Encoding="chunked",
        ),
        (VI,),
    ),
    Row(
        "deflate.warc",
        lambda: warc_of([(_ONE[0], _HTML, zlib.compress(_ONE[2]))], Content_Encoding="deflate"),
        (VI,),
    ),
    Row(
        "deflate-raw.warc",
        lambda: warc_of(
            [(_ONE[0], _HTML, zlib.compress(_ONE[2])[2:-4])], Content_Encoding="deflate"
        ),
        (VI,),
    ),
    Row(
        "brotli.warc",
        lambda: warc_of([(_ONE[0], _HTML, b"\x0b")], Content_Encoding="br"),
        (),
        "compressed as 'br'",
    ),
    Row(
        "address-twice.warc", lambda: warc_of([_ONE, (_ONE[0], _HTML, page(ZH).encode())]), (VI, ZH)
    ),
    Row(
        "address-of-parents.warc",
        lambda: warc_of([("https://example.vn/../../etc/passwd", _HTML, page(VI).encode())]),
        (VI,),
    ),
    Row("address-broken.warc", lambda: warc_of([("http://[", _HTML, page(VI).encode())]), (VI,)),
    Row(
        "unknown-type.warc",
        lambda: warc_of([_ONE, ("https://example.vn/a", "application/x-thing", b"1")]),
        (VI,),
        "not read",
    ),
    Row(
        "bomb.warc",
        lambda: warc_of(
            [_ONE, ("https://example.vn/b", _HTML, gzip.compress(bytes(6 << 20)))],
            Content_Encoding="gzip",
        ),
        (),
        "expands to more than",
    ),
    Row(
        "cut-off.warc",
        lambda: warc_of([_ONE, (_ONE[0], _HTML, page(EN).encode())])[:-60],
        (VI, EN[:20]),
        "cut off",
    ),
    Row(
        "cut-off.warc.gz",
        lambda: warc_of([_ONE, _ONE], packed=True)[:-30],
        (VI,),
        "cut off",
        documents=1,
    ),
    Row(
        "endless-head.warc",
        lambda: b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"x" * (3 << 20),
        (),
        "no end",
    ),
    Row(
        "length-too-short.warc",
        lambda: warc_of([_ONE]).replace(b"Content-Length: ", b"Content-Length: 1"[:-1] + b"", 1),
        (VI,),
    ),
    Row(
        "length-is-no-number.warc",
        lambda: warc_of([_ONE]).replace(b"Content-Length: ", b"Content-Length: x", 1),
        (),
        "damaged",
    ),
    Row("no-crawl.warc", lambda: VI.encode(), (), "damaged"),
    Row("empty.warc", lambda: b"", (), "empty"),
    Row("gzip-under-another-name.warc", lambda: gzip.compress(warc_of([_ONE])), (), ".warc.gz"),
]
