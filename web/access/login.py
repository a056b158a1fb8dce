"""Ask every request who it is from: by name and password (RFC 7617), or by what a proxy says.

Without a file of users nobody is asked: whoever reaches the server may read and correct, and who
sits at the machine is its operator.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.access.attempts import Attempts
from web.access.passwords import LONGEST, hashed, matches
from web.access.roles import VISITOR, Role, Visitor
from web.access.users_file import NAME_LIMIT, NO_PASSWORD, LiveUsers, User
from web.http.base_path import BESIDE
from web.http.forwarded import caller_of
from web.http.refusals import Refusal
from web.http.request_record import record_of

CHECKS: Final = 2
"""Passwords that are checked at once: each takes 32 MB and a processor."""

REMEMBERED: Final = 1_000
"""Passwords that were right and need not go through scrypt again."""

NOBODY: Final = Visitor()


class Access:
    """Who may do what. ``header`` names the one by which a trusted proxy says who somebody is;
    whom the file does not name is then a reader."""

    def __init__(self, users: LiveUsers | None = None, header: str = "") -> None:
        self._users = users
        self._header = header
        self._attempts = Attempts()
        self._checking = asyncio.Semaphore(CHECKS)
        self._secret = secrets.token_bytes(32)
        self._right: dict[tuple[str, str], bytes] = {}
        # An unknown name takes as long as a known one.
        self._nobodys = hashed(secrets.token_hex(16)) if users else ""

    @property
    def asks(self) -> bool:
        """Whether readers are asked who they are."""
        return self._users is not None

    async def visitor(self, scope: Scope) -> Visitor:
        """Return whom a request is from; a stranger where it does not say. Raises ``Refusal`` for
        a wrong name or password, and after too many of these."""
        caller, headers = caller_of(scope), Headers(scope=scope)
        if self._users is None:
            return Visitor(role=Role.OPERATOR if caller.is_local else Role.CORRECTOR)
        if self._header and caller.by_proxy and (said := headers.getlist(self._header)):
            return self._said_by_proxy(said, self._users.now())
        given = headers.get("authorization", "")
        if not given.lower().startswith("basic "):
            return NOBODY
        name, password = _credentials(given[6:])
        user = self._users.now().get(name)
        await self._check(name, password, user, caller.address)
        return Visitor(name, user.role if user else Role.STRANGER)

    @staticmethod
    def _said_by_proxy(said: list[str], users: Mapping[str, User]) -> Visitor:
        name = said[0].encode("latin-1").decode("utf-8", "replace").strip()
        if len(said) > 1 or not 0 < len(name) <= NAME_LIMIT or not name.isprintable():
            raise Refusal("no_login")
        user = users.get(name)
        return Visitor(name, user.role if user else Role.READER)

    async def _check(self, name: str, password: str, user: User | None, address: str) -> None:
        """Raise ``Refusal`` unless this is the password of the user."""
        known = user.password if user and user.password != NO_PASSWORD else ""
        proof = hmac.digest(self._secret, password.encode("utf-8", "surrogatepass"), "sha256")
        if self._was_right(name, known, proof):
            return
        async with self._checking:
            # While this one waited others may have been right, or wrong too often.
            if self._was_right(name, known, proof):
                return
            self._attempts.check(address)
            right = await asyncio.to_thread(matches, password, known or self._nobodys)
            if not (right and known):
                self._attempts.count(address)
                raise Refusal("no_login")
        if len(self._right) >= REMEMBERED:
            self._right.clear()
        self._right[name, known] = proof

    def _was_right(self, name: str, known: str, proof: bytes) -> bool:
        return bool(known) and hmac.compare_digest(self._right.get((name, known), b""), proof)


class Login:
    """Puts the visitor of each request into its scope; ``refuse`` answers those who may not read.
    Style and script are everybody's, so that the refusal can be read."""

    def __init__(
        self, app: ASGIApp, access: Access, refuse: Callable[[HttpRequest, Refusal], Response]
    ) -> None:
        self._app = app
        self._access = access
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        try:
            visitor = await self._access.visitor(scope)
            if path not in BESIDE and not path.startswith("/static/"):
                visitor.check(Role.READER)
        except Refusal as refusal:
            await self._refuse(HttpRequest(scope), refusal)(scope, receive, send)
            return
        scope[VISITOR] = visitor
        record_of(scope).user = visitor.name
        await self._app(scope, receive, send)


def _credentials(encoded: str) -> tuple[str, str]:
    """Read name and password. Raises ``Refusal`` for what is neither."""
    try:
        name, colon, password = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:  # No base64, or no UTF-8.
        raise Refusal("no_login") from None
    if not colon or len(name) > NAME_LIMIT or len(password) > LONGEST:
        raise Refusal("no_login")
    return name, password
