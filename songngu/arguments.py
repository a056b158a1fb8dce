"""Arguments that several commands share, and the check that typed texts are UTF-8."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from songngu.command_errors import BadText
from songngu.environment import Settings


def add_index(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add ``--index``."""
    parser.add_argument(
        "--index", type=Path, default=settings.index, metavar="DIR", help="folder of the index"
    )


def add_layers(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add ``--synonyms`` and ``--corrections``, the user's own files."""
    add_synonyms(parser)
    parser.add_argument(
        "--corrections",
        type=Path,
        default=settings.corrections,
        metavar="FILE",
        help="your corrections (default: DIR.corrections.tsv, beside the index)",
    )


def add_synonyms(parser: argparse.ArgumentParser, note: str = "") -> None:
    """Add ``--synonyms``; ``note`` says what else a command reads there."""
    parser.add_argument(
        "--synonyms",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help=f"your own gazetteer files, layered over ours; may be repeated{note}",
    )


def at_least_one(text: str) -> int:
    """Return the number that an option was given; an error of ``argparse`` below 1."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def check_texts(arguments: Mapping[str, object]) -> None:
    """Raise ``BadText`` for the first text among the arguments that is not UTF-8.

    Paths may hold any bytes and are of another type. ``line`` is the command line as it was typed,
    paths included, and is not checked.
    """
    for name, value in arguments.items():
        for one in value if isinstance(value, list) and name != "line" else [value]:
            if isinstance(one, str):
                check_text(one)


def check_text(text: str) -> None:
    """Raise ``BadText`` if the bytes of a text were not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        shown = text.encode("utf-8", "backslashreplace").decode()
        raise BadText(f"{shown}: this is no UTF-8. Type it again, or convert it.") from None
