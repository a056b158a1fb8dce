"""``python -m bench.serve INDEX [SECONDS]``: serve an index on a free port, and print the port."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

from search.archive import Archive
from web.app import create_app
from web.http.server import Server
from web.http.threadpool import SECONDS, Workers


def main() -> None:
    """Serve until killed; a request may take ``SECONDS``, by default as in ``songngu serve``."""
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] else SECONDS
    archive = Archive(Path(sys.argv[1]))
    archive.prepare()
    app = create_app(archive, Workers(seconds=seconds))
    Server(app, "127.0.0.1", 0, on_start=lambda url: print(urlsplit(url).port, flush=True)).run()


if __name__ == "__main__":
    main()
