"""What finding organisations by their heads costs: ``python -m bench.organisations CORPORA``.

The mentions of 500 documents of each language are decided with and without, in turns, in one run;
the figure is the ratio of the fastest rounds, in time of the processor, so that it says the same on
a busy machine.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from unittest.mock import patch

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation import annotator as steps
from indexer.annotation.annotator import Annotator
from indexer.linking.mention import Mention
from indexer.ner.evidence.known_people import gather
from songngu.labels import read_documents
from synonyms import gazetteer

DOCUMENTS: Final = 500
ROUNDS: Final = 7


def main() -> None:
    """Print a line for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    documents = list(read_documents(parser.parse_args().corpora))
    deciding = Annotator(gazetteer.load(), gather(documents))
    print("| language | without, ms a document | with | more |")
    print("|---|---|---|---|")
    for lang in ("vi", "zh"):
        own = [one for one in documents if one.lang == lang]
        chosen = random.Random(7).sample(own, min(DOCUMENTS, len(own)))
        without, whole = _seconds(deciding, chosen)
        cells = (f"{1000 * one / len(chosen):.2f}" for one in (without, whole))
        print(f"| {lang} | {' | '.join(cells)} | {whole / without - 1:.1%} |")


def _seconds(deciding: Annotator, documents: Sequence[Document]) -> tuple[float, float]:
    """Return the seconds of the fastest round without and with organisations."""
    analysed = [Analysed.of(one) for one in documents]
    without, whole = [], []
    for _ in range(ROUNDS + 1):
        whole.append(_round(deciding, analysed))
        with patch.object(steps, "with_organisations", _without):
            without.append(_round(deciding, analysed))
    # The first rounds make the tables.
    return min(without[1:]), min(whole[1:])


def _round(deciding: Annotator, analysed: Sequence[Analysed]) -> float:
    started = time.process_time()
    for one in analysed:
        deciding.annotation(one)
    return time.process_time() - started


def _without(_names: object, _contexts: object, mentions: Sequence[Mention]) -> list[Mention]:
    return list(mentions)


if __name__ == "__main__":
    main()
