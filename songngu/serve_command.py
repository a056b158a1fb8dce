"""``songngu serve``: the page and the JSON interface over HTTP."""

from __future__ import annotations

import gc

from indexer.errors import IndexReadOnly
from indexer.locking import check_writable
from search.archive import Archive


def run(archive: Archive, host: str, port: int, *, read_only: bool) -> int:
    """Serve until interrupted."""
    import uvicorn

    from web.app import create_app

    try:
        check_writable(archive.folder)
    except IndexReadOnly as problem:
        print(f"{problem} No corrections are taken.")
        read_only = True
    app = create_app(archive, read_only=read_only)
    archive.prepare()
    # What is loaded by now stays: looking for garbage in it stops every page for 75 ms, again and
    # again.
    gc.collect()
    gc.freeze()
    waiting = archive.waiting()
    if waiting is None or waiting:
        count = "all" if waiting is None else waiting
        print(
            f"{count} documents hold names that changed since: songngu annotate decides them again"
        )
    print(f"Song Ngữ: http://{host}:{port}/  (Ctrl+C ends it)", flush=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)
    return 0
