"""What the tests of attacks share: Chromium, servers of their own, a small index, a full disk."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import add, build
from indexer.storage.index_writer import run_on
from synonyms.gazetteer import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def missing(reason: str) -> None:
    """Skip with the reason; where the whole system must be there, fail."""
    if os.environ.get("SONGNGU_REQUIRE_SYSTEM") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("Chromium is not installed: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()


ROOT = Path(__file__).parents[2]

PATIENCE = 300.0
"""Seconds after which something hangs, on however busy a machine."""

SCRIPT = """
import sys, time
from pathlib import Path
from starlette.requests import Request
from starlette.responses import StreamingResponse
from search.archive import Archive
from web.app import create_app
from web.http.connections import Limits
from web.http.server import Server
from web.http.threadpool import Workers

def spin():
    while True:
        pass

def endless():
    while True:
        yield b"x" * 65536

if __name__ == "__main__":
    limits = Limits(**eval(sys.argv[2]))
    workers = Workers(2)
    app = create_app(Archive(Path(sys.argv[1])), workers)

    @app.get("/spin")
    async def spinning(http: Request):
        await workers.run(http.receive, lambda _: spin())

    @app.get("/endless")
    async def streaming():
        return StreamingResponse(endless())

    server = Server(app, "127.0.0.1", 0, limits, on_start=lambda it: print(it, flush=True))

    @app.get("/here")
    async def here():
        return len(server.connections._open)

    server.run()
"""
"""A server with short limits, and with routes that never end."""


@pytest.fixture(scope="module")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "index"
    build([Document("a", "Tin", "Lưu Ninh", "vi", "2020-01-01")], folder)
    return folder


class Served:
    """A server in a process of its own."""

    def __init__(self, command: list[str], log: Path) -> None:
        self.log = log
        with log.open("w") as errors:
            self.process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", self.line)
        assert found is not None, log.read_text()
        self.port = int(found[1])

    def connect(self, receive_buffer: int = 0) -> socket.socket:
        """A connection of a client."""
        one = socket.socket()
        if receive_buffer:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        one.settimeout(PATIENCE)
        one.connect(("127.0.0.1", self.port))
        return one

    def said(self, request: bytes) -> bytes:
        """All that the server says to one client, until it closes."""
        with self.connect() as one:
            try:
                one.sendall(request)
                return everything(one)
            except (ConnectionResetError, BrokenPipeError):
                return b""

    def answers(self) -> bool:
        """Whether a reader who comes now gets the first page."""
        return b" 200 " in self.said(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + CLOSE)[:20]

    def others(self) -> int:
        """How many others are connected."""
        request = b"GET /here HTTP/1.1\r\nHost: localhost\r\n" + CLOSE
        return int(self.said(request).rpartition(b"\r\n")[2]) - 1

    def end(self, sig: int = signal.SIGTERM) -> float:
        """End it; the seconds that took."""
        began = time.monotonic()
        self.process.send_signal(sig)
        self.process.wait(PATIENCE)
        return time.monotonic() - began


CLOSE = b"Connection: close\r\n\r\n"


def everything(one: socket.socket) -> bytes:
    """What a connection says until it is closed."""
    found = b""
    while chunk := one.recv(1 << 16):
        found += chunk
    return found


Serve = Callable[..., Served]


@contextmanager
def serving(index: Path, folder: Path) -> Iterator[Serve]:
    """Starts servers, with limits or by the command line, and ends them."""
    started: list[Served] = []

    def start(*arguments: str, prefix: tuple[str, ...] = (), **limits: float) -> Served:
        if arguments:
            command = [sys.executable, "-m", "songngu", *arguments, "--index", str(index)]
        else:
            script = folder / "script.py"
            script.write_text(SCRIPT, "utf-8")
            command = [sys.executable, str(script), str(index), repr(limits)]
        started.append(Served([*prefix, *command], folder / f"log{len(started)}.txt"))
        return started[-1]

    try:
        yield start
    finally:
        for one in started:
            if one.process.poll() is None:
                one.process.kill()
                one.process.wait()
            assert one.process.stdout is not None
            one.process.stdout.close()


@pytest.fixture
def serve(small_index: Path, tmp_path: Path) -> Iterator[Serve]:
    """Servers of one test."""
    with serving(small_index, tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def serve_all(small_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Servers that the tests of a module share; one for each set of limits."""
    with serving(small_index, tmp_path_factory.mktemp("servers")) as start:
        kept: dict[str, Served] = {}

        def shared(**limits: float) -> Served:
            if repr(limits) not in kept:
                kept[repr(limits)] = start(**limits)
            return kept[repr(limits)]

        yield shared


@pytest.fixture
def gone() -> Callable[[socket.socket], bool]:
    """Says whether the server closed a connection, waiting for it; reads what it was sent."""

    def is_gone(one: socket.socket) -> bool:
        try:
            everything(one)
        except TimeoutError:
            return False
        except ConnectionResetError:
            return True
        return True

    return is_gone


DOCUMENTS = [
    Document("a", "Tin", "Ông Lưu Ninh thăm cửa khẩu Hữu Nghị ở Lạng Sơn.", "vi", "2023-01-01"),
    Document("b", "Tin", "Bà Phan Kim Liên họp.", "vi", "2023-01-02"),
    Document("c", "Tin", "Bà Phạm Kim Liên họp.", "vi", "2023-01-03"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = gather(DOCUMENTS)
    with run_on(tmp_path / "index", engine="tantivy") as run:
        people.save(run.data)
        add(DOCUMENTS, run, Annotator(load(), people))
    return tmp_path / "index"


@contextmanager
def _no_room(size: int) -> Iterator[None]:
    """No file of this process grows beyond ``size``: writing fails in the middle, as it does where
    a disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def no_room() -> Callable[[int], AbstractContextManager[None]]:
    return _no_room
