"""Indices of the cluster: made under new names beside each other, one of them behind the alias.

The alias is for others, and for people: a folder of ours names its index itself, so that what lies
beside the documents (the ledger of files, names) and the documents are of one run. An index that
another has replaced is deleted some time later, and never in the request that moves the alias:
searches that had begun failed when that was tried.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable, Collection
from threading import Thread
from typing import Final, TypeVar

from indexer.engines.opensearch.client import Answered, Busy, Cluster, Missing
from indexer.engines.opensearch.mapping import VERSION, index_body
from indexer.index_errors import (
    ClusterRed,
    ClusterUnreachable,
    IndexDamaged,
    IndexMismatch,
    IndexProblem,
)

Answer = TypeVar("Answer")

LOG: Final = logging.getLogger("songngu.indexer")

_RETIRED: Final = "retired"


def new_name(cluster: Cluster) -> str:
    """Return a name that no index has."""
    return f"{cluster.settings.archive}-{uuid.uuid4().hex[:8]}"


def make(cluster: Cluster, index: str) -> str:
    """Make an index where it is not there yet; its uuid. Raises ``IndexProblem``."""
    try:
        cluster.ask("PUT", f"/{index}", index_body(cluster.settings))
    except Answered as problem:
        if problem.kind != "resource_already_exists_exception":
            raise
    return check(cluster, index, "")


def check(cluster: Cluster, index: str, uuid_of: str) -> str:
    """Return the uuid of an index that is as we have made it; an empty ``uuid_of`` takes any.

    Raises ``IndexDamaged`` where it is not there, or another one of that name is, and
    ``IndexMismatch`` where it has other fields.
    """
    try:
        said = cluster.ask("GET", f"/{index}", params={"flat_settings": "true"})[index]
    except Missing:
        raise IndexDamaged(
            f"The index {index} is not in the cluster at {cluster.name}. Name the cluster that has "
            "it in SONGNGU_OPENSEARCH_URL, or make the index anew with --anew."
        ) from None
    found = str(said["settings"]["index.uuid"])
    if uuid_of and found != uuid_of:
        raise IndexDamaged(
            f"The index {index} in the cluster at {cluster.name} is another one than this folder "
            "was made with. Make the index anew with --anew."
        )
    if said["mappings"].get("_meta", {}).get("songngu") != VERSION:
        raise IndexMismatch(
            f"The index {index} in the cluster at {cluster.name} was made with other fields; make "
            "it anew with --anew."
        )
    return found


def refresh(cluster: Cluster, index: str) -> None:
    """Show to new readers what was sent, on every copy that there is. Raises ``IndexProblem``."""

    def shown() -> bool | None:
        said = cluster.ask("POST", f"/{index}/_refresh")["_shards"]
        return (not said["failed"] and bool(said["successful"])) or None

    _asked_patiently(cluster, index, shown)


def count(cluster: Cluster, index: str) -> int:
    """Return the documents that are shown. Raises ``IndexProblem``."""

    def counted() -> int | None:
        said = cluster.ask("GET", f"/{index}/_count")
        return None if said["_shards"]["failed"] else int(said["count"])

    return _asked_patiently(cluster, index, counted)


def _asked_patiently(cluster: Cluster, index: str, ask: Callable[[], Answer | None]) -> Answer:
    """Ask until all parts of an index answer, as long as the settings have patience; None says that
    some did not. Raises ``IndexProblem``."""
    end = time.monotonic() + cluster.settings.patience
    while True:
        try:
            answer = ask()
            if answer is not None:
                return answer
            problem: IndexProblem = red(cluster, index)
        except (Busy, ClusterUnreachable) as error:
            problem = error
        if time.monotonic() > end:
            raise problem
        time.sleep(0.2)


def red(cluster: Cluster, index: str) -> ClusterRed:
    """Return the problem of an index of which parts are on no node that is there."""
    return ClusterRed(
        f"Parts of the index {index} are on no node of the cluster at {cluster.name} that is there "
        "now, so nothing can be counted. Bring the node back; with SONGNGU_OPENSEARCH_REPLICAS of 1"
        " or more an index outlives one."
    )


def is_red(cluster: Cluster, index: str) -> bool:
    """Tell whether parts of an index are on no node that is there. Raises ``IndexProblem``."""
    said = cluster.ask("GET", f"/_cluster/health/{index}")
    return bool(said["status"] == "red")


def publish(cluster: Cluster, indices: Collection[str]) -> None:
    """Put the alias of the archive on these indices and take it from all others, in one step."""
    alias = cluster.settings.archive
    behind = behind_alias(cluster)
    actions = [
        *({"remove": {"index": one, "alias": alias}} for one in sorted(behind.difference(indices))),
        *({"add": {"index": one, "alias": alias}} for one in indices if one not in behind),
    ]
    if actions:
        cluster.ask("POST", "/_aliases", {"actions": actions})


def behind_alias(cluster: Cluster) -> set[str]:
    """Return the indices that the alias of the archive stands for. Raises ``IndexProblem``."""
    alias = cluster.settings.archive
    said = cluster.ask("GET", f"/_cat/aliases/{alias}", params={"format": "json"})
    return {str(one["index"]) for one in said}


def delete(cluster: Cluster, index: str) -> None:
    """Delete an index; one that is not there is no error. Raises ``IndexProblem``."""
    try:
        cluster.ask("DELETE", f"/{index}")
    except Missing:
        LOG.info("the index %s was gone already", index)


def retire(cluster: Cluster, index: str) -> None:
    """Delete an index that others may still read, after the time that the settings say. It is
    marked, so that a later run does it (``sweep``) should this process end before."""
    meta = {"songngu": VERSION, _RETIRED: int(time.time())}
    try:
        cluster.ask("PUT", f"/{index}/_mapping", {"_meta": meta})
    except Missing:
        return
    Thread(target=_deleted_later, args=(cluster, index), name=f"delete {index}").start()


def _deleted_later(cluster: Cluster, index: str) -> None:
    time.sleep(cluster.settings.grace)
    try:
        delete(cluster, index)
    except IndexProblem as problem:
        LOG.warning("the index %s was not deleted; the next run does it: %s", index, problem)


def sweep(cluster: Cluster) -> None:
    """Delete indices of this archive that were marked long enough ago. Raises ``IndexProblem``."""
    archive = cluster.settings.archive
    found = cluster.ask("GET", f"/{archive}-*/_mapping")
    for index, said in found.items():
        retired = said["mappings"].get("_meta", {}).get(_RETIRED)
        is_own = re.fullmatch(re.escape(archive) + "-[0-9a-f]{8}", index)
        if is_own and retired and time.time() - retired > cluster.settings.grace:
            delete(cluster, index)
