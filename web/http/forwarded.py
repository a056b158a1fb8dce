"""Who a request comes from, where a reverse proxy hands it on.

What a proxy says of its client (``X-Forwarded-For``, ``-Proto``, ``-Host``) is believed only of the
addresses that the operator names: anybody can send these headers. Of several values the last is the
one that the nearest proxy wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from web.http.allowed_hosts import LOOPBACK, host_of

CALLER: Final = "songngu.caller"

_SAYS_OF_CLIENT: Final = (
    *("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"),
    *("x-real-ip", "via"),
)
"""Headers by which a proxy gives itself away, trusted or not."""


class Caller(Struct, frozen=True):
    """Whose request it is. ``by_proxy``: a trusted proxy handed it on. ``is_local``: it was made on
    this machine, by all that can be seen."""

    address: str = ""
    by_proxy: bool = False
    is_local: bool = False


NOBODY: Final = Caller()


class Proxies(Struct, frozen=True):
    """The addresses whose word on their clients is taken."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def of(cls, given: Iterable[str]) -> Proxies:
        """Return these addresses and networks (``10.0.0.0/8``). Raises ``ValueError``."""
        return cls(tuple(ip_network(one, strict=False) for one in given))

    def hold(self, address: str) -> bool:
        """Return whether an address is a trusted proxy's."""
        found = _address(address)
        return found is not None and any(found in network for network in self.networks)


class Forwarded:
    """Puts the caller of each request into its scope, and what a trusted proxy says of scheme and
    host in the place of our own."""

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            # In place: the answer to an error that nobody foresaw is made further out.
            self._read(scope)
        await self._app(scope, receive, send)

    def _read(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        client = scope.get("client")
        address = client[0] if client else ""
        by_proxy = self._proxies.hold(address)
        caller = Caller(address, by_proxy, _is_local(address, headers))
        if by_proxy:
            caller = replace(caller, address=self._client(headers, address))
            scheme = _last(headers, "x-forwarded-proto").lower()
            if scheme in ("http", "https"):
                scope["scheme"] = scheme
            if host := _last(headers, "x-forwarded-host"):
                others = [pair for pair in scope["headers"] if pair[0] != b"host"]
                scope["headers"] = [*others, (b"host", host.encode("latin-1"))]
        scope[CALLER] = caller

    def _client(self, headers: Headers, nearest: str) -> str:
        """Return the last address of the way that is no proxy of ours; what was said before it may
        be invented."""
        for one in reversed(_values(headers, "x-forwarded-for")):
            if _address(one) is None:
                break
            nearest = one
            if not self._proxies.hold(one):
                break
        return nearest


def caller_of(scope: Scope) -> Caller:
    """Return the caller of a request."""
    found = scope.get(CALLER)
    return found if isinstance(found, Caller) else NOBODY


def not_local(scope: Scope) -> None:
    """Note that a request came by an address that readers elsewhere use."""
    scope[CALLER] = replace(caller_of(scope), is_local=False)


def _is_local(address: str, headers: Headers) -> bool:
    """Tell whether a request was made on this machine. A proxy that runs here and says nothing of
    its client looks the same, unless it hands on the name that the client asked for."""
    found = _address(address)
    return (
        found is not None
        and found.is_loopback
        and host_of(headers.get("host", "")) in LOOPBACK
        and not any(name in headers for name in _SAYS_OF_CLIENT)
    )


def _values(headers: Headers, name: str) -> list[str]:
    return [one.strip() for line in headers.getlist(name) for one in line.split(",")]


def _last(headers: Headers, name: str) -> str:
    return next(reversed(_values(headers, name)), "")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
