"""The protocol of models, which turn texts into vectors that are near where texts mean alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]


class Model(Protocol):
    """A model, loaded. One object is shared by all threads: its methods must stand that."""

    name: str
    """By which its entry point finds it. Vectors of two models can't be compared, so another
    version that makes other vectors needs another name."""

    dimensions: int
    """Numbers of a vector."""

    def passages(self, texts: Sequence[str]) -> Floats:
        """Return a row for each text of documents: ``len(texts)`` × ``dimensions``, of any length
        but 0; the cosine of two rows is their nearness."""

    def queries(self, texts: Sequence[str]) -> Floats:
        """Return a row for each text that is searched for, in the same shape."""
