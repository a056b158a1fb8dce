"""Engines are named in one place and imported when they are opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.engines import ENGINES, open_engine
from indexer.index_errors import IndexMismatch, IndexProblem


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_is_called_as_in_the_table(name: str, tmp_path: Path) -> None:
    assert open_engine(name, tmp_path).name == name


def test_whoosh_runs_where_tantivy_is_not_installed() -> None:
    code = (
        "import sys; sys.modules['tantivy'] = None\n"
        "from pathlib import Path\n"
        "from indexer.engines import open_engine\n"
        "assert open_engine('whoosh', Path('x')).name == 'whoosh'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_missing_engine_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    for name in [name for name in sys.modules if name.startswith("indexer.engines.tantivy")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(IndexProblem, match="--engine whoosh"):
        open_engine("tantivy", tmp_path)


@pytest.mark.parametrize("name", ENGINES)
def test_importing_an_engine_warns_of_nothing(name: str) -> None:
    code = (
        "from pathlib import Path\n"
        "from indexer.engines import open_engine\n"
        f"open_engine({name!r}, Path('x'))\n"
    )
    done = subprocess.run(
        # -B: the sources are compiled anew, and it is then that python warns of them.
        [sys.executable, "-B", "-X", "pycache_prefix=/nonexistent", "-c", code],
        check=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert done.stderr == ""


def test_an_index_of_other_fields_is_refused_with_help(tmp_path: Path) -> None:
    tantivy = pytest.importorskip("tantivy", reason="tantivy has no wheel here")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("other")
    tantivy.Index(builder.build(), str(tmp_path))
    with pytest.raises(IndexMismatch, match="--anew"), open_engine("tantivy", tmp_path).reading():
        pass
