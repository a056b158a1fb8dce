"""Plain files that are damaged, huge, empty or no text at all."""

from __future__ import annotations

import json
import random

from tests.corpus.awkward.makers import EN, VI, ZH, page
from tests.corpus.awkward.rows import Row

_NOISE = random.Random(12).randbytes(5_000)
_ENTITIES = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))

ROWS = [
    *(Row(f"empty.{one}", lambda: b"", (), "no text in it") for one in ("txt", "md", "html")),
    Row("empty.jsonl", lambda: b"", (), "empty"),
    *(
        Row(f"blank.{one}", lambda: b" \r\n\t\n" * 50, (), "no text in it")
        for one in ("txt", "md", "html")
    ),
    Row("blank.jsonl", lambda: b" \n" * 50),
    *(Row(f"noise.{one}", lambda: _NOISE, (), "") for one in ()),
    *(Row(f"noise.{one}", lambda: _NOISE, (), "convert it") for one in ("txt", "md", "html")),
    *(Row(f"zeros.{one}", lambda: bytes(5_000), (), "convert it") for one in ("txt", "md", "html")),
    *(
        Row(f"mark-only.{one}", lambda: b"\xef\xbb\xbf", (), "no text in it")
        for one in ("txt", "md", "html")
    ),
    *(
        Row(f"a-nul.{one}", lambda: VI.encode() + b"\0" + EN.encode(), (EN,))
        for one in ("txt", "md", "html")
    ),
    Row("damaged-utf8.txt", lambda: (VI * 5).encode() + b"\xff\xfe\xfa", (), "damaged places"),
    Row("half-a-character.txt", lambda: ZH.encode()[:-1], (), "damaged"),
    Row("old-mac-lines.txt", lambda: f"Tin\r\r{VI}\r".encode(), (VI,)),
    Row("one-letter.txt", lambda: b"a", ("a",)),
    Row("one-line-of-2-mb.txt", lambda: (VI + " ").encode() * 8_000, (VI,)),
    Row("no-ending", lambda: VI.encode(), (), "the format is not one"),
    Row("unknown.xyz", lambda: VI.encode(), (), "the format is not one"),
    Row("CAPITALS.TXT", lambda: VI.encode(), (VI,)),
    Row("tên có dấu – 友谊关.txt", lambda: VI.encode(), (VI,)),
    Row("marks # % ? &.txt", lambda: VI.encode(), (VI,)),
    Row(
        "bad-lines.jsonl",
        lambda: b"bad\n[1]\n7\n" + json.dumps({"body": ZH}).encode(),
        (ZH,),
        "no JSON",
    ),
    Row("deep.jsonl", lambda: b"[" * 100_000, (), "nested too deep"),
    Row("huge-number.jsonl", lambda: b'{"body": ' + b"9" * 10_000 + b"}", (), "beyond measure"),
    Row("two-bodies.jsonl", lambda: json.dumps({"body": "", "text": VI}).encode(), (VI,)),
    Row("surrogates.jsonl", lambda: b'{"body": "hai \\ud800 ba"}', ("hai \ufffd ba",)),
    Row(
        "entities.html",
        lambda: f"<!DOCTYPE x [<!ENTITY e0 'a'>{_ENTITIES}]>{page(VI)}&e39;".encode(),
        (VI,),
    ),
    Row(
        "script.html",
        lambda: page(VI).replace("</body>", "<script>alert(1)</script></body>").encode(),
        (VI,),
    ),
    Row("unclosed.html", lambda: f"<p><div><table><tr><td>{VI}".encode(), (VI,)),
    Row("deep.html", lambda: b"<div>" * 20_000 + VI.encode(), (VI,)),
    Row("comment-without-end.html", lambda: f"<p>{VI}</p><!-- ".encode(), (VI,)),
    Row("front-matter-without-end.md", lambda: f"---\ntitle: x\n{VI}".encode(), (VI,)),
    Row("brackets.md", lambda: b"[" * 5_000 + VI.encode(), (VI,)),
]
