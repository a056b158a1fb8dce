"""The fingerprint beside an index: of what acts at indexing, and of nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from indexer.storage import fingerprint
from indexer.storage.fingerprint import (
    Fingerprint,
    check_current,
    fingerprint_of,
    read_current,
    write_fingerprint,
)
from synonyms import gazetteer, readings, variants
from synonyms.spelling import simplified_table

OWN = fingerprint_of("tantivy")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "index"
    write_fingerprint(folder, OWN)
    assert read_current(folder).fingerprint == check_current(folder).fingerprint == OWN
    assert [path.name for path in folder.iterdir()] == [fingerprint.FILE]


def test_engines_differ_in_nothing_but_their_name() -> None:
    assert replace(fingerprint_of("whoosh"), engine="tantivy") == OWN


@pytest.mark.parametrize("name", ["LAYOUT_VERSION", "ANALYSIS_VERSION", "SPELLING_VERSION"])
def test_every_version_is_in_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(fingerprint, name, getattr(fingerprint, name) + 1)
    assert fingerprint_of("tantivy") != OWN


def table() -> dict[int, str]:
    return dict(simplified_table())


@pytest.mark.parametrize(
    "changed",
    [
        lambda: {**table(), ord("劉"): "留"},
        lambda: {source: target for source, target in table().items() if source != ord("劉")},
    ],
    ids=["another character", "one fewer"],
)
def test_the_table_of_simplified_characters_is_in_it(
    monkeypatch: pytest.MonkeyPatch, changed: object
) -> None:
    assert ord("劉") in table()
    monkeypatch.setattr(fingerprint, "simplified_table", changed)
    assert fingerprint_of("tantivy").tables != OWN.tables


@pytest.mark.parametrize("surnames", [fingerprint.SURNAMES_ZH | {"㐀"}, frozenset("刘")])
def test_the_surnames_of_the_triple_rule_are_in_it(
    monkeypatch: pytest.MonkeyPatch, surnames: frozenset[str]
) -> None:
    monkeypatch.setattr(fingerprint, "SURNAMES_ZH", surnames)
    assert fingerprint_of("tantivy").tables != OWN.tables


def test_the_order_of_a_table_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    backwards = dict(reversed(table().items()))
    monkeypatch.setattr(fingerprint, "simplified_table", lambda: backwards)
    monkeypatch.setattr(fingerprint, "SURNAMES_ZH", sorted(fingerprint.SURNAMES_ZH, reverse=True))
    assert fingerprint_of("tantivy") == OWN


def test_what_acts_when_asked_is_not_in_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_fingerprint(tmp_path, OWN)

    def edited(*_: object) -> object:
        raise AssertionError("readings, variants and gazetteer are no part of an index")

    monkeypatch.setattr(readings, "table", edited)
    monkeypatch.setattr(variants, "variants_of", edited)
    monkeypatch.setattr(gazetteer, "load", edited)
    assert check_current(tmp_path).fingerprint == OWN


def test_a_write_that_fails_leaves_the_old_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_fingerprint(tmp_path, OWN)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_fingerprint(tmp_path, replace(OWN, layout=OWN.layout + 1))
    assert read_current(tmp_path).fingerprint == OWN


def test_an_old_index_is_read_though_not_taken(tmp_path: Path) -> None:
    old = Fingerprint("whoosh", 0, 0, 0, "")
    write_fingerprint(tmp_path, old)
    assert read_current(tmp_path).fingerprint == old
