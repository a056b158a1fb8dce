"""What a proxy says of its client is believed of trusted ones only."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.http.forwarded import Caller, Forwarded, Proxies, caller_of

TRUSTED = Proxies.of(["127.0.0.1", "10.0.0.0/8", "::1"])


def seen(
    client: str, headers: dict[str, str], proxies: Proxies = TRUSTED
) -> tuple[Caller, str, list[str]]:
    """The caller of a request, its scheme and its hosts, as the application sees them."""
    found: list[tuple[Caller, str, list[str]]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        found.append((caller_of(scope), scope["scheme"], hosts))

    pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {"type": "http", "client": (client, 1), "scheme": "http", "headers": pairs}

    async def nothing(*_: Any) -> None:
        raise AssertionError

    asyncio.run(Forwarded(app, proxies)(scope, nothing, nothing))
    return found[0]


ALL = {
    "host": "127.0.0.1:8000",
    "x-forwarded-for": "192.0.2.9",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "archive.example.org",
}


def test_a_trusted_proxy_is_believed() -> None:
    caller, scheme, hosts = seen("10.1.2.3", ALL)
    assert caller == Caller("192.0.2.9", by_proxy=True)
    assert (scheme, hosts) == ("https", ["archive.example.org"])


@pytest.mark.parametrize("client", ["192.0.2.1", "11.0.0.1", "2001:db8::1", "testclient", ""])
def test_others_are_not(client: str) -> None:
    caller, scheme, hosts = seen(client, ALL)
    assert caller == Caller(client)
    assert (scheme, hosts) == ("http", ["127.0.0.1:8000"])


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("6.6.6.6, 192.0.2.9", "192.0.2.9"),
        ("6.6.6.6, 192.0.2.9, 10.0.0.5", "192.0.2.9"),
        ("10.0.0.4, 10.0.0.5", "10.0.0.4"),
        ("192.0.2.9, nonsense, 10.0.0.5", "10.0.0.5"),
        ("nonsense", "10.1.2.3"),
        ("", "10.1.2.3"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_client_is_the_last_that_no_trusted_proxy_is(said: str, address: str) -> None:
    assert seen("10.1.2.3", {"host": "x", "x-forwarded-for": said})[0].address == address


@given(st.text(st.characters(max_codepoint=255)), st.text(st.characters(max_codepoint=255)))
def test_a_client_can_write_nothing_that_counts_before_what_the_proxy_adds(
    said: str, proto: str
) -> None:
    headers = {"host": "x", "x-forwarded-for": f"{said}, 192.0.2.9", "x-forwarded-proto": proto}
    caller, scheme, _ = seen("10.1.2.3", headers)
    assert caller.address == "192.0.2.9"
    assert scheme in ("http", "https")


def test_local_is_who_asks_this_machine_by_its_own_name_and_through_nobody() -> None:
    for client in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        assert seen(client, {"host": "localhost:8000"}, Proxies())[0].is_local
        assert not seen(client, {"host": "archive.example.org"}, Proxies())[0].is_local
        assert not seen(client, {}, Proxies())[0].is_local
        assert not seen(client, ALL | {"host": "localhost"}, Proxies())[0].is_local
    assert not seen("192.0.2.1", {"host": "localhost"}, Proxies())[0].is_local


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="proxy"):
        Proxies.of(["proxy"])
