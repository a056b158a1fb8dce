"""Files added to a server of its own: found afterwards, whatever is killed or written meanwhile."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest

from corpus.decoding.legacy_fonts import to_tcvn3
from indexer.storage.write_lock import locked

PATIENCE = 300.0
"""Seconds after which something hangs, on however busy a machine."""

VIETNAMESE = (
    "Cửa khẩu Hữu Nghị thông quan\n\nChiều 12/8/2021, tại cửa khẩu quốc tế Hữu Nghị, hai bên đã ký "
    "biên bản hội đàm về xuất nhập khẩu, quản lý biên giới và phòng chống tội phạm. Ông Nguyễn Văn "
    "Hùng chủ trì buổi lễ, {word}."
)
CHINESE = (
    "友谊关口岸恢复通关\n\n" + "中国和越南八月十二日在友谊关口岸签署了会谈纪要，麒麟代号。" * 3
)

Reader = httpx.Client


@pytest.fixture
def reader(folder: Path, tmp_path: Path, serve_in: Callable[..., Any]) -> Iterator[Reader]:
    yield from serve_in()


@pytest.fixture
def serve_in(folder: Path, tmp_path: Path) -> Callable[..., Iterator[Reader]]:
    def start() -> Iterator[Reader]:
        command = [sys.executable, "-m", "songngu", "serve", "--port", "0", "--index", str(folder)]
        process = subprocess.Popen(
            [*command, "--uploads", str(tmp_path / "added")], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        found = re.search(r"http://\S+?:\d+", process.stdout.readline())
        assert found is not None
        headers = {"accept-language": "en"}
        with httpx.Client(
            base_url=found[0], headers=headers, timeout=PATIENCE, follow_redirects=True
        ) as client:
            yield client
        process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()

    return start


def page(reader: Reader, path: str = "/add") -> str:
    """What a page says, without its tags."""
    answer = reader.get(path)
    return " ".join(unescape(re.sub("<[^>]*>", " ", answer.text)).split())


def send(reader: Reader, *files: tuple[str, bytes], **fields: str) -> str:
    token = re.findall(r'name="token" value="([^"]*)"', reader.get("/add").text)[0]
    sent = reader.post(
        "/add", data={"token": token, **fields}, files=[("files", one) for one in files]
    )
    assert sent.status_code == 200, sent.text
    return sent.text


def wait_for(reader: Reader, words: str) -> str:
    """Load the page again until it says this."""
    began = time.monotonic()
    while words not in (text := page(reader)):
        assert time.monotonic() - began < PATIENCE, text
        time.sleep(0.2)
    return text


def hits(reader: Reader, query: str) -> int:
    return int(reader.get("/api/search", params={"q": query}).json()["total"])


def text_of(word: str) -> bytes:
    return VIETNAMESE.format(word=word).encode()


def word_document(word: str) -> bytes:
    made = docx.Document()
    for line in VIETNAMESE.format(word=word).splitlines():
        made.add_paragraph(line)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(name, content)
    return kept.getvalue()


def test_files_of_many_kinds_are_found_and_what_fails_says_why(reader: Reader) -> None:
    before = hits(reader, "Lưu Ninh")
    html = f"<html><body><h1>Tin</h1><p>{VIETNAMESE.format(word='zorhtml')}</p></body></html>"
    files = [
        ("cũ.txt", to_tcvn3(VIETNAMESE.format(word="zortcvn")).encode("latin-1")),
        ("国.txt", CHINESE.encode("gb18030")),
        ("văn bản.docx", word_document("zordocx")),
        ("trang.html", html.encode()),
        ("gói.zip", zipped("trong/tin.txt", text_of("zorzip"))),
        ("hỏng.docx", b"no such thing"),
    ]
    send(reader, *files, source="Báo Thử Nghiệm")
    text = wait_for(reader, "Done")
    for word in ("zortcvn", "麒麟代号", "zordocx", "zorhtml", "zorzip"):
        assert hits(reader, word) == 1, (word, text)
    found = reader.get("/api/search", params={"q": "zordocx"}).text
    assert "Báo Thử Nghiệm" in found
    assert "this is no Word document" in text
    assert "hỏng.docx" in text
    assert before > 0
    assert hits(reader, "Lưu Ninh") == before


def test_two_uploads_at_once_are_both_found(reader: Reader) -> None:
    words = ["zormot", "zorhai"]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda word: send(reader, ("tin.txt", text_of(word))), words))
    wait_for(reader, "Done")
    assert [hits(reader, word) for word in words] == [1, 1]


def test_it_waits_where_another_writes_and_says_so(reader: Reader, folder: Path) -> None:
    with locked(folder):
        send(reader, ("tin.txt", text_of("zorcho")))
        wait_for(reader, "Another program is writing the index")
        assert hits(reader, "zorcho") == 0
    wait_for(reader, "Done")
    assert hits(reader, "zorcho") == 1


def indexing_processes(folder: Path) -> list[int]:
    """The processes that index what was added to a folder."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = one.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"--status" in said and os.fsencode(folder / "added") in said:
            found.append(int(one.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc to find it in")
def test_a_kill_loses_nothing_and_the_next_files_go_on(
    reader: Reader, folder: Path, tmp_path: Path, serve_in: Callable[..., Iterator[Reader]]
) -> None:
    with locked(folder):
        send(reader, ("tin.txt", text_of("zormot")))
        wait_for(reader, "Another program is writing the index")
        for pid in indexing_processes(tmp_path):
            os.kill(pid, signal.SIGKILL)
        wait_for(reader, "It was interrupted")
    send(reader, ("khác.txt", text_of("zorhai")))
    wait_for(reader, "Done")
    assert [hits(reader, word) for word in ("zormot", "zorhai")] == [1, 1]
    for again in serve_in():
        # What another server wrote down is true here too.
        assert "Done" in page(again)


def test_what_a_server_left_undone_is_done_when_one_starts_again(
    folder: Path, serve_in: Callable[..., Iterator[Reader]]
) -> None:
    with locked(folder):
        for reader in serve_in():
            send(reader, ("tin.txt", text_of("zordo")))
            wait_for(reader, "Another program is writing the index")
    for reader in serve_in():
        wait_for(reader, "Done")
        assert hits(reader, "zordo") == 1
