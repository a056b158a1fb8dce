"""``songngu annotate``: mentions decided again where rules, names or evidence have changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.corrections.corrections_file import beside, read
from indexer.pipeline.reannotation import reannotate
from songngu.corrections_report import tell_problems
from synonyms import gazetteer


def run(
    index: Path,
    synonyms: Sequence[Path],
    corrections: Path | None,
    *,
    people: bool,
    command: Sequence[str] = (),
) -> int:
    """Print how many documents were annotated again; 0."""
    names = gazetteer.load(synonyms)
    said = read(corrections or beside(index), names)
    tell_problems(said)
    done = reannotate(index, names, said, gather_people=people, command=command)
    print(f"{done.again} of {done.documents} documents annotated again")
    return 0
