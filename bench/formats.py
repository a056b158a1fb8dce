"""How long it takes from a file to a hit: a mailbox, a crawl, archives.

    python -m bench.formats [FILE.jsonl]

The texts are those of a file of JSON lines, else of the sample corpus, over and over; each has a
word of its own, and the last is searched for. Seconds are those of the processor, which hardly
depend on what else runs; index and search are processes of their own, and their start is counted.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

from corpus.document import Document
from corpus.readers import read_paths
from corpus.sample_corpus import sample_corpus

NUMBER: Final = 1_000
"""Documents in each file."""


@dataclass(frozen=True)
class Text:
    """A text with a word that no other has."""

    word: str
    title: str
    body: str


def main(arguments: Sequence[str]) -> None:
    """Print a row of Markdown for each file."""
    source = Path(arguments[0]) if arguments else sample_corpus()
    texts = list(_texts(source))
    size = sum(len(one.title) + len(one.body) for one in texts)
    print(f"{len(texts):,} documents, {size:,} characters\n")
    print("| file | MB | documents | read | index | search | peak MB so far |")
    print("|---|---|---|---|---|---|---|")
    for name, make in MAKERS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(make(texts))
            _row(path, texts[-1].word)


def _texts(source: Path) -> Iterator[Text]:
    read = [one for one in read_paths([source]) if isinstance(one, Document)]
    for number, one in enumerate(islice(cycle(read), NUMBER)):
        word = f"tài{number}liệu"
        yield Text(word, one.title, f"{one.body}\n\n{word}")


def _row(path: Path, word: str) -> None:
    begin = time.process_time()
    found = sum(isinstance(one, Document) for one in read_paths([path]))
    read = time.process_time() - begin
    index = path.parent / "index"
    began = _children()
    _call("index", path, "--index", index, "--engine", "tantivy")
    indexed = _children()
    answer = _call("search", word, "--json", "--index", index)
    searched = _children()
    assert json.loads(answer)["total"] == 1, (path, word)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    megabytes = path.stat().st_size / (1 << 20)
    print(
        f"| `{path.name}` | {megabytes:.1f} | {found:,} | {read:.1f} | {indexed - began:.1f} "
        f"| {searched - indexed:.1f} | {peak:,} |",
        flush=True,
    )


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _call(*arguments: object) -> str:
    command = [sys.executable, "-m", "songngu", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _jsonl(texts: Sequence[Text]) -> bytes:
    rows = ({"title": one.title, "body": one.body} for one in texts)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _mailbox(texts: Sequence[Text]) -> bytes:
    """Every tenth letter has a file, every third is a page."""
    letters = []
    for number, one in enumerate(texts):
        message = EmailMessage()
        message["Subject"] = one.title.replace("\n", " ")
        message["From"] = "Nguyễn Văn An <an@example.vn>"
        message["Date"] = "Thu, 27 Apr 2023 18:55:00 +0700"
        message["Message-ID"] = f"<{number}@example.vn>"
        if number % 3:
            message.set_content(one.body, cte="base64")
        else:
            message.set_content(f"<p>{one.body}</p>", subtype="html", cte="base64")
        if not number % 10:
            message.add_attachment(f"Ghi chú {number}", filename="ghi chú.txt")
        letters.append(b"From an@example.vn Thu Apr 27 18:55:00 2023\n" + message.as_bytes())
    return b"\n\n".join(letters) + b"\n"


def _page(text: Text) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in text.body.split("\n") if line)
    return f"<title>{text.title}</title><h1>{text.title}</h1>{body}".encode()


def _crawl(texts: Sequence[Text]) -> bytes:
    """Two pictures lie between every two pages."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer: Any = WARCWriter(out, gzip=True)
    for number, one in enumerate(texts):
        answers = [("html", "text/html; charset=utf-8", _page(one))]
        answers += [(f"{picture}.png", "image/png", bytes(5_000)) for picture in range(2)]
        for name, kind, data in answers:
            head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            address = f"https://example.vn/{number}.{name}"
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(data), http_headers=head
            )
            writer.write_record(record)
    return out.getvalue()


def _zip(texts: Sequence[Text]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate(texts):
            archive.writestr(f"{number % 10}/{number}.html", _page(one))
    return out.getvalue()


def _tar(texts: Sequence[Text]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as archive:
        for number, one in enumerate(texts):
            data = f"{one.title}\n\n{one.body}".encode()
            entry = tarfile.TarInfo(f"{number % 10}/{number}.txt")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


MAKERS: Final[dict[str, Callable[[Sequence[Text]], bytes]]] = {
    "lines.jsonl": _jsonl,
    "letters.mbox": _mailbox,
    "crawl.warc.gz": _crawl,
    "pages.zip": _zip,
    "texts.tar.xz": _tar,
}
"""Other formats are added here."""

if __name__ == "__main__":
    main(sys.argv[1:])
