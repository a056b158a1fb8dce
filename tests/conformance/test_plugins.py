"""An engine of another package is found by its entry point; a broken one breaks no other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cases import CASES
from conftest import written
from documents import RECORDS
from oracle import Oracle

from corpus.document import Document
from indexer.engines import ENGINES, engines, open_engine
from indexer.index_errors import IndexProblem
from indexer.pipeline.indexing import build
from indexer.storage.open_index import OpenIndex

PLUGIN = '''
from indexer.engines.whoosh.engine import WhooshEngine


class Twin:
    """A tiny engine: whoosh does its work."""

    name = "twin"
    commit_every = 2

    def __init__(self, folder):
        self._engine = WhooshEngine(folder)

    def __getattr__(self, name):
        return getattr(self._engine, name)


class Misnamed(Twin):
    name = "other"


class Lacking:
    name = "lacking"

    def __init__(self, folder):
        pass
'''

POINTS = """
[songngu.engines]
twin = twin_plugin:Twin
misnamed = twin_plugin:Misnamed
lacking = twin_plugin:Lacking
absent = twin_plugin_that_is_not_there:Twin
raising = twin_plugin_raising:Twin
nameless = twin_plugin:Nobody
whoosh = twin_plugin:Twin
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution as pip lays it down, with good and bad engines."""
    home = tmp_path / "site-packages"
    info = home / "twin_plugin-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: twin-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS)
    (home / "twin_plugin.py").write_text(PLUGIN)
    (home / "twin_plugin_raising.py").write_text("raise RuntimeError('no such luck')")
    monkeypatch.syspath_prepend(home)
    monkeypatch.delitem(sys.modules, "twin_plugin", raising=False)


@pytest.mark.usefixtures("installed")
def test_a_plug_in_answers_the_cases(tmp_path: Path) -> None:
    engine = open_engine("twin", tmp_path / "index")
    written(engine)
    oracle = Oracle(RECORDS)
    with engine.reading() as reader:
        for case in CASES:
            assert reader.run(case.request).hits == oracle.run(case.request).hits, case.why


@pytest.mark.usefixtures("installed")
def test_an_index_is_made_and_opened_with_a_plug_in(tmp_path: Path) -> None:
    documents = [Document(f"d{at}", "", "Lưu Ninh", "vi") for at in range(5)]
    build(documents, tmp_path / "index", "twin")
    index = OpenIndex(tmp_path / "index")
    with index.reading() as reader:
        assert (index.engine_name, reader.size) == ("twin", 5)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("misnamed", "calls itself 'other'"),
        ("lacking", "is no engine: it lacks commit_every, reading, writing, files, orphans"),
        ("absent", "can't be loaded: ModuleNotFoundError"),
        ("raising", "can't be loaded: RuntimeError.*no such luck"),
        ("nameless", "can't be loaded: AttributeError"),
    ],
)
def test_a_broken_plug_in_is_named(tmp_path: Path, name: str, what: str) -> None:
    with pytest.raises(IndexProblem, match=f"engine {name} of the package twin-plugin {what}"):
        open_engine(name, tmp_path)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ENGINES)
def test_our_engines_are_ours_whatever_a_plug_in_calls_itself(name: str, tmp_path: Path) -> None:
    assert engines()[name].value == ENGINES[name]
    assert type(open_engine(name, tmp_path)).__module__.startswith("indexer.engines.")


@pytest.mark.usefixtures("installed")
def test_an_unknown_engine_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        IndexProblem, match="no engine 'nobody': name one of tantivy, whoosh, opensearch, twin"
    ):
        open_engine("nobody", tmp_path)
