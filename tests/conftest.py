"""For all tests: one profile of Hypothesis, and requests that no HTTP library would send."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests import cluster

# No deadline, and no check of how fast data is made: both are assertions on time, which fail on a
# busy machine. In CI the same examples each time: a red run is red again and tells of the change
# that was made; elsewhere others each time, so that every run of a developer looks further.
settings.register_profile(
    "songngu",
    deadline=None,
    derandomize=os.environ.get("SONGNGU_REQUIRE_SYSTEM") == "1",
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("songngu")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Two processes more than cores: tests of servers and connections mostly wait."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return (os.cpu_count() or 1) + 2


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what runs on every engine where there is no cluster for OpenSearch."""
    callspec = getattr(item, "callspec", None)
    given = callspec.params.values() if callspec is not None else ()
    # Compared as text alone: an array would compare each of its numbers.
    if any(isinstance(value, str) and value == "opensearch" for value in given):
        cluster.needs_cluster()


@pytest.fixture(scope="session", autouse=True)
def clean_cluster() -> Iterator[None]:
    """Leaves nothing of these tests on the OpenSearch cluster."""
    yield from cluster.cleaned()


@pytest.fixture(autouse=True)
def no_index_of_a_test_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """Deletes the indices of a test when it ends: a node holds 1,000 shards."""
    uses_folder = "tmp_path" in request.fixturenames
    folder: Path | None = request.getfixturevalue("tmp_path") if uses_folder else None
    yield
    is_used = cluster.answers.cache_info().currsize and cluster.answers()
    if folder is not None and is_used:
        cluster.forget(folder)


PATIENCE = 300.0
"""Seconds that a request may take where its time is not what is tested: on a machine that does ten
other things the five of a server were too few for the first one (2026-11)."""


@pytest.fixture(scope="session", autouse=True)
def patient_requests() -> Iterator[None]:
    """Gives the applications that tests make without workers of their own more time."""
    import web.app
    from web.http.threadpool import Workers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web.app, "Workers", partial(Workers, seconds=PATIENCE))
        yield


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The index of the sample corpus by an engine, made once a process: four seconds of processor
    for each module otherwise. It is read; who changes it copies it before."""

    @cache
    def made(engine: str) -> Path:
        from corpus.readers import read_paths
        from corpus.sample_corpus import sample_corpus
        from indexer.pipeline.indexing import build

        folder = tmp_path_factory.mktemp("samples") / "index"
        build(read_paths([sample_corpus()]), folder, engine)
        return folder

    return made


@dataclass
class RawAnswer:
    """What an application answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@pytest.fixture(scope="session")
def send_raw() -> Callable[..., RawAnswer]:
    """Give an application any bytes as a request, as a server would hand them on."""
    return _send_raw


def _send_raw(
    app: Any,
    path: str,
    query_string: bytes = b"",
    *,
    method: str = "GET",
    headers: Sequence[tuple[bytes, bytes]] = ((b"host", b"localhost"),),
) -> RawAnswer:
    answer = RawAnswer()
    sent = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, object]:
        for message in sent:
            return message
        await asyncio.Event().wait()  # The client stays, and sends nothing more.
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": query_string,
        "headers": list(headers),
        "server": ("localhost", 80),
        "client": ("localhost", 1),
        "root_path": "",
    }
    asyncio.run(app(scope, receive, send))
    return answer


@pytest.fixture(scope="module")
def word_model() -> Iterator[None]:
    """The package of tests/word_model is installed, here and in the processes that are started."""
    home = str(Path(__file__).with_name("word_model"))
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(home)
        patch.setenv("PYTHONPATH", home, prepend=os.pathsep)
        yield


# A shell starts what runs in the background with SIGINT ignored, and every process started here
# would inherit that; tests that interrupt one would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
