"""Files that were added, indexed by the command of the server but in this process.

A process of its own would load the segmenters for every reader anew, five seconds each; that it is
started, waits and may be killed is tested in ``tests/attack/test_uploads.py``.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from songngu.command_line import command_parser
from songngu.environment import Settings
from web.uploads.indexing_process import IndexingProcess
from web.uploads.upload_folder import UploadFolder

log = logging.getLogger(__name__)


class IndexingHere(IndexingProcess):
    """Runs the command of the server (``songngu/commands/serve.py``) on a thread."""

    def __init__(self, folder: UploadFolder, index: Path) -> None:
        command = ["index", str(folder.path), "--index", str(index), "--keep-gone", "--wait"]
        super().__init__(folder, command)
        self._is_idle = threading.Event()

    def start(self) -> None:
        self._is_idle.clear()
        super().start()

    def wait(self, seconds: float) -> bool:
        """Wait until everything that was added is indexed; return whether it is."""
        return self._is_idle.wait(seconds)

    def _work(self) -> None:
        super()._work()
        self._is_idle.set()

    def _run(self) -> None:
        args = command_parser(Settings.from_environment({})).parse_args(self._command)
        args.line = ["songngu", *self._command]
        if args.run(args):
            log.error("a document was lost")
