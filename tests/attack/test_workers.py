"""Several processes on one socket: nothing that was asked goes without its answer."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system can't fork")

PATIENCE = 300.0


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


class Served:
    """A server of several processes, with its log."""

    def __init__(self, index: Path, log: Path, *arguments: str) -> None:
        self.index, self.log = index, log
        given = ["serve", "--index", str(index), "--port", "0", "--log", str(log), *arguments]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "songngu", *given], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        found = re.search(r":(\d+)/", self.process.stdout.readline())
        assert found is not None
        self.port = int(found[1])

    def ask(
        self, path: str, method: str = "GET", body: str = "", one: HTTPConnection | None = None
    ) -> tuple[int, str]:
        asked = one or HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        asked.request(method, path, body or None)
        answer = asked.getresponse()
        text = answer.read().decode()
        if one is None or answer.getheader("connection") == "close":
            asked.close()
        return answer.status, text

    def lines(self, event: str) -> list[dict[str, Any]]:
        found = [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]
        return [one for one in found if one["event"] == event]

    def workers(self) -> set[int]:
        figures = self.ask("/metrics")[1]
        return {int(one) for one in re.findall(r'kind="anonymous",process="(\d+)"', figures)}


@pytest.fixture
def served(folder: Path, tmp_path: Path) -> Iterator[Served]:
    one = Served(folder, tmp_path / "log", "--workers", "2")
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGTERM)
            one.process.wait(PATIENCE)
        assert one.process.stdout is not None
        one.process.stdout.close()


@contextmanager
def asked_all_the_while(served: Served) -> Iterator[Counter[str]]:
    """Four readers who ask without a pause: two on connections that they keep, two on new ones.
    What is counted is the status of each answer, or the error in the place of one."""
    told: Counter[str] = Counter()
    ends = threading.Event()

    def read(keeps: bool) -> None:
        kept = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE) if keeps else None
        while not ends.is_set():
            try:
                told[str(served.ask("/search?q=luu+ninh", one=kept)[0])] += 1
            except (OSError, HTTPException) as error:
                told[type(error).__name__] += 1

    readers = [threading.Thread(target=read, args=(keeps,)) for keeps in (True, True, False, False)]
    for one in readers:
        one.start()
    try:
        yield told
        ends.set()
        for one in readers:
            one.join()
    finally:
        ends.set()


def test_all_processes_answer_and_the_figures_are_of_all(served: Served) -> None:
    def answering() -> set[int]:
        served.ask("/people")
        return {one["process"] for one in served.lines("request")}

    wait_until(lambda: len(answering()) == 2)
    wait_until(lambda: len(served.workers()) == 2)
    figures = served.ask("/metrics")[1]
    counted = re.search(
        r'requests_total\{method="GET",route="/people",status="200"\} (\d+)', figures
    )
    assert counted is not None
    assert int(counted[1]) == sum(one["route"] == "/people" for one in served.lines("request"))


def test_a_reload_loses_no_answer(served: Served) -> None:
    before = served.workers()
    with asked_all_the_while(served) as told:
        wait_until(lambda: told["200"] > 20)
        served.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(served.workers() - before) == 2 and not served.workers() & before)
        after = told["200"]
        wait_until(lambda: told["200"] > after + 20)
    assert set(told) == {"200"}


def test_a_process_that_dies_is_begun_again(served: Served) -> None:
    victim, other = sorted(served.workers())
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: victim not in served.workers() and len(served.workers()) == 2)
    assert other in served.workers()
    assert any("signal 9" in one["message"] for one in served.lines("log"))


def test_when_the_first_process_is_killed_the_others_end(served: Served) -> None:
    workers = served.workers()
    served.process.kill()
    served.process.wait(PATIENCE)

    def is_gone(process: int) -> bool:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        # One that ended and whose new parent has not asked yet.
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"

    wait_until(lambda: all(map(is_gone, workers)))


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_answers_what_was_asked_before(served: Served, sig: int) -> None:
    waiting = [HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE) for _ in range(6)]
    for one in waiting:
        one.request("GET", "/api/search?q=luu+ninh")
    answers = [waiting[0].getresponse()]
    served.process.send_signal(sig)
    answers += [one.getresponse() for one in waiting[1:]]
    assert {answer.status for answer in answers} == {200}
    for answer in answers:
        json.loads(answer.read())
    assert served.process.wait(PATIENCE) == 0


def test_a_correction_is_seen_by_every_process(served: Served) -> None:
    page = served.ask("/gates/huu-nghi")[1]
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token is not None
    form = f"token={token[1]}&said=apart&entity=L%C6%B0u+Ninh&form=L%C6%B0u+Ninh&note=hai"
    # Whichever process takes the form, it is the token of all.
    assert served.ask("/corrections", "POST", form)[0] == 303
    for _ in range(20):
        assert "hai" in served.ask("/corrections")[1]
    wrote = {one["process"] for one in served.lines("request") if one["method"] == "POST"}
    read = {one["process"] for one in served.lines("request") if one["route"] == "/corrections"}
    assert len(wrote) == 1
    assert read <= served.workers()


def test_a_new_commit_is_seen_by_every_process_under_requests(
    served: Served, tmp_path: Path
) -> None:
    def commit() -> str:
        return str(json.loads(served.ask("/healthz/ready")[1])["commit"])

    (tmp_path / "new.jsonl").write_text(
        json.dumps({"id": "new", "body": "Ông Lưu Ninh thăm Bằng Tường.", "lang": "vi"}), "utf-8"
    )
    before = commit()
    with asked_all_the_while(served) as told:
        wait_until(lambda: told["200"] > 20)
        given = ["index", str(tmp_path / "new.jsonl"), "--index", str(served.index)]
        subprocess.run([sys.executable, "-m", "songngu", *given], check=True, capture_output=True)
        # Not soon: at once, for a request that begins after the commit.
        for _ in range(20):
            assert commit() != before
            assert served.ask("/doc/new")[0] == 200
    assert set(told) == {"200"}


def test_an_index_that_cannot_be_read_is_said_and_ends_it(tmp_path: Path) -> None:
    given = ["serve", "--workers", "2", "--index", str(tmp_path / "none"), "--port", "0"]
    done = subprocess.run([sys.executable, "-m", "songngu", *given], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("songngu: ")


def test_a_port_that_is_taken_is_said(served: Served) -> None:
    given = ["serve", "--workers", "2", "--index", str(served.index), "--port", str(served.port)]
    done = subprocess.run([sys.executable, "-m", "songngu", *given], capture_output=True, text=True)
    assert done.returncode == 1
    assert "in use" in done.stderr
    assert "Traceback" not in done.stderr
