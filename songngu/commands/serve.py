"""``songngu serve``: serve the page and the JSON interface over HTTP."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence

from indexer.index_errors import IndexReadOnly
from indexer.storage.write_lock import check_writable
from search.archive import Archive
from songngu.arguments import add_index, add_layers
from songngu.command_errors import BadOption
from songngu.environment import Settings
from songngu.open_archive import open_archive
from web.app import create_app
from web.http.allowed_hosts import Hosts
from web.http.server import Server


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)"
    )
    parser.add_argument("--port", type=int, default=8000, help="(default: 8000)")
    parser.add_argument(
        "--allowed-host",
        action="append",
        metavar="NAME",
        help="a host name that readers use, besides localhost and --host; *.example.org for all "
        "names below it, * for any; may be repeated",
    )
    parser.add_argument(
        "--read-only", action="store_true", help="accept no corrections from readers"
    )
    parser.add_argument(
        "--originals",
        action="store_true",
        help="let readers open the files that the documents came from",
    )
    parser.set_defaults(allowed_hosts=settings.allowed_hosts)
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; return 1 if the server could not start.

    Raises ``BadOption`` for a host name that is not valid, and ``IndexProblem``.
    """
    archive = open_archive(args)
    hosts = _hosts(args.host, args.allowed_host or args.allowed_hosts)
    read_only = args.read_only or not _is_writable(archive)
    app = create_app(archive, read_only=read_only, hosts=hosts, originals=args.originals)
    archive.prepare()
    # What is loaded now stays until the end. Without this the garbage collector would examine it
    # again and again, and stop every page for 75 ms each time.
    gc.collect()
    gc.freeze()
    _print_waiting(archive)

    def print_address(address: str) -> None:
        print(f"Song Ngữ: {address}  (Ctrl+C ends it); answers to {hosts}", flush=True)

    server = Server(app, args.host, args.port, on_start=print_address)
    server.run()
    return 0 if server.started else 1


def _hosts(host: str, allowed: Sequence[str]) -> Hosts:
    try:
        return Hosts.of(host, allowed)
    except ValueError as error:
        raise BadOption(str(error)) from error


def _is_writable(archive: Archive) -> bool:
    """Tell whether corrections can be kept; print why if not."""
    try:
        check_writable(archive.folder)
    except IndexReadOnly as problem:
        print(f"{problem} No corrections are taken.")
        return False
    return True


def _print_waiting(archive: Archive) -> None:
    """Print how many documents wait for ``songngu annotate``; None is an unknown number."""
    waiting = archive.waiting()
    if waiting is None or waiting:
        count = "all" if waiting is None else waiting
        print(
            f"{count} documents hold names that changed since: songngu annotate decides them again"
        )
