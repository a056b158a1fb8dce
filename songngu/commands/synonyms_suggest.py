"""``songngu synonyms suggest``: propose name pairs from the archive, as a file to be accepted.

Rows that the user's files have as refused (``#- ``) are not proposed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from msgspec import Struct

from search.archive import Archive
from search.mining.gathered_names import gather
from search.mining.known_pairs import GazetteerPeople
from search.mining.proposal_file import shape, tsv
from search.mining.proposals import HEADINGS, Proposal, propose, with_examples
from search.mining.refused_pairs import read_refused
from search.request_errors import BadRequest
from songngu.arguments import add_index, add_synonyms
from songngu.command_errors import BadFile
from songngu.environment import Settings
from synonyms import gazetteer


class NumberOption(Struct, frozen=True):
    """An option that is a number from 0 to ``most``."""

    name: str
    default: int
    most: int
    help: str


NUMBERS: Final = (
    NumberOption("days", 3, 366, "days that two dates may differ to count as shared"),
    NumberOption("at-least", 2, 1_000_000, "shared days that confirm a pair"),
    NumberOption("limit", 50, 1_000_000, "proposals under each heading"),
)


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    for option in NUMBERS:
        parser.add_argument(
            f"--{option.name}",
            type=int,
            default=option.default,
            metavar="N",
            help=f"{option.help} (default: {option.default})",
        )
    add_synonyms(parser, "; a proposal with '#- ' in place of '#? ' is refused there for good")
    parser.add_argument("--output", type=Path, metavar="FILE", help="a new file to write")
    parser.add_argument("--json", action="store_true", help="print one JSON object a proposal")


def run(args: argparse.Namespace) -> int:
    """Print or write the proposals, at most ``--limit`` under each heading; return 0.

    Raises ``BadRequest`` for a number out of its range, and ``BadFile`` if ``--output`` exists
    already, because it may hold what was accepted.
    """
    _check_numbers(args)
    output: Path | None = args.output
    if output is not None and output.exists():
        raise BadFile(f"{output} is there already: name another file, or move it away")
    lines, counts = _proposals(args)
    text = "".join(f"{line}\n" for line in lines)
    if output is None:
        sys.stdout.write(text)
        return 0
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise BadFile(f"{output} cannot be written: {error.strerror}") from None
    found = ", ".join(f"{counts[heading]} {heading}" for heading in HEADINGS)
    print(f"proposed: {found}; at most {args.limit} of each are in {output}")
    return 0


def _check_numbers(args: argparse.Namespace) -> None:
    for option in NUMBERS:
        value: int = getattr(args, option.name.replace("-", "_"))
        if not 0 <= value <= option.most:
            raise BadRequest("bad_number", name=option.name, value=value, limit=option.most)


def _proposals(args: argparse.Namespace) -> tuple[list[str], Counter[str]]:
    """Return the lines to print, and the number of proposals found under each heading."""
    known = GazetteerPeople(gazetteer.load(args.synonyms))
    refused = read_refused(args.synonyms)
    with Archive(args.index).reading() as reader:
        names = gather(reader)
        chosen: list[Proposal] = []
        counts: Counter[str] = Counter()
        for proposal in propose(names, known, args.days, args.at_least, refused):
            counts[proposal.heading] += 1
            if counts[proposal.heading] <= args.limit:
                chosen.append(proposal)
        proposals = with_examples(reader, chosen)
    if args.json:
        return [json.dumps(shape(one), ensure_ascii=False) for one in proposals], counts
    return list(tsv(proposals, names, args.days)), counts
