"""The corpus that comes with the project."""

from __future__ import annotations

from pathlib import Path


def sample_corpus() -> Path:
    """The folder of the sample documents, to be given to ``read_paths``."""
    return Path(__file__).with_name("samples")
