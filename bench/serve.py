"""A server of an index on a free port of loopback, which it prints: ``INDEX [SECONDS]``."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import uvicorn

from search.archive import Archive
from web.app import create_app
from web.workers import SECONDS, Workers


def main() -> None:
    """Serve until killed."""
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] else SECONDS
    archive = Archive(Path(sys.argv[1]))
    archive.prepare()
    app = create_app(archive, Workers(seconds=seconds))
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run([listening])


if __name__ == "__main__":
    main()
