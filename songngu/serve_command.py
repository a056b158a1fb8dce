"""``songngu serve``: the page and the JSON interface over HTTP."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from indexer.index_errors import IndexReadOnly
from indexer.storage.write_lock import check_writable
from search.archive import Archive
from songngu.command_errors import BadOption


def run(
    archive: Archive, host: str, port: int, allowed_hosts: Sequence[str], *, read_only: bool
) -> int:
    """Serve until interrupted."""
    from web.app import create_app
    from web.http.allowed_hosts import Hosts
    from web.http.server import Server

    try:
        hosts = Hosts.of(host, allowed_hosts)
    except ValueError as error:
        raise BadOption(str(error)) from error
    try:
        check_writable(archive.folder)
    except IndexReadOnly as problem:
        print(f"{problem} No corrections are taken.")
        read_only = True
    app = create_app(archive, read_only=read_only, hosts=hosts)
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

    def told(address: str) -> None:
        print(f"Song Ngữ: {address}  (Ctrl+C ends it); answers to {hosts}", flush=True)

    server = Server(app, host, port, on_start=told)
    server.run()
    return 0 if server.started else 1
