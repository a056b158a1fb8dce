"""Where the OpenSearch cluster is and how it is asked, from the environment.

An engine is made with one argument, its folder; what it must know beside that is the machine's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from indexer.index_errors import IndexProblem

_NO: Final = ("0", "no", "false")


class ClusterSettings(Struct, frozen=True):
    """How a cluster is reached.

    ``SONGNGU_OPENSEARCH_URL``: one or several nodes, separated by commas or blanks.
    ``SONGNGU_OPENSEARCH_USER`` and ``SONGNGU_OPENSEARCH_PASSWORD``: a login, where one is asked.
    ``SONGNGU_OPENSEARCH_CA``: the file of the authority that has signed the cluster's certificate.
    ``SONGNGU_OPENSEARCH_CERTIFICATE`` and ``SONGNGU_OPENSEARCH_KEY``: files of our own certificate.
    ``SONGNGU_OPENSEARCH_VERIFY``: ``0`` takes any certificate of the cluster.
    ``SONGNGU_OPENSEARCH_TIMEOUT``: seconds that one request may take.
    ``SONGNGU_OPENSEARCH_PATIENCE``: seconds for which writing is tried again while nodes are lost
    or the cluster has too much to do.
    ``SONGNGU_OPENSEARCH_ARCHIVE``: begins the names of our indices in the cluster, and is the alias
    of the one that is searched.
    ``SONGNGU_OPENSEARCH_SHARDS`` and ``SONGNGU_OPENSEARCH_REPLICAS``: of a new index.
    ``SONGNGU_OPENSEARCH_GRACE``: seconds after which an index that another has replaced is deleted.
    """

    urls: tuple[str, ...] = ("http://127.0.0.1:9200",)
    user: str = ""
    password: str = ""
    authority: str = ""
    certificate: str = ""
    key: str = ""
    verify: bool = True
    timeout: float = 30.0
    patience: float = 300.0
    archive: str = "songngu"
    shards: int = 3
    replicas: int = 1
    grace: float = 60.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> ClusterSettings:
        """Return the settings of an environment. Raises ``IndexProblem`` for a number that is
        none, and for a name of indices that OpenSearch does not take."""

        def said(name: str, otherwise: str = "") -> str:
            return environment.get(f"SONGNGU_OPENSEARCH_{name}") or otherwise

        default = cls()
        try:
            found = cls(
                urls=tuple(said("URL", *default.urls).replace(",", " ").split()),
                user=said("USER"),
                password=said("PASSWORD"),
                authority=said("CA"),
                certificate=said("CERTIFICATE"),
                key=said("KEY"),
                verify=said("VERIFY", "1").lower() not in _NO,
                timeout=float(said("TIMEOUT", str(default.timeout))),
                patience=float(said("PATIENCE", str(default.patience))),
                archive=said("ARCHIVE", default.archive),
                shards=int(said("SHARDS", str(default.shards))),
                replicas=int(said("REPLICAS", str(default.replicas))),
                grace=float(said("GRACE", str(default.grace))),
            )
        except ValueError as error:
            raise IndexProblem(f"A setting SONGNGU_OPENSEARCH_… is no number: {error}.") from None
        if found.shards < 1 or found.replicas < 0:
            raise IndexProblem("An index has one shard at least, and no fewer than 0 replicas.")
        if not _is_name(found.archive):
            raise IndexProblem(
                f"SONGNGU_OPENSEARCH_ARCHIVE is {found.archive!r}: the name of an index has only "
                "small letters, digits, - and _, and begins with a letter."
            )
        return found


def _is_name(text: str) -> bool:
    """Tell whether this begins the name of an index; no other archive's names begin so, for ours
    end with a hyphen and eight hexadecimal digits."""
    rest = text.replace("-", "").replace("_", "")
    return text[:1].isalpha() and rest.isascii() and rest.isalnum() and rest.lower() == rest
