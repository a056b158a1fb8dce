"""``songngu synonyms suggest``: name pairs that the archive bears out, as a file to be accepted."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from search.archive import Archive
from search.mining.dated_names import gather
from search.mining.known_pairs import GazetteerPeople
from search.mining.proposal_file import shape, tsv
from search.mining.proposals import HEADINGS, Proposal, propose, with_examples
from search.request_errors import BadRequest
from songngu.command_errors import BadFile
from synonyms import gazetteer

RANGES: Final = (("days", 0, 366), ("at_least", 0, 1_000_000), ("limit", 0, 1_000_000))
"""Least and most that the arguments may be."""


def run(given: argparse.Namespace) -> int:
    """Print or write the proposals, at most ``--limit`` of each heading; 0.

    Raises ``BadRequest`` for a number out of its range, and ``BadFile`` where ``--output`` is there
    already: it may hold what was accepted.
    """
    for name, least, most in RANGES:
        value: int = getattr(given, name)
        if not least <= value <= most:
            raise BadRequest("bad_number", name=name.replace("_", "-"), value=value, limit=most)
    output: Path | None = given.output
    if output is not None and output.exists():
        raise BadFile(f"{output} is there already: name another file, or move it away")
    archive = Archive(given.index)
    known = GazetteerPeople(gazetteer.load(given.synonyms))
    with archive.reading() as reader:
        names = gather(reader)
        chosen: list[Proposal] = []
        counts: Counter[str] = Counter()
        for one in propose(names, known, given.days, given.at_least):
            counts[one.heading] += 1
            if counts[one.heading] <= given.limit:
                chosen.append(one)
        proposals = with_examples(reader, chosen)
    if given.json:
        lines = [json.dumps(shape(one), ensure_ascii=False) for one in proposals]
    else:
        lines = list(tsv(proposals, names, given.days))
    text = "".join(f"{line}\n" for line in lines)
    if output is None:
        sys.stdout.write(text)
    else:
        try:
            output.write_text(text, "utf-8")
        except OSError as error:
            raise BadFile(f"{output} cannot be written: {error.strerror}") from None
        said = ", ".join(f"{counts[heading]} {heading}" for heading in HEADINGS)
        print(f"proposed: {said}; at most {given.limit} of each are in {output}")
    return 0
