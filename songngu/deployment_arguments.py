"""Arguments of ``songngu serve`` that say how it stands in its surroundings."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final

from songngu.arguments import at_least_one
from songngu.command_errors import BadFile, BadOption
from web.access.login import Access
from web.access.users_file import LiveUsers, UsersBroken
from web.http.base_path import base_path_of
from web.http.form_token import FormToken
from web.http.forwarded import Proxies
from web.operations.log_lines import LogLines
from web.routes.deployment import Deployment

_HEADER: Final = re.compile(r"[A-Za-z0-9-]{1,64}")


def add_deployment(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that docs/operations.md explains."""
    group = parser.add_argument_group("operations", "see docs/operations.md")
    group.add_argument(
        "--workers",
        type=at_least_one,
        metavar="N",
        help="N processes on one socket, each begun again if it dies; SIGHUP replaces them",
    )
    group.add_argument(
        "--base-path", default="", metavar="PATH", help="serve below this path, as /songngu"
    )
    group.add_argument(
        "--trusted-proxy",
        action="append",
        default=[],
        metavar="ADDR",
        help="an address or network whose X-Forwarded-For, -Proto and -Host are believed; may be "
        "repeated",
    )
    group.add_argument(
        "--users",
        type=Path,
        metavar="FILE",
        help="ask for names and passwords, which songngu passwd writes into this file",
    )
    group.add_argument(
        "--trusted-header",
        default="",
        metavar="NAME",
        help="the header, as X-Remote-User, by which a trusted proxy says who somebody is",
    )
    group.add_argument(
        "--metrics-open", action="store_true", help="give /metrics to everybody who can read"
    )
    group.add_argument(
        "--log",
        metavar="FILE",
        help="a JSON line for every request, and for what goes wrong; - is standard error",
    )
    group.add_argument(
        "--log-queries", action="store_true", help="with paths and queries, which name what is read"
    )


def deployment_of(args: argparse.Namespace) -> Deployment:
    """Return what these arguments say. Raises ``BadOption``, ``BadFile`` and ``OSError``."""
    try:
        base = base_path_of(args.base_path)
        proxies = Proxies.of(args.trusted_proxy)
    except ValueError as problem:
        raise BadOption(str(problem)) from problem
    header = args.trusted_header
    if header and not _HEADER.fullmatch(header):
        raise BadOption(f"{header!r} is no name of a header")
    if header and not (proxies.networks and args.users):
        raise BadOption(
            "--trusted-header needs --trusted-proxy, whose word is taken, and --users with the "
            "roles (a name that is not in it is a reader)"
        )
    if args.log_queries and not args.log:
        raise BadOption("--log-queries needs --log")
    try:
        users = LiveUsers(args.users) if args.users else None
    except UsersBroken as problem:
        raise BadFile(str(problem)) from problem
    return Deployment(
        base=base,
        proxies=proxies,
        access=Access(users, header.lower()),
        metrics_open=args.metrics_open,
        log=LogLines(args.log) if args.log else None,
        log_queries=args.log_queries,
        token=FormToken().text,
    )
