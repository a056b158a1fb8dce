"""Ask an OpenSearch cluster, and say in plain words what is wrong where it does not answer.

``opensearch-py`` connects, checks certificates, and tries the next node where one is gone; what is
asked and answered is here JSON and nothing else, so that another version of it changes nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import msgspec
from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    SerializationError,
    SSLError,
    TransportError,
)
from opensearchpy.serializer import JSONSerializer

from indexer.engines.opensearch.settings import ClusterSettings
from indexer.index_errors import (
    ClusterRefused,
    ClusterUnreachable,
    ClusterUnsuited,
    IndexProblem,
    TooManyAlternatives,
)

Json: TypeAlias = dict[str, Any]
"""What is asked, and what is answered."""

CONNECTIONS: Final = 32
"""Connections to each node that are kept: more than there are threads that ask."""

OLDEST: Final = (2, 4)
"""The first version of OpenSearch with points in time, by which a reader sees one state."""

_TOO_MANY: Final = ("too_many_clauses", "too_many_nested_clauses")
_BUSY: Final = (429, *range(500, 600))
"""Statuses that pass: the cluster has too much to do, is choosing its manager, or a node was lost
while it was asked."""


# It logs each failed attempt as a warning, which would stand beside our own message.
logging.getLogger("opensearch").addHandler(logging.NullHandler())


class Busy(IndexProblem):
    """The cluster can't answer now, and may soon."""


class Slow(Busy):
    """The cluster did not answer in time."""


class Answered(IndexProblem):
    """The cluster answered with an error of this kind, as OpenSearch names it."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Missing(Answered):
    """What was asked for is not in the cluster."""


class _Serializer(JSONSerializer):
    """The same JSON by msgspec: in a fifth of the time where there are many terms."""

    def dumps(self, data: Any) -> Any:
        return data if isinstance(data, str | bytes) else msgspec.json.encode(data)

    def loads(self, s: str) -> Any:
        try:
            return msgspec.json.decode(s)
        except msgspec.DecodeError as error:
            raise SerializationError(s[:200], error) from error


class Cluster:
    """A cluster. Safe to share between threads; connected when it is asked first."""

    def __init__(self, settings: ClusterSettings) -> None:
        self.settings = settings
        self._guard = threading.Lock()
        self._client: OpenSearch | None = None

    @property
    def name(self) -> str:
        """The addresses, for messages."""
        return ", ".join(url.rpartition("@")[2] for url in self.settings.urls)

    def ask(
        self,
        method: str,
        path: str,
        body: Json | str | bytes | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Any:
        """Ask once, and return the answer. Raises ``Busy`` where asking again may help, ``Missing``
        for what is not there, and ``IndexProblem``."""
        client = self._connected()
        try:
            return client.transport.perform_request(method, path, params=params, body=body)
        except OpenSearchException as error:
            raise self._explained(error) from error

    def _connected(self) -> OpenSearch:
        with self._guard:
            if self._client is None:
                self._client = self._checked(_client(self.settings))
            return self._client

    def _checked(self, client: OpenSearch) -> OpenSearch:
        """Return the client if it is one of a cluster that we can ask. Raises ``IndexProblem``."""
        try:
            said = client.transport.perform_request("GET", "/")
        except OpenSearchException as error:
            raise self._explained(error) from error
        version = said.get("version", {}) if isinstance(said, dict) else {}
        number = str(version.get("number", "unknown"))
        if version.get("distribution") != "opensearch":
            raise ClusterUnsuited(
                f"What answers at {self.name} is no OpenSearch (version {number}). Name another "
                "cluster with SONGNGU_OPENSEARCH_URL."
            )
        if tuple(int(part) for part in number.split(".")[:2]) < OLDEST:
            oldest = ".".join(map(str, OLDEST))
            raise ClusterUnsuited(
                f"The cluster at {self.name} has OpenSearch {number}; {oldest} or newer is needed."
            )
        return client

    def _explained(self, error: OpenSearchException) -> IndexProblem:
        """Return the problem of ours that an error is."""
        match error:
            case SSLError():
                found: IndexProblem = ClusterUnreachable(
                    f"The certificate of the cluster at {self.name} was not accepted "
                    f"({error.error}). Name the file of its authority in SONGNGU_OPENSEARCH_CA."
                )
            case ConnectionTimeout():
                found = Slow(
                    f"The cluster at {self.name} did not answer in {self.settings.timeout:.0f} s."
                )
            case ConnectionError():
                found = ClusterUnreachable(
                    f"No OpenSearch cluster answers at {self.name}. Start it, or say where one is "
                    "in SONGNGU_OPENSEARCH_URL."
                )
            case AuthenticationException() | AuthorizationException():
                found = ClusterRefused(
                    f"The cluster at {self.name} refused the login. Set SONGNGU_OPENSEARCH_USER and"
                    " SONGNGU_OPENSEARCH_PASSWORD to one that may read and write the indices "
                    f"{self.settings.archive}-*."
                )
            case NotFoundError():
                found = Missing(kind_of(error), f"The cluster at {self.name} says: {_said(error)}")
            case TransportError() if error.status_code in _BUSY:
                found = Busy(f"The cluster at {self.name} can't answer now: {_said(error)}")
            case TransportError() if any(kind in str(error.info) for kind in _TOO_MANY):
                found = TooManyAlternatives(
                    "This asks for more than the cluster takes in one query (1,024 parts). Ask for "
                    "less at once."
                )
            case TransportError():
                said = f"The cluster at {self.name} answered: {_said(error)}"
                found = Answered(kind_of(error), said)
            case _:
                found = IndexProblem(f"The cluster at {self.name} was not understood: {error}")
        return found


def kind_of(error: TransportError) -> str:
    """Return the type of an error as OpenSearch names it: the cause at its root, if it says one."""
    info = error.info
    if isinstance(info, dict) and isinstance(info.get("error"), dict):
        causes: Sequence[Json] = info["error"].get("root_cause") or [info["error"]]
        return str(causes[0].get("type", "")) if causes else str(info["error"].get("type", ""))
    return str(error.error)


def _said(error: OpenSearchException) -> str:
    if not isinstance(error, TransportError):
        return str(error)
    reason = ""
    if isinstance(error.info, dict) and isinstance(error.info.get("error"), dict):
        causes = error.info["error"].get("root_cause") or [error.info["error"]]
        reason = f": {causes[0].get('reason', '')}" if causes else ""
    return f"{error.status_code} {kind_of(error)}{reason}"[:500]


def _client(settings: ClusterSettings) -> OpenSearch:
    options: Json = {}
    if settings.user:
        options["http_auth"] = (settings.user, settings.password)
    if settings.authority:
        options["ca_certs"] = settings.authority
    if settings.certificate:
        options |= {"client_cert": settings.certificate, "client_key": settings.key or None}
    if any(url.startswith("https:") for url in settings.urls):
        options |= {"verify_certs": settings.verify, "ssl_show_warn": False}
    return OpenSearch(
        hosts=list(settings.urls),
        serializer=_Serializer(),
        timeout=settings.timeout,
        max_retries=2 * len(settings.urls),
        # Those who ask know how long to wait.
        retry_on_status=(),
        pool_maxsize=CONNECTIONS,
        **options,
    )
