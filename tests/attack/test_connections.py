"""Clients that are idle, slow or absurd lock nobody out, and the server always ends when told."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
LAST = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
ENDLESS = b"GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n"
FORM = b"POST /corrections HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n"

WAITS = ("first_byte", "idle", "head", "body", "taking")
NEVER = dict.fromkeys(WAITS, 3_600.0)
"""Limits of time that are not what a test is about."""

SHORT = dict.fromkeys(WAITS, 2.0)
"""Long enough that a reader who is not slow is none on a busy machine either."""

Serve = Callable[..., Any]
Gone = Callable[[socket.socket], bool]

END = 60.0
"""Seconds after which an end hangs. Five are promised and four measured; what is told apart here is
an end from none, on however busy a machine."""


def wait_until(is_so: Callable[[], bool]) -> None:
    """Ask again and again; what never comes true fails."""
    until = time.monotonic() + 240
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


@contextmanager
def held(served: Any, count: int, request: bytes = b"") -> Iterator[list[socket.socket]]:
    """Connections that a client opens, sends something on, and keeps."""
    with ExitStack() as stack:
        opened = []
        for _ in range(count):
            one = stack.enter_context(served.connect())
            if request:
                one.sendall(request)
            opened.append(one)
        yield opened


def test_300_connections_that_say_nothing_lock_nobody_out(serve: Serve) -> None:
    served = serve("serve", "--port", "0", prefix=("sh", "-c", 'ulimit -n 256; exec "$@"', "sh"))
    with held(served, 300):
        for _ in range(5):
            assert served.answers()
    assert served.answers()
    assert served.log.read_text() == ""


def test_300_connections_that_come_at_once_do_not_take_every_descriptor(serve: Serve) -> None:
    # A server that had no processor for a moment finds them all waiting to be accepted.
    served = serve("serve", "--port", "0", prefix=("sh", "-c", 'ulimit -n 256; exec "$@"', "sh"))
    os.kill(served.process.pid, signal.SIGSTOP)
    with held(served, 300):
        os.kill(served.process.pid, signal.SIGCONT)
        assert served.answers()
    assert served.log.read_text() == ""


@pytest.mark.parametrize("request_begun", [b"", b"G", b"GET / HTTP/1.1\r\nHost:", FORM])
def test_when_there_are_too_many_the_longest_waiting_are_closed(
    serve_all: Serve,
    request_begun: bytes,
) -> None:
    served = serve_all(connections=32, **NEVER)
    with held(served, 100, request_begun):
        assert served.answers()


def test_who_waits_for_an_answer_is_never_closed_to_make_room(serve: Serve) -> None:
    served = serve(connections=4, **NEVER)
    spin = b"GET /spin HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with held(served, 2, spin) as waiting, held(served, 20), served.connect() as one:
        one.sendall(LAST)
        for busy in waiting:
            busy.setblocking(False)
            with pytest.raises(BlockingIOError):
                busy.recv(1)


@pytest.mark.parametrize(
    ("what", "begun"),
    [
        ("first_byte", b""),
        ("head", b"GET / HTTP/1.1\r\nHost: local"),
        ("body", FORM + b"a=1"),
        ("idle", GET),
        ("taking", ENDLESS),
    ],
)
def test_each_way_of_keeping_the_server_waiting_has_its_end(
    serve_all: Serve,
    gone: Gone,
    what: str,
    begun: bytes,
) -> None:
    served = serve_all(**SHORT)
    with served.connect(receive_buffer=4_096) as one:
        if begun:
            one.sendall(begun)
        if what == "taking":
            # Nothing is read meanwhile: what came before is all there is.
            wait_until(lambda: served.others() == 0)
        assert gone(one)
    assert served.answers()


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"x"),
        (b"GET /?q=", b"x"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X: y\r\n"),
        (FORM.replace(b"100", b"1000000"), b"x"),
        (FORM.replace(b"Content-Length: 100", b"Transfer-Encoding: chunked"), b"1\r\nx\r\n"),
    ],
)
def test_dripping_bytes_win_no_time(
    serve_all: Serve,
    start: bytes,
    drop: bytes,
) -> None:
    served = serve_all(**SHORT)
    with served.connect() as one:
        one.sendall(start)
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            until = time.monotonic() + 240
            while time.monotonic() < until:
                one.sendall(drop)
                time.sleep(0.05)
    assert served.answers()


def test_an_export_read_a_little_at_a_time_is_cut_off_and_one_read_steadily_is_not(
    serve_all: Serve,
    gone: Gone,
) -> None:
    served = serve_all(**{**NEVER, "taking": 5.0})
    with served.connect(4_096) as slow, served.connect() as steady:
        slow.sendall(ENDLESS)
        steady.sendall(ENDLESS)

        def drop_by_drop() -> bool:
            slow.recv(1)
            assert steady.recv(1 << 20)
            return served.others() == 1

        wait_until(drop_by_drop)
        assert gone(slow)
        assert steady.recv(1 << 20)


ABSURD = {
    "a header of a megabyte": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 1_000_000,
    "ten thousand headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Y: zzzz\r\n" * 10_000,
    "a line of a megabyte": b"GET /" + b"x" * 1_000_000,
    "no length": b"POST /corrections HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    "two lengths": FORM.replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n"),
    "a length and chunks": FORM.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "chunks of HTTP/1.0": b"POST /corrections HTTP/1.0\r\nHost: localhost\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks spelt otherwise": FORM.replace(b"Content-Length: 100", b"Transfer-Encoding: xchunked"),
    "a blank before the colon": FORM.replace(
        b"Content-Length:", b"Transfer-Encoding : chunked\r\nX:"
    ),
    "a chunk of no size": FORM.replace(b"Content-Length: 100", b"Transfer-Encoding: chunked")
    + b"zz\r\nx",
    "a chunk of 2^96 bytes": FORM.replace(b"Content-Length: 100", b"Transfer-Encoding: chunked")
    + b"f" * 24
    + b"\r\nx",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    "no Host": b"GET / HTTP/1.1\r\n\r\n",
    "two Hosts": b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
    "no method": b" / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "HTTP/2 by guess": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a NUL": b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.mark.parametrize("name", ABSURD)
def test_what_is_no_request_is_refused_and_its_connection_closed(
    serve_all: Serve,
    name: str,
) -> None:
    served = serve_all(**NEVER)
    smuggled = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    said = served.said(ABSURD[name] + smuggled)
    # Whoever is still sending when the answer comes may lose it; a second answer never comes.
    assert said[:12] in (b"", b"HTTP/1.1 400")
    assert said.count(b"HTTP/1.1 ") <= 1
    assert served.answers()


def test_requests_in_one_breath_are_each_answered_in_their_order(serve_all: Serve) -> None:
    served = serve_all(**NEVER)
    paths = [f"/nowhere-{number}" for number in range(20)] + ["/"]
    breath = b"".join(GET.replace(b"/ ", f"{path} ".encode()) for path in paths[:-1]) + LAST
    said = served.said(breath)
    assert said.count(b"HTTP/1.1 404") == 20
    assert said.rindex(b"HTTP/1.1 404") < said.index(b"HTTP/1.1 200")


def test_an_old_client_is_answered_and_its_connection_closed(serve_all: Serve) -> None:
    served = serve_all(**NEVER)
    assert b" 200 " in served.said(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")[:20]
    assert b" 421 " in served.said(b"GET / HTTP/1.0\r\n\r\n")[:20]


def test_a_web_socket_is_a_plain_request(serve_all: Serve) -> None:
    served = serve_all(**NEVER)
    upgrade = (
        b"Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        b"Sec-WebSocket-Version: 13\r\nConnection: Upgrade, close\r\n\r\n"
    )
    assert b" 200 " in served.said(GET[:-2] + upgrade)[:20]
    assert b" 404 " in served.said(GET[:-2].replace(b"/ ", b"/ws ") + upgrade)[:20]
    assert "websocket" not in served.log.read_text().lower()


def test_a_reader_beside_all_of_them_is_answered(serve_all: Serve) -> None:
    served = serve_all(connections=32, **NEVER)
    stop = threading.Event()

    def attack(request: bytes) -> None:
        while not stop.is_set():
            served.said(request)

    attackers = [threading.Thread(target=attack, args=(one,)) for one in ABSURD.values()]
    for one in attackers:
        one.start()
    try:
        for _ in range(10):
            assert served.answers()
    finally:
        stop.set()
        for one in attackers:
            one.join()
    # Five lines of a kind each minute, however many requests were absurd.
    assert len(served.log.read_text().splitlines()) < 100


@pytest.mark.parametrize(
    ("sig", "request_sent"),
    [(signal.SIGTERM, sent) for sent in (b"", b"GET /", FORM, ENDLESS, b"spin")]
    + [(signal.SIGINT, sent) for sent in (ENDLESS, b"spin")],
)
def test_the_server_ends_whatever_runs(serve: Serve, sig: int, request_sent: bytes) -> None:
    served = serve(**NEVER)
    if request_sent == b"spin":
        request_sent = GET.replace(b"/ ", b"/spin ")
    with held(served, 3, request_sent):
        time.sleep(0.3)  # so that the requests have most likely begun; true if they have not, too
        assert served.end(sig) < END


def test_the_command_ends_with_exports_and_half_forms_open(serve: Serve) -> None:
    served = serve("serve", "--port", "0")
    export = GET.replace(b"/ ", b"/api/mentions ")
    with held(served, 5, export), held(served, 5, FORM), held(served, 5):
        assert served.end() < END
    assert served.log.read_text() == ""
