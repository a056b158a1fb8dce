"""Who is named together: every number is what a search for the two finds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.pipeline.indexing import DEFAULT_ENGINE
from search.archive import Archive
from search.pictures.network import GATES, NODES, Network, network, pair_request
from search.request import Request


@pytest.fixture(scope="module")
def archive(sample_index: Callable[[str], Path]) -> Archive:
    return Archive(sample_index(DEFAULT_ENGINE))


def network_in(archive: Archive, request: Request, own: tuple[str, ...] = ()) -> Network:
    with archive.asking_of(request) as context:
        return network(context, own)


REQUESTS = [
    Request(""),
    Request("", filters={"lang": ("zh",)}),
    Request("", since="2022", until="2023"),
    Request("cửa khẩu", filters={"lang": ("vi",)}),
    Request("友谊关 OR Tân Thanh"),
]


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("own", [(), ("huu-nghi",), ("huu-nghi", "youyiguan"), ("liu-ning",)])
def test_every_pair_is_counted_as_a_search_for_the_two_counts(
    archive: Archive, request_: Request, own: tuple[str, ...]
) -> None:
    found = network_in(archive, request_, own)
    # All at both ends: those of most documents, and those of one.
    for pair in (*found.pairs[:8], *found.pairs[-8:]):
        asked = pair_request(request_, found, pair.one, pair.other)
        assert archive.results(asked).total == pair.documents, asked
    for node in (*found.nodes[:4], *found.nodes[-4:]):
        assert archive.results(pair_request(request_, found, node)).total == node.documents


def test_the_archive_has_pairs_within_and_between_the_kinds(archive: Archive) -> None:
    pairs = network_in(archive, Request("")).pairs
    kinds = {(pair.one.kind, pair.other.kind) for pair in pairs}
    assert kinds == {("gate", "gate"), ("gate", "person"), ("person", "person")}


def test_no_pair_stands_twice_and_most_documents_come_first(archive: Archive) -> None:
    pairs = network_in(archive, Request("")).pairs
    ends = [
        frozenset(((one.one.kind, one.one.id), (one.other.kind, one.other.id))) for one in pairs
    ]
    assert len(set(ends)) == len(ends)
    assert all(len(one) == 2 for one in ends)
    counts = [pair.documents for pair in pairs]
    assert counts == sorted(counts, reverse=True)


def test_there_are_forty_nodes_at_most_and_the_others_are_counted(archive: Archive) -> None:
    found = network_in(archive, Request(""))
    assert len(found.nodes) == NODES
    assert [node.kind for node in found.nodes].count("gate") == GATES
    overview = archive.overview()
    gates = sum(row.documents > 0 for row in archive.gates())
    assert len(found.nodes) + found.others == gates + len(archive.people())
    assert found.documents == overview.size


def test_an_entity_is_no_node_of_its_own_network(archive: Archive) -> None:
    found = network_in(archive, Request(""), ("huu-nghi", "youyiguan"))
    assert found.nodes
    assert not {node.id for node in found.nodes} & set(found.own)


def test_what_no_document_means_has_an_empty_network(archive: Archive) -> None:
    found = network_in(archive, Request(""), ("nobody-at-all",))
    assert (found.kind, found.documents, found.nodes, found.pairs) == ("", 0, (), ())


def test_of_each_node_the_first_pair_is_shown_before_others(archive: Archive) -> None:
    found = network_in(archive, Request(""))
    shown = found.telling(NODES)
    assert len(shown) == min(NODES, len(found.pairs))
    named = {node.id for pair in found.pairs for node in (pair.one, pair.other)}
    assert {node.id for pair in shown for node in (pair.one, pair.other)} == named
    assert list(shown) == [pair for pair in found.pairs if pair in shown]
    assert found.telling(10**6) == found.pairs
