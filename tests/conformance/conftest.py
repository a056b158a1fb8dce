"""Every engine, plug-ins that are installed too, through the same cases: indexes are made once a
session and only read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# The table of documents, its cases and the oracle are modules of this folder, which is no package.
sys.path.insert(0, str(Path(__file__).parent))

from documents import HAND, RECORDS, earlier_version

from indexer.engines import engines, open_engine
from indexer.engines.protocol import Engine, Reader, Record
from indexer.index_errors import IndexProblem
from indexer.plan import Everything
from tests.cluster import needs_cluster

HISTORIES = ("written", "rewritten")
"""The same documents: added in several commits; and reached by replacing and deleting others."""


def opened(name: str, folder: Path) -> Engine:
    """The engine, or a skip where it is not installed."""
    if name == "opensearch":
        needs_cluster()
    try:
        return open_engine(name, folder)
    except IndexProblem as problem:
        pytest.skip(str(problem))


def write(engine: Engine, records: list[Record]) -> None:
    """One commit."""
    with engine.writing() as writer:
        for record in records:
            writer.add(record)


def ids(engine: Engine) -> list[str]:
    """Every id, newest first, of a new snapshot."""
    with engine.reading() as reader:
        return [hit.id for hit in reader.every(Everything())]


def written(engine: Engine) -> None:
    """Several commits, so that terms and facets are spread over segments."""
    write(engine, HAND)
    rest = RECORDS[len(HAND) :]
    for start in range(0, len(rest), 400):
        write(engine, rest[start : start + 400])


def rewritten(engine: Engine) -> None:
    """Other documents first, then replaced or deleted until the same ones are left."""
    write(engine, [earlier_version(record) for record in RECORDS[::3]])
    write(engine, [earlier_version(record) for record in RECORDS[1::7]])
    with engine.writing() as writer:
        for record in RECORDS[: len(RECORDS) // 2]:
            writer.add(record)
        for number in range(40):
            writer.add(earlier_version(RECORDS[number], f"gone-{number}"))
        writer.commit()
        for number in range(40):
            writer.delete(f"gone-{number}")
        for record in RECORDS[len(RECORDS) // 2 :]:
            writer.add(record)


@pytest.fixture(scope="session", params=list(engines()))
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session", params=HISTORIES)
def reader(
    request: pytest.FixtureRequest, engine_name: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    """One snapshot of all documents."""
    engine = opened(engine_name, tmp_path_factory.mktemp(engine_name) / "engine")
    {"written": written, "rewritten": rewritten}[request.param](engine)
    with engine.reading() as snapshot:
        yield snapshot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an engine may write; does not exist yet."""
    return tmp_path / "index" / "engine"


@pytest.fixture
def engine(engine_name: str, folder: Path) -> Engine:
    return opened(engine_name, folder)


@pytest.fixture
def again(engine_name: str, folder: Path) -> Callable[[], Engine]:
    """The same index as ``engine``, opened as another process would."""
    return lambda: opened(engine_name, folder)
