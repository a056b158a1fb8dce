"""What `songngu index` says of text that nobody would find, and of a file of bad lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from corpus.decoding.legacy_fonts import to_shown, to_tcvn3, to_vni

TEXT = "Cửa khẩu quốc tế Hữu Nghị thông quan hàng hóa trở lại từ ngày mai"
SHORT = "Cửa khẩu Hữu Nghị"
"""What is too short for a proof, so that it is not mended."""


def index(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "songngu", "index", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_garbled_text_is_indexed_and_said_in_words_and_as_json(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "abc.txt").write_text(to_tcvn3(SHORT), "utf-8")
    # The second is mended, so there is nothing to say of it.
    texts = (to_vni(SHORT), to_shown(TEXT.encode()), TEXT)
    lines = [json.dumps({"body": text}) for text in texts]
    (folder / "more.jsonl").write_text("\n".join(lines), "utf-8")
    plain = index(folder, "--index", tmp_path / "one")
    assert plain.returncode == 0
    for place, name in (("abc.txt", "TCVN3"), ("more.jsonl:1", "VNI")):
        assert any(f"{place}: reads like {name}" in line for line in plain.stderr.splitlines())
    done = index(folder, "--index", tmp_path / "two", "--json")
    report = json.loads(done.stdout)
    assert report["documents"] == 4
    said = [(one["line"], one["lost"]) for one in report["failures"]]
    assert said == [(0, False), (1, False)]


def test_thousands_of_bad_lines_are_few_lines_and_one_number(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("x\n" * 3_000 + json.dumps({"body": TEXT}), "utf-8")
    done = index(path, "--index", tmp_path / "index")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) < 150
    assert "3000 problems" in done.stdout
