"""Every test that asks for ``engine`` runs on each engine there is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from indexer.engines import ENGINES, open_engine
from indexer.engines.protocol import Engine, Reader

sys.path.insert(0, str(Path(__file__).parent))

import documents
