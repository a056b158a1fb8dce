"""An archive that says what the forty slips mean, on each engine, and hardly anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.slip_cases import SLIPS
from corpus.document import Document
from indexer.pipeline.indexing import build
from search.answer.models import Results, Suggestion
from search.archive import Archive
from search.request import Request
from synonyms.spelling import is_han

TIMES = 60
"""More documents than words side by side need to be offered."""


def documents() -> list[Document]:
    """Each thing meant in ``TIMES`` documents, the first of them in 2020, the others in 2021."""
    found = []
    for at, meant in enumerate(dict.fromkeys(meant for _, meant, _ in SLIPS)):
        lang = "zh" if is_han(meant[0]) else "vi"
        text = f"昨天提到{meant}。" if lang == "zh" else f"Hôm qua báo nói về {meant}."
        for time in range(TIMES):
            date = f"{2021 if time else 2020}-01-01"
            found.append(Document(f"{at}-{time}", "Tin", text, lang, date))
    # Papers make slips too; without this, *Trong* beside toned syllables is one without its tone.
    for at, slip in enumerate(("Nguyễn Phú Trong", "Donal Trump")):
        found.append(Document(f"slip-{at}", "Tin", f"Hôm nay báo viết {slip}.", "vi", "2021-01-01"))
    return found


@pytest.fixture(scope="session", params=["tantivy", "whoosh", "opensearch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("slips") / "index"
    build(documents(), folder, request.param)
    return Archive(folder)


Offered = Callable[..., tuple[Results, list[Suggestion]]]


@pytest.fixture
def offered(archive: Archive) -> Offered:
    """Runs a query, with any further fields of the request: the answer and its offers."""

    def run(query: str, **fields: object) -> tuple[Results, list[Suggestion]]:
        results = archive.results(Request(query, **fields))  # type: ignore[arg-type]
        return results, [one for one in results.suggestions if one.sort == "near"]

    return run
