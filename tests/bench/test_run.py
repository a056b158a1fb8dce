"""``bench.run`` measures what it says: plain engines are blind to the other script, ours is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.contenders import CONTENDERS
from bench.contenders.contender import Contender
from bench.query_kinds import SPELLINGS, kinds, named, relevant
from bench.run import COUNTED, measured
from bench.run_report import report
from corpus.document import Document
from corpus.readers import read_paths

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


def test_each_name_has_four_spellings_of_its_own() -> None:
    assert len(named()) > 40
    for one in named():
        assert len(one.spellings) == len(SPELLINGS)
        assert one.spellings[0] == one.vi
        assert one.spellings[1].isascii()
        assert one.spellings[2] == one.zh


def test_relevant_are_the_documents_that_say_the_name() -> None:
    name = named()[0]
    documents = [
        Document("a", "", f"Ông {name.vi} nói.", "vi"),
        Document("b", name.spellings[3], "", "zh"),
        Document("c", "", name.spellings[1], "vi"),
    ]
    assert relevant(documents)[name] == {"vi": {"a"}, "zh": {"b"}}


# Ours on Whoosh and in two processes would take ten seconds more, and say the same.
MEASURED = [
    one
    for one in CONTENDERS
    if not one.lacks and one.name not in ("Song Ngữ on whoosh", "Song Ngữ on tantivy, 2 processes")
]


@pytest.mark.parametrize("contender", MEASURED, ids=lambda one: one.name)
def test_every_contender_is_measured(contender: Contender, tmp_path: Path) -> None:
    some = sorted(SAMPLES.glob("*.md"))[::4]
    figures = measured(contender, some, tmp_path / "index", rounds=1)
    documents = [one for one in read_paths(some) if isinstance(one, Document)]
    assert figures["documents"] == len(documents)
    assert {*kinds(), COUNTED} <= {*figures["times"]}
    own = contender.name.startswith("Song Ngữ")
    recall = [figures["found"][spelling]["other"] for spelling in SPELLINGS]
    # Some samples have a name in both scripts.
    assert min(recall) == 1 if own else max(recall) < 0.5
    assert contender.name in report({contender.name: figures})
