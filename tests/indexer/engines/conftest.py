"""An engine on a real cluster; the tests that use it are skipped where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from indexer.engines.opensearch.engine import OpenSearchEngine
from tests.cluster import needs_cluster

# The documents of the suite that all engines keep are a module of a folder that is no package.
sys.path.insert(0, str(Path(__file__).parents[2] / "conformance"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the engine may write."""
    return tmp_path / "index" / "engine"


@pytest.fixture
def engine(folder: Path) -> OpenSearchEngine:
    """A new index."""
    needs_cluster()
    return OpenSearchEngine(folder)
