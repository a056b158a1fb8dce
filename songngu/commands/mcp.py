"""``songngu mcp``: offer the archive as tools to an assistant (Model Context Protocol)."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from songngu.arguments import add_index, add_layers, at_least_one
from songngu.command_errors import BadOption, NotInstalled
from songngu.environment import Settings
from songngu.open_archive import open_archive
from web.http.allowed_hosts import LOOPBACK

if TYPE_CHECKING:
    from songngu.assistant.server import Assistant

SECONDS: Final = 20
"""What one answer may take: an assistant waits longer than a reader, and its clients give up after
a minute."""


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="where songngu serve answers to readers, such as https://example.org: answers cite "
        "its pages (default: they cite in words)",
    )
    parser.add_argument(
        "--http",
        action="store_true",
        help="answer over HTTP on this machine, not over standard input and output",
    )
    parser.add_argument(
        "--host",
        choices=LOOPBACK,
        default="127.0.0.1",
        help="with --http: address to listen on (default: 127.0.0.1)",
    )
    parser.add_argument(
        "--port", type=int, default=8001, help="with --http: port to listen on (default: 8001)"
    )
    parser.add_argument(
        "--seconds",
        type=at_least_one,
        default=SECONDS,
        metavar="N",
        help=f"seconds that one answer may take (default: {SECONDS})",
    )
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Answer until the input ends, or over HTTP until interrupted; return 1 if the server could not
    start.

    Raises ``NotInstalled`` without the package, ``BadOption`` for an address that is none, and
    ``IndexProblem``.
    """
    if find_spec("mcp") is None:
        raise NotInstalled("songngu mcp needs the package mcp: pip install 'songngu[mcp]'")
    from songngu.assistant.citing import Citing
    from songngu.assistant.server import Assistant

    try:
        citing = Citing(args.base_url)
    except ValueError as error:
        raise BadOption(f"--base-url: {error}") from error
    archive = open_archive(args)
    archive.prepare()
    assistant = Assistant(archive, citing, args.seconds)
    try:
        if args.http:
            return _serve_http(assistant, args.host, args.port)
        assistant.serve_stdio()
    finally:
        assistant.close()
    return 0


def _serve_http(assistant: Assistant, host: str, port: int) -> int:
    from web.http.server import Server

    def print_address(address: str) -> None:
        print(f"Song Ngữ for assistants: {address}mcp  (Ctrl+C ends it)", file=sys.stderr)

    server = Server(assistant.http_app(host), host, port, on_start=print_address)
    server.run()
    return 0 if server.started else 1
