"""All that a server needs to take files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from msgspec import Struct, field

from web.http.refusals import Refusal
from web.uploads.indexing_process import IndexingProcess
from web.uploads.reception import UploadLimits
from web.uploads.upload_folder import UploadFolder

AT_ONCE: Final = 8
"""Requests that may send files at once: each holds some 300 KB and a thread that writes."""


class Uploads(Struct):
    """Where files are kept, what indexes them, and how much is taken."""

    folder: UploadFolder
    indexing: IndexingProcess
    limits: UploadLimits = field(default_factory=UploadLimits)
    _sending: int = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count a request that sends files, in the event loop. Raises ``Refusal`` for too many."""
        if self._sending >= AT_ONCE:
            raise Refusal("busy")
        self._sending += 1
        try:
            yield
        finally:
            self._sending -= 1
