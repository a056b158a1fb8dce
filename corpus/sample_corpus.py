"""The sample documents that come with the project."""

from __future__ import annotations

from pathlib import Path


def sample_corpus() -> Path:
    """Return the folder of the sample documents, for ``read_paths``."""
    return Path(__file__).with_name("samples")
