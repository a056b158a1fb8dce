"""Other rules have another version."""

from __future__ import annotations

import pytest

from indexer.annotation import rules_version as rules


def test_another_lexicon_is_another_version_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules.rules_version()
    monkeypatch.setattr(rules, "lexicon_version", lambda: "another")
    assert rules.rules_version() != before
