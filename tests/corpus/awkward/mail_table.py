"""Letters and mailboxes as mail programs of all ages wrote them."""

from __future__ import annotations

import base64
import gzip

from tests.corpus.awkward.makers import (
    EN,
    TW,
    VI,
    ZH,
    encoded,
    letter,
    mailbox_of,
    page,
    raw_letter,
    zip_of,
)
from tests.corpus.awkward.rows import Row


def _with(*files: tuple[str, bytes]) -> bytes:
    message = letter()
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def _both() -> bytes:
    message = letter()
    message.add_alternative(page(EN), subtype="html")
    return message.as_bytes()


def _only_page(text: str, charset: str) -> bytes:
    head = f"Subject: x\r\nFrom: a@b.c\r\nContent-Type: text/html; charset={charset}".encode()
    return raw_letter(head, encoded(page(text), charset))


def _forwarded() -> bytes:
    outer = letter(EN, "Fwd")
    outer.add_attachment(letter(ZH, "口岸"))
    return outer.as_bytes()


def _deep() -> bytes:
    head, tail = b"Subject: deep\r\nMIME-Version: 1.0", b""
    for n in range(400):
        head += b"\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d" % (n, n)
        tail = b"\r\n--b%d--" % n + tail
    return head + b"\r\nContent-Type: text/plain\r\n\r\nhai ba" + tail


def _plain(text: str, charset: str, declared: str) -> bytes:
    head = f"Subject: tin\r\nFrom: a@b.c\r\nContent-Type: text/plain; charset={declared}\r\n"
    head += "Content-Transfer-Encoding: base64"
    return raw_letter(head.encode(), base64.encodebytes(encoded(text, charset)))


def _subject(raw: bytes) -> bytes:
    return raw_letter(b"Subject: " + raw + b"\r\nFrom: a@b.c", b"hai ba")


def _word(text: str, charset: str, declared: str) -> bytes:
    return b"=?%s?B?%s?=" % (declared.encode(), base64.b64encode(encoded(text, charset)))


def _halves() -> bytes:
    data = "友谊关口岸".encode("gbk")
    one, two = (base64.b64encode(half) for half in (data[:5], data[5:]))
    return b"=?gbk?B?%s?=\r\n =?gbk?B?%s?=" % (one, two)


_VI = VI.encode()

