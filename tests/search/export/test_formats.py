"""A format of exports can be added by a package of its own; a broken one breaks no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.export import formats
from search.export.formats import (
    OURS,
    ExportFormat,
    default_format,
    export_format,
    export_formats,
    format_names,
)
from search.export.writers import COLUMNS
from search.request_errors import BadRequest

PLUGIN = '''
"""Counts lines by document: the smallest format that reads every line."""

from collections import Counter

from search.export.formats import ExportFormat


def write(batches, columns):
    counted = Counter()
    for batch in batches:
        counted.update(line.shape()["doc"] for line in batch)
        yield b""
    yield "".join(f"{doc} {count}\\n" for doc, count in sorted(counted.items())).encode()


TALLY = ExportFormat("text/x-tally", write)
NO_FORMAT = write
'''

Install = Callable[[dict[str, str]], Path]


@pytest.fixture
def install(tmp_path: Path) -> Install:
    """Lay a distribution with these entry points into a folder, as an installer does."""

    def install(entries: dict[str, str]) -> Path:
        site = tmp_path / "site"
        info = site / "songngu_tally-1.0.dist-info"
        info.mkdir(parents=True)
        (site / "songngu_tally.py").write_text(PLUGIN, "utf-8")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: songngu-tally\nVersion: 1.0\n")
        lines = (f"{name} = {value}\n" for name, value in entries.items())
        (info / "entry_points.txt").write_text("[songngu.exports]\n" + "".join(lines), "utf-8")
        return site

    return install


@pytest.fixture
def installed(install: Install, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install for this process."""

    def forget() -> None:
        formats._plugins.cache_clear()
        export_formats.cache_clear()
        sys.modules.pop("songngu_tally", None)

    def here(entries: dict[str, str]) -> Path:
        site = install(entries)
        monkeypatch.syspath_prepend(str(site))
        forget()
        return site

    yield here
    forget()


def archive(folder: Path) -> Archive:
    documents = [
        Document("a", "Hữu Nghị", "Qua cửa khẩu Hữu Nghị, rồi cửa khẩu Hữu Nghị.", "vi", "2024"),
        Document("b", "Tin", "Cửa khẩu Hữu Nghị mở cửa.", "vi", "2023"),
    ]
    build(documents, folder)
    return Archive(folder)


def test_ours_are_there_without_any_plugin() -> None:
    assert tuple(export_formats()) == format_names() == ("jsonl", "csv", "xlsx")
    assert default_format() == "jsonl"


def test_a_plugin_stands_in_the_table_beside_ours(installed: Install, tmp_path: Path) -> None:
    installed({"tally": "songngu_tally:TALLY"})
    assert format_names() == (*OURS, "tally")
    found = export_format("tally")
    assert found.media_type == "text/x-tally"
    lines = list(archive(tmp_path / "index").mentions(["huu-nghi"]))
    counted = {doc: sum(line.doc == doc for batch in lines for line in batch) for doc in "ab"}
    assert counted["a"] > counted["b"] > 0
    written = b"".join(found.write(lines, COLUMNS)).decode()
    assert written == "".join(f"{doc} {count}\n" for doc, count in counted.items())


@pytest.mark.parametrize(
    "value", ["songngu_gone:TALLY", "songngu_tally:GONE", "songngu_tally:NO_FORMAT"]
)
def test_a_broken_plugin_is_told_and_breaks_no_other(
    installed: Install, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    installed({"broken": value, "tally": "songngu_tally:TALLY"})
    assert tuple(export_formats()) == (*OURS, "tally")
    assert value in caplog.text
    with pytest.raises(BadRequest) as raised:
        export_format("broken")
    assert raised.value.code == "broken_format"
    assert "jsonl, csv, xlsx, tally" in str(raised.value)


@pytest.mark.parametrize("name", ["csv", "Tally", "a b", "x" * 17, "größe", "a-b"])
def test_a_plugin_takes_no_name_of_ours_and_none_that_no_file_can_have(
    installed: Install, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    installed({name: "songngu_tally:TALLY"})
    assert dict(export_formats()) == OURS
    assert "songngu_tally:TALLY" in caplog.text


def test_what_no_plugin_and_none_of_ours_is_called_is_a_bad_format() -> None:
    with pytest.raises(BadRequest) as raised:
        export_format("pdf")
    assert raised.value.code == "bad_format"


@pytest.mark.parametrize("media_type", ["", "text", "text/plain\r\nX: y", "văn/bản", "a/b; c"])
def test_a_media_type_that_no_header_can_hold_is_refused(media_type: str) -> None:
    with pytest.raises(ValueError, match="media type"):
        ExportFormat(media_type, OURS["csv"].write)


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")


def test_the_command_line_and_the_interface_offer_a_plugin(
    install: Install, tmp_path: Path
) -> None:
    site = install({"tally": "songngu_tally:TALLY", "broken": "songngu_gone:TALLY"})
    index = tmp_path / "index"
    lines = [line for batch in archive(index).mentions(["huu-nghi"]) for line in batch]
    expected = {doc: sum(line.doc == doc for line in lines) for doc in "ab"}
    text = "".join(f"{doc} {count}\n" for doc, count in expected.items())
    command = ("-m", "songngu", "mentions", "Hữu Nghị", "--index", str(index), "--format")
    assert run(site, *command, "tally").stdout == text
    broken = run(site, *command, "broken")
    assert broken.returncode == 1
    assert "'broken' is a plug-in that can't be loaded" in broken.stderr
    assert run(site, *command, "jsonl").returncode == 0

    asked = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from starlette.testclient import TestClient\n"
        "from search.archive import Archive\n"
        "from web.app import create_app\n"
        "app = create_app(Archive(Path(sys.argv[1])))\n"
        "with TestClient(app, base_url='http://localhost') as c:\n"
        "    file = c.get('/api/mentions?entity=huu-nghi&format=tally')\n"
        "    api = c.get('/api/openapi.json').json()['paths']['/api/mentions']['get']\n"
        "    broken = c.get('/api/mentions?entity=huu-nghi&format=broken')\n"
        "    page = c.get('/gates/huu-nghi').text\n"
        "schema = [p['schema'] for p in api['parameters'] if p['name'] == 'format']\n"
        "print(json.dumps([file.text, file.headers['content-type'], schema[0]['enum'],\n"
        "    list(api['responses']['200']['content']), broken.status_code,\n"
        "    'value=\"tally\"' in page]))\n"
    )
    done = run(site, "-c", asked, str(index))
    file, media_type, names, types, status, is_offered = json.loads(done.stdout.splitlines()[-1])
    assert (file, names, status, is_offered) == (text, [*OURS, "tally"], 400, True)
    assert media_type.startswith("text/x-tally")
    assert "text/x-tally" in types
