"""``songngu serve``: serve the page and the JSON interface over HTTP."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from msgspec.structs import replace

from indexer.index_errors import IndexReadOnly
from indexer.storage.write_lock import check_writable
from search.archive import Archive
from search.names.languages import prepare_languages, prepare_segmenters
from songngu.arguments import add_index, add_layers
from songngu.command_errors import BadOption
from songngu.deployment_arguments import add_deployment, deployment_of
from songngu.environment import Settings
from songngu.open_archive import open_archive
from songngu.resident_objects import keep_resident
from web.app import create_app
from web.http.allowed_hosts import Hosts
from web.http.server import QUEUED, Server
from web.http.supervisor import Supervisor
from web.operations.log_lines import take_over
from web.operations.metrics import FOLDER as METRICS_FOLDER
from web.operations.metrics import Metrics, forget_process
from web.routes.deployment import Deployment
from web.uploads.indexing_process import IndexingProcess
from web.uploads.upload_folder import UploadFolder
from web.uploads.uploads import Uploads


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
        "--read-only", action="store_true", help="accept no corrections, lists or files"
    )
    parser.add_argument(
        "--originals",
        action="store_true",
        help="let readers open the files that the documents came from",
    )
    parser.add_argument(
        "--uploads",
        type=Path,
        metavar="DIR",
        help="let operators add files: kept below this folder, indexed in the background",
    )
    parser.set_defaults(allowed_hosts=settings.allowed_hosts)
    add_layers(parser, settings)
    add_deployment(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; return 1 if the server could not start.

    Raises ``BadOption`` for an option that is not valid, ``BadFile`` and ``IndexProblem``.
    """
    hosts = _hosts(args.host, args.allowed_host or args.allowed_hosts)
    deployment = deployment_of(args)
    archive = open_archive(args)
    read_only = args.read_only or not _is_writable(archive)
    site = partial(_site, args, hosts, read_only)
    if args.workers:
        return _serve_by_many(args, site, deployment)
    app = site(deployment, archive)
    archive.prepare_names()
    keep_resident()
    _print_waiting(archive)

    def begin(address: str) -> None:
        print(f"Song Ngữ: {address}  (Ctrl+C ends it); answers to {hosts}", flush=True)
        # Beside the first pages, which need none of it.
        threading.Thread(target=_prepare_the_rest, daemon=True).start()

    server = Server(app, args.host, args.port, on_start=begin)
    server.end_work = app.state.end_work
    _take_over(deployment)
    server.run()
    return 0 if server.started else 1


def _site(
    args: argparse.Namespace,
    hosts: Hosts,
    read_only: bool,
    deployment: Deployment,
    archive: Archive,
) -> FastAPI:
    uploads = None if read_only or args.uploads is None else _uploads(args, archive.engine_name)
    deployment = replace(deployment, metrics=Metrics(), uploads=uploads)
    return create_app(
        archive,
        read_only=read_only,
        hosts=hosts,
        originals=args.originals,
        deployment=deployment,
    )


def _serve_by_many(
    args: argparse.Namespace, site: Callable[[Deployment, Archive], FastAPI], deployment: Deployment
) -> int:
    """Serve with several processes. What is the same for all is loaded before they are made, so
    that they share it; each opens the index itself."""
    if not hasattr(os, "fork"):
        raise BadOption("--workers needs a system that can fork; leave it out here")
    prepare_languages()
    keep_resident()
    family = socket.AF_INET6 if ":" in args.host else socket.AF_INET
    listening = socket.create_server((args.host, args.port), family=family, backlog=QUEUED)

    def work(shared: socket.socket, answers: Callable[[], None]) -> int:
        archive = open_archive(args)
        app = site(deployment, archive)
        archive.prepare()
        keep_resident()
        server = Server(app, args.host, args.port, on_start=lambda _: answers())
        server.end_work = app.state.end_work
        _take_over(deployment)
        server.run(sockets=[shared])
        return 0 if server.started else 1

    def print_address() -> None:
        host = f"[{args.host}]" if ":" in args.host else args.host
        address = f"http://{host}:{listening.getsockname()[1]}/"
        print(f"Song Ngữ: {address}  (Ctrl+C ends it); {args.workers} processes", flush=True)

    _take_over(deployment)
    with TemporaryDirectory(prefix="songngu-metrics-") as folder:
        os.environ[METRICS_FOLDER] = folder
        return Supervisor(listening, args.workers, work, forget_process).run(print_address)


def _take_over(deployment: Deployment) -> None:
    if deployment.log is not None:
        take_over(deployment.log, queries=deployment.log_queries)


def _prepare_the_rest() -> None:
    prepare_segmenters()
    keep_resident()


def _hosts(host: str, allowed: Sequence[str]) -> Hosts:
    try:
        return Hosts.of(host, allowed)
    except ValueError as error:
        raise BadOption(str(error)) from error


def _uploads(args: argparse.Namespace, engine: str) -> Uploads:
    """Return where files are kept, and what indexes them as ``songngu index`` does."""
    index, path = args.index.resolve(), args.uploads.resolve()
    if path.is_relative_to(index):
        raise BadOption(f"--uploads {args.uploads} is in the index; name a folder beside it")
    try:
        folder = UploadFolder(path)
    except OSError as error:
        raise BadOption(
            f"--uploads {args.uploads} can't be written: {error.strerror}; name a folder that can"
        ) from error
    layers = [option for one in args.synonyms for option in ("--synonyms", str(one.resolve()))]
    if args.corrections:
        layers += ["--corrections", str(args.corrections.resolve())]
    command = [sys.executable, "-m", "songngu", "index", str(folder.path), "--index", str(index)]
    command += ["--engine", engine, "--keep-gone", "--wait", *layers]
    return Uploads(folder, IndexingProcess(folder, command))


def _is_writable(archive: Archive) -> bool:
    """Tell whether corrections can be kept; print why if not."""
    try:
        check_writable(archive.folder)
    except IndexReadOnly as problem:
        print(f"{problem} No corrections and no files are taken.")
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
