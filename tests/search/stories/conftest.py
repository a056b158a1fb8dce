"""An archive of stories that were printed several times, on each engine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# The documents are a module of this folder, which is no package.
sys.path.insert(0, str(Path(__file__).parent))

from printings import PRINTINGS

from indexer.pipeline.indexing import build
from search.archive import Archive


@pytest.fixture(scope="session", params=("tantivy", "whoosh", "opensearch"))
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("stories") / "index"
    build(PRINTINGS, folder, str(request.param))
    return Archive(folder)
