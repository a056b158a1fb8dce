"""``songngu passwd``: give somebody a name, a role and a password, for ``serve --users``."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from songngu.command_errors import BadFile, BadOption
from songngu.environment import Settings
from web.access.passwords import hashed
from web.access.roles import NAMED
from web.access.users_file import NO_PASSWORD, User, UsersBroken, check_name, write_user


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    parser.add_argument("name", help="the name that is given when the page asks")
    parser.add_argument("--users", type=Path, required=True, metavar="FILE", help="file of users")
    parser.add_argument(
        "--role", choices=list(NAMED), default="reader", help="what they may do (default: reader)"
    )
    parser.add_argument(
        "--no-password",
        action="store_true",
        help="a reverse proxy asks for their password (serve --trusted-header)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the user into the file; the password is asked for, or read as a line of standard
    input. Returns 0. Raises ``BadOption`` and ``BadFile``."""
    try:
        check_name(args.name)
        password = NO_PASSWORD if args.no_password else hashed(_password())
        was_there = write_user(args.users, User(args.name, NAMED[args.role], password))
    except UsersBroken as problem:
        raise BadFile(str(problem)) from problem
    except ValueError as problem:
        raise BadOption(str(problem)) from problem
    print(f"{args.name} {'is now' if was_there else 'was added as'} {args.role} in {args.users}")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Again: "):
        raise BadOption("the two passwords are not the same")
    return password
