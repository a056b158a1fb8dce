"""The settings of a cluster, from the environment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.engines.opensearch.client import Cluster
from indexer.engines.opensearch.settings import ClusterSettings
from indexer.index_errors import IndexProblem

ROOT = Path(__file__).resolve().parents[4]


def test_each_setting_has_its_variable() -> None:
    environment = {
        "SONGNGU_OPENSEARCH_URL": "https://a:9200, https://b:9200",
        "SONGNGU_OPENSEARCH_USER": "u",
        "SONGNGU_OPENSEARCH_PASSWORD": "p",
        "SONGNGU_OPENSEARCH_CA": "/ca.pem",
        "SONGNGU_OPENSEARCH_CERTIFICATE": "/own.pem",
        "SONGNGU_OPENSEARCH_KEY": "/own.key",
        "SONGNGU_OPENSEARCH_VERIFY": "0",
        "SONGNGU_OPENSEARCH_TIMEOUT": "7",
        "SONGNGU_OPENSEARCH_PATIENCE": "8",
        "SONGNGU_OPENSEARCH_ARCHIVE": "bao-chi",
        "SONGNGU_OPENSEARCH_SHARDS": "9",
        "SONGNGU_OPENSEARCH_REPLICAS": "0",
        "SONGNGU_OPENSEARCH_GRACE": "10",
    }
    assert ClusterSettings.from_environment(environment) == ClusterSettings(
        urls=("https://a:9200", "https://b:9200"),
        user="u",
        password="p",
        authority="/ca.pem",
        certificate="/own.pem",
        key="/own.key",
        verify=False,
        timeout=7.0,
        patience=8.0,
        archive="bao-chi",
        shards=9,
        replicas=0,
        grace=10.0,
    )
    assert len(environment) == len(ClusterSettings.__struct_fields__)


def test_nothing_set_is_the_default() -> None:
    assert ClusterSettings.from_environment({"SONGNGU_OPENSEARCH_URL": ""}) == ClusterSettings()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SHARDS", "three", "no number"),
        ("SHARDS", "0", "one shard at least"),
        ("REPLICAS", "-1", "no fewer than 0"),
        ("TIMEOUT", "soon", "no number"),
        ("ARCHIVE", "Báo", "small letters"),
        ("ARCHIVE", "-a", "begins with a letter"),
        ("ARCHIVE", "a*", "small letters"),
    ],
)
def test_a_setting_that_is_wrong_is_said(name: str, value: str, said: str) -> None:
    with pytest.raises(IndexProblem, match=said):
        ClusterSettings.from_environment({f"SONGNGU_OPENSEARCH_{name}": value})


def test_a_password_in_an_address_is_in_no_message() -> None:
    cluster = Cluster(ClusterSettings(urls=("https://u:secret@a:9200",)))
    assert cluster.name == "a:9200"


def test_every_setting_is_documented() -> None:
    named = set(re.findall(r"SONGNGU_OPENSEARCH_\w+", ClusterSettings.__doc__ or ""))
    text = (ROOT / "docs" / "opensearch.md").read_text("utf-8")
    assert len(named) == len(ClusterSettings.__struct_fields__)
    assert [name for name in sorted(named) if name not in text] == []
