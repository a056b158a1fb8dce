"""Ask for the documents of an archive that mean what a text says, nearest first."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from indexer import fields
from indexer.engines.protocol import Reader
from indexer.index_errors import IndexDamaged, NoModel
from indexer.meaning.vector_state import FOLDER, STATE, state_of
from indexer.plan import AnyOf, Plan
from indexer.storage.open_index import Stamp, stamp_of
from search.request_errors import BadRequest

if TYPE_CHECKING:
    from indexer.meaning.model import Model
    from indexer.meaning.nearest import Nearest

LIMIT: Final = 100
"""Documents of a list: ten pages. The meaning of what follows is hardly that of the query."""

DEEPEST: Final = 10_000
"""Nearest documents that are looked through for those within the filters. A narrower filter finds
fewer than ``LIMIT`` by meaning."""

REST: Final = 20
"""While vectors are being made, what was opened is used this many times as long as opening took."""


class _Opened(Struct, frozen=True):
    """The vectors of one state, and when to look for another."""

    stamp: Stamp
    model: str
    nearest: Nearest
    until: float


class MeaningLists:
    """The vectors of one archive and their model, loaded when first asked for; safe to share
    between threads."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._opened: _Opened | None = None
        self._model: Model | None = None

    @property
    def exists(self) -> bool:
        """Whether there are vectors, or there is something that should be."""
        try:
            state = state_of(self._index)
        except IndexDamaged:
            return True
        return state is not None and state.rows > 0

    def documents(self, text: str, reader: Reader, filters: Mapping[str, Plan]) -> list[str]:
        """Return ids of documents of the index, within the filters, nearest in meaning first.

        Raises ``BadRequest`` without vectors or without the model that made them, and
        ``IndexDamaged``.
        """
        opened, model = self._now()
        query = model.queries([text])[0]
        asked = LIMIT
        while True:
            near = opened.nearest.documents(query, asked)
            plan = AnyOf(fields.ID, tuple(near))
            there = {hit.id for hit in reader.every(plan, filters=filters)}
            found = [doc_id for doc_id in near if doc_id in there]
            if len(found) >= LIMIT or len(near) < asked or asked >= DEEPEST:
                return found[:LIMIT]
            asked *= 10

    def _now(self) -> tuple[_Opened, Model]:
        with self._lock:
            stamp = stamp_of(self._index / FOLDER / STATE)
            if self._opened is None or (
                stamp != self._opened.stamp and time.monotonic() >= self._opened.until
            ):
                self._opened = self._open(stamp)
            if self._model is None or self._model.name != self._opened.model:
                self._model = self._load(self._opened.model)
            return self._opened, self._model

    def _open(self, stamp: Stamp) -> _Opened:
        from indexer.meaning.nearest import Nearest  # With numpy, which no other search needs.

        began = time.monotonic()
        state = state_of(self._index)
        if state is None or not state.rows:
            raise BadRequest("no_vectors")
        nearest = Nearest.opened(self._index, state)
        ended = time.monotonic()
        return _Opened(stamp, state.model, nearest, ended + REST * (ended - began))

    def _load(self, name: str) -> Model:
        from indexer.meaning.models import open_model

        try:
            return open_model(name)
        except NoModel as problem:
            raise BadRequest("no_model", reason=str(problem)) from problem
