"""``songngu mcp`` as another program sees it; its tools are tested in the room of the assistant."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from mcp import Client

from corpus.document import Document
from indexer.pipeline.indexing import build


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp") / "index"
    build([Document("one", "Lưu Ninh", "Lưu Ninh.", "vi", "2022-01-01")], folder)
    return folder


def refused(*options: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "songngu", "mcp", *map(str, options)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def address(index: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "songngu", "mcp", "--index", index, "--http"]
    with subprocess.Popen(
        [*map(str, command), "--port", str(port)], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        assert f"http://127.0.0.1:{port}/mcp" in said
        yield f"http://127.0.0.1:{port}/mcp"
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in process.stderr.read()


def test_it_answers_over_http(address: str) -> None:
    async def ask() -> tuple[int, int]:
        async with Client(address) as client:
            found = await client.call_tool("search", {"query": "刘宁"})
            assert found.structured_content is not None
            return len((await client.list_tools()).tools), found.structured_content["total"]

    assert asyncio.run(ask()) == (8, 1)


@pytest.mark.parametrize("headers", [{"host": "evil.example"}, {"origin": "http://evil.example"}])
def test_another_site_is_refused(address: str, headers: dict[str, str]) -> None:
    # A page of another site, whose name was made to lead here, must not read the archive.
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepted = {"accept": "application/json, text/event-stream", **headers}
    answer = httpx.post(address, json=asked, headers=accepted)
    assert answer.status_code in (403, 421)


def test_a_body_without_end_is_refused(address: str) -> None:
    answer = httpx.post(
        address,
        content=b" " * 1_000_000,
        headers={
            "accept": "application/json, text/event-stream",
            "content-type": "application/json",
        },
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--base-url", "example.org"], "--base-url: 'example.org' is no address of a site"),
        (["--http", "--host", "0.0.0.0"], "invalid choice"),
        (["--seconds", "0"], "is no number from 1 on"),
    ],
)
def test_a_wrong_option_is_said(index: Path, options: list[str], said: str) -> None:
    assert said in refused("--index", index, *options)


def test_no_index_is_said(tmp_path: Path) -> None:
    assert "There is no index in" in refused("--index", tmp_path)


def test_without_the_package_it_says_what_to_install(index: Path, tmp_path: Path) -> None:
    # A process in which the package cannot be found, all else as it is.
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\n"
        "real = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'mcp' else real(name, *rest)\n"
    )
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    done = subprocess.run(
        [sys.executable, "-m", "songngu", "mcp", "--index", str(index)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr == "songngu: songngu mcp needs the package mcp: pip install 'songngu[mcp]'\n"


def test_it_ends_with_its_input(index: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "songngu", "mcp", "--index", str(index)],
        input="this is no message\n{}\n" + "[" * 100_000 + "\n",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "this is no message" not in done.stdout
