"""The server within this process: time, an index that changes, an index that is gone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, types

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from songngu.assistant.citing import Citing
from songngu.assistant.server import Assistant

FIRST = Document("one", "Lưu Ninh thăm Lạng Sơn", "Lưu Ninh.", "vi", "2022-01-01")
SECOND = Document("two", "刘宁访问", "刘宁。", "zh", "2022-01-02")


@contextmanager
def asked(folder: Path, seconds: float = 300) -> Iterator[Any]:
    archive = Archive(folder)
    archive.prepare()
    assistant = Assistant(archive, Citing(), seconds)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(assistant.server)) as client,
    ):
        yield lambda tool, /, **arguments: portal.call(client.call_tool, tool, arguments)
    assistant.close()


def text_of(result: types.CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, types.TextContent)
    return content.text


def test_what_takes_too_long_is_ended_and_said(tmp_path: Path) -> None:
    build([FIRST], tmp_path / "index")
    with asked(tmp_path / "index", seconds=1e-9) as call:
        for name, arguments in (
            ("search", {"query": "Lưu Ninh"}),
            ("document", {"id": "one"}),
            ("person", {"name": "Lưu Ninh"}),
            ("similar", {"id": "one"}),
        ):
            result = call(name, **arguments)
            assert result.is_error
            assert "longer" in text_of(result)


def test_the_version_is_that_of_the_commit(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    build([FIRST], folder)
    with asked(folder) as call:
        before = call("search", query="Lưu Ninh").structured_content
        again = call("complete", text="luu").structured_content
        assert before["index"] == again["index"]
        build([SECOND], folder)
        after = call("search", query="Lưu Ninh").structured_content
    assert (before["total"], after["total"]) == (1, 2)
    assert (before["index"]["documents"], after["index"]["documents"]) == (1, 2)
    assert before["index"]["version"] != after["index"]["version"]


def test_the_text_of_an_answer_is_the_answer(tmp_path: Path) -> None:
    build([FIRST], tmp_path / "index")
    with asked(tmp_path / "index") as call:
        result = call("search", query="Lưu Ninh")
    assert json.loads(text_of(result)) == result.structured_content
    assert "Lưu Ninh" in text_of(result)


def test_an_index_that_is_gone_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    build([FIRST], folder)
    with asked(folder) as call:
        shutil.rmtree(folder)
        result = call("search", query="Lưu Ninh")
    assert result.is_error
    assert "There is no index in" in text_of(result)


@pytest.mark.parametrize(
    ("tool", "arguments", "ids"),
    [
        ("gate", {"name": "北山"}, ("beishan-hekou", "beishan-ningming")),
        ("person", {"name": "鲍威尔"}, ("powell-colin", "powell-jerome")),
        ("mentions", {"entity": "河南", "kind": "place"}, ("ha-nam", "henan")),
    ],
)
def test_a_name_of_several_is_asked_for_by_id(
    tmp_path: Path, tool: str, arguments: dict[str, str], ids: tuple[str, ...]
) -> None:
    build([FIRST], tmp_path / "index")
    with asked(tmp_path / "index") as call:
        said = text_of(call(tool, **arguments))
        assert "Say which id is meant." in said
        assert all(one in said for one in ids)
        for one in ids:
            assert not call(tool, **{name: one for name in arguments if name != "kind"}).is_error


def test_of_several_only_who_is_mentioned_is_meant(tmp_path: Path) -> None:
    # The gazetteer has a province of Vietnam of this name too.
    text = "河南省委书记在郑州会见越南客人。河南省与越南合作。"
    build([Document("henan", "河南省与越南", text, "zh", "2024-01-01")], tmp_path / "index")
    with asked(tmp_path / "index") as call:
        found = call("mentions", entity="河南").structured_content
        assert found["id"] == "henan"
        assert found["total"] == 3
        assert call("search", place=["河南"]).structured_content["total"] == 1
