"""The names under which this server answers, and which pages may send it a form.

A page of another site can make its own name lead here (DNS rebinding): to the reader's browser it
is then one site with ours, and could read the token of a form and correct. It can't change the
name, which stands in ``Host``. Addresses written in digits can't be made to lead elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import unquote

from msgspec import Struct
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.http.refusals import Refusal

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
ANY: Final = "*"

_AUTHORITY: Final = re.compile(
    r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([^\s:@/?#\[\]\\%]{1,253}))(?::[0-9]{0,5})?"
)
_ABSOLUTE: Final = re.compile(rb"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)

Headers = Sequence[tuple[bytes, bytes]]


class Hosts(Struct, frozen=True):
    """The hosts that are ours. ``names`` are written as ``host_of`` returns them; ``*`` stands for
    any, ``*.example.org`` for all below a name. With ``any_address`` every IP address is ours."""

    names: frozenset[str] = frozenset(LOOPBACK)
    any_address: bool = False

    @classmethod
    def of(cls, bound: str, more: Iterable[str] = ()) -> Hosts:
        """Return the hosts of a server that is bound to an address or a name: the loopback names,
        that one, and ``more``. A server that is bound to all addresses of the machine answers to
        every IP address. Raises ``ValueError`` for what is no name of a host."""
        found = set(LOOPBACK)
        for name in (bound, *more):
            start, rest = ("*.", name[2:]) if name.startswith("*.") else ("", name)
            if name == ANY:
                found.add(ANY)
                continue
            host = host_of(f"[{rest}]" if ":" in rest and "[" not in rest else rest)
            if not host:
                raise ValueError(
                    f"{name!r} is no name of a host: write archive.example.org, "
                    "*.example.org or * for any"
                )
            found.add(start + host)
        address = _address_of(host_of(f"[{bound}]" if ":" in bound else bound))
        return cls(frozenset(found), address is not None and address.is_unspecified)

    def hold(self, host: str) -> bool:
        """Return whether a host, as ``host_of`` returns it, is one of ours."""
        if not host:
            return False
        address = _address_of(host)
        if address is not None and (self.any_address or address.is_loopback):
            return True
        return ANY in self.names or self.names_it(host)

    def names_it(self, host: str) -> bool:
        """Return whether a host is listed by its name, or by ``*.`` and what follows; ``*`` does
        not count."""
        if host in self.names:
            return True
        ends = (host[at:] for at in range(len(host)) if host[at] == ".")
        return any(f"*{end}" in self.names for end in ends)

    def __str__(self) -> str:
        if ANY in self.names:
            return "any name"
        addresses = ["any address in digits"] if self.any_address else []
        unspecified = {"0.0.0.0", "::"}
        return ", ".join([*sorted(self.names - unspecified), *addresses])


def host_of(authority: str) -> str:
    """Return the host of ``host``, ``host:port`` or ``[IPv6]:port`` in one spelling: lower case, no
    dot at the end, IP addresses in their short form. Returns an empty text for what is none."""
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        return ""
    try:
        if found[1]:
            return str(IPv6Address(found[1]))
        name = found[2].removesuffix(".").lower()
        if not all(name.split(".")):
            return ""
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except ValueError:  # No IPv6 address, or a label that IDNA does not allow (UnicodeError).
        return ""


def _address_of(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


class HostCheck:
    """Lets in requests for one of our hosts; ``refuse`` answers any other. A request target that is
    a whole URL (``GET http://host/path``) is for the host in it."""

    def __init__(
        self, app: ASGIApp, hosts: Hosts, refuse: Callable[[HttpRequest, Refusal], Response]
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        absolute = _ABSOLUTE.fullmatch(scope.get("raw_path") or b"")
        if absolute is not None:
            asked.append(absolute[1].decode("latin-1"))
            path = absolute[2] or b"/"
            scope = {**scope, "path": unquote(path.decode("latin-1")), "raw_path": path}
        # Two Hosts are two ways to read one request: none is taken.
        is_clear = len(asked) <= 1 + (absolute is not None)
        if asked and is_clear and all(self._hosts.hold(host_of(one)) for one in asked):
            await self._app(scope, receive, send)
            return
        refusal = Refusal("wrong_host", host=asked[0] if asked else "")
        await self._refuse(HttpRequest(scope), refusal)(scope, receive, send)


def check_sender(headers: Headers, hosts: Hosts) -> None:
    """Raise ``Refusal`` if the browser says that another site sent a form.

    ``Sec-Fetch-Site`` decides where browsers send it (only to https and loopback). ``Origin`` is
    ``null`` under our own policy of sending no referrer, and then tells nothing. What tells nothing
    is left to the token of the form.
    """
    given = {name.lower(): value.decode("latin-1") for name, value in headers}
    site = given.get(b"sec-fetch-site", "")
    if site:
        if site not in ("same-origin", "none"):
            raise Refusal("other_site")
        return
    origin = given.get(b"origin", "null")
    if origin == "null":
        return
    scheme, _, authority = origin.partition("://")
    is_same = authority.lower() == given.get(b"host", "").lower()
    # Behind a proxy that changes Host the name given at the start is the one readers see.
    host = host_of(authority)
    is_known = host not in LOOPBACK and hosts.names_it(host)
    if scheme not in ("http", "https") or not (is_same or is_known):
        raise Refusal("other_site")