LETTERS = [
    Row("plain.eml", lambda: letter().as_bytes(), (VI,)),
    Row("two-forms.eml", _both, (VI,)),
    Row("only-a-page.eml", lambda: _only_page(VI, "utf-8"), (VI,)),
    Row("page-gbk.eml", lambda: _only_page(ZH, "gbk"), (ZH,)),
    Row("page-big5.eml", lambda: _only_page(TW, "big5"), (TW,)),
    Row("page-1258.eml", lambda: _only_page(VI, "cp1258"), (VI,)),
    Row("attached-text.eml", lambda: _with(("ghi chú.txt", ZH.encode())), (VI, ZH)),
    Row("attached-zip.eml", lambda: _with(("tin.zip", zip_of([("a.txt", ZH.encode())]))), (VI, ZH)),
    Row(
        "attached-two-of-a-name.eml",
        lambda: _with(("a.txt", ZH.encode()), ("a.txt", EN.encode())),
        (VI, ZH, EN),
    ),
    Row("attached-unknown.eml", lambda: _with(("a.xyz", b"1"), ("b.xyz", b"2")), (VI,), ".xyz (2)"),
    Row("attached-parents.eml", lambda: _with(("../../a.txt", ZH.encode())), (VI, ZH)),
    Row("forwarded.eml", _forwarded, (EN, ZH)),
    Row("400-deep.eml", _deep, ("hai ba",)),
    Row("declared-latin1-is-gbk.eml", lambda: _plain(ZH, "gbk", "iso-8859-1"), (ZH,)),
    Row("declared-utf8-is-gbk.eml", lambda: _plain(ZH, "gbk", "utf-8"), (ZH,)),
    Row("declared-ascii-is-1258.eml", lambda: _plain(VI, "cp1258", "us-ascii"), (VI,)),
    Row("declared-gb2312-is-utf8.eml", lambda: _plain(VI, "utf-8", "gb2312"), (VI,)),
    Row("declared-nonsense.eml", lambda: _plain(TW, "big5", "x-nobody-knows"), (TW,)),
    Row(
        "subject-utf8.eml",
        lambda: _subject(_word("Cửa khẩu Hữu Nghị", "utf-8", "utf-8")),
        ("Cửa khẩu Hữu Nghị",),
    ),
    Row(
        "subject-gbk.eml",
        lambda: _subject(_word("友谊关口岸恢复通关", "gbk", "gb2312")),
        ("友谊关口岸恢复通关",),
    ),
    Row(
        "subject-latin1-is-gbk.eml",
        lambda: _subject(_word("友谊关口岸恢复通关", "gbk", "iso-8859-1")),
        ("友谊关口岸恢复通关",),
    ),
    Row(
        "subject-raw-utf8.eml",
        lambda: _subject("Cửa khẩu Hữu Nghị".encode()),
        ("Cửa khẩu Hữu Nghị",),
    ),
    Row(
        "subject-raw-gbk.eml",
        lambda: _subject("友谊关口岸恢复通关".encode("gbk")),
        ("友谊关口岸恢复通关",),
    ),
    Row("subject-in-halves.eml", lambda: _subject(_halves()), ("友谊关口岸",)),
    Row("subject-of-a-million.eml", lambda: _subject(b"=?utf-8?q?a?= " * 70_000), ("hai ba",)),
    Row("subject-broken.eml", lambda: _subject(b"=?utf-8?B?%%%?= =?x"), ("hai ba",)),
    Row(
        "charset-with-a-nul.eml",
        lambda: raw_letter(b'Subject: a\r\nContent-Type: text/plain; charset="u\0tf"', _VI),
        (VI,),
    ),
    Row(
        "base64-in-two-pieces.eml",
        lambda: raw_letter(
            b"Subject: a\r\nContent-Transfer-Encoding: base64",
            base64.b64encode(_VI + b" ") + b"==\r\n*\r\n" + base64.b64encode(EN.encode()),
        ),
        (VI,),
    ),
    Row("date-broken.eml", lambda: letter(date="99 Foo 20223 99:99").as_bytes(), (VI,)),
    Row("no-text.eml", lambda: raw_letter(b"From: a@b.c", b""), (), "no text in it"),
    Row("no-letter.eml", lambda: b"\n\nnothing", (), "no letter"),
    Row("empty.eml", lambda: b"", (), "no letter"),
    Row(
        "cut-off.eml",
        lambda: _with(("a.txt", ZH.encode() * 50))[:-500],
        (VI, "友谊关口岸"),
        "cut off",
    ),
    Row("nul-bytes.eml", lambda: raw_letter(b"Subject: a\0b", b"hai\0ba " * 3), ("hai\ufffdba",)),
    Row(
        "bomb-attached.eml",
        lambda: _with(("a.zip", zip_of([("a.txt", bytes(6 << 20))]))),
        (VI,),
        "expands to more than",
    ),
]
MAILBOXES = [
    Row(
        "two.mbox",
        lambda: mailbox_of([letter(VI, "a").as_bytes(), letter(ZH, "b").as_bytes()]),
        (VI, ZH),
    ),
    Row(
        "from-in-the-text.mbox",
        lambda: mailbox_of([letter(f"{EN}\n\nFrom here on\n", "a").as_bytes()]),
        ("From here on",),
    ),
    Row(
        "one-id-for-two.mbox",
        lambda: mailbox_of([letter(one, "a", Message_ID="<1@x>").as_bytes() for one in (VI, ZH)]),
        (VI, ZH),
    ),
    Row(
        "with-files.mbox",
        lambda: mailbox_of([_with(("a.txt", ZH.encode())), letter(EN).as_bytes()]),
        (VI, ZH, EN),
    ),
    Row(
        "windows-lines.mbox",
        lambda: mailbox_of([letter(VI).as_bytes(), letter(ZH).as_bytes()]).replace(b"\n", b"\r\n"),
        (VI, ZH),
    ),
    Row("packed.mbox.gz", lambda: gzip.compress(mailbox_of([letter(VI).as_bytes()])), (VI,)),
    Row("no-mailbox.mbox", lambda: VI.encode(), (), "no mailbox"),
    Row("empty.mbox", lambda: b"", (), "empty"),
    Row(
        "cut-off.mbox",
        lambda: mailbox_of([letter(VI).as_bytes(), letter(EN).as_bytes()])[:-80],
        (VI, "The border"),
    ),
]

ROWS = [*LETTERS, *MAILBOXES]
