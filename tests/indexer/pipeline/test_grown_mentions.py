"""Mentions depend on no history: an index that grew has those of one made at once."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from indexer.ner.evidence import known_people, text_cache
from indexer.ner.vietnamese import run_counts
from indexer.pipeline import evidence_pass
from tests.indexer.pipeline.growing_archive import grow, mentions, write


def test_evidence_kept_bit_by_bit_ends_with_the_same_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"body": f"Ông Lưu Ninh và bà Phan Kim Liên, bài thứ {n}. " * 3} for n in range(50)]
    write(tmp_path / "archive" / "rows.jsonl", "\n".join(map(json.dumps, rows)))
    grow(tmp_path / "at once", tmp_path / "archive")
    monkeypatch.setattr(evidence_pass, "CHECKPOINT", 7)
    assert grow(tmp_path / "bit by bit", tmp_path / "archive").documents == 50
    assert mentions(tmp_path / "bit by bit") == mentions(tmp_path / "at once")


def test_nothing_that_was_indexed_at_once_is_decided_twice(tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / "all" / f"{number:02}.txt", text(number))
    done = grow(tmp_path / "index", tmp_path / "all")
    assert (done.documents, done.again) == (40, 0)


NAMES = ["Lưu Ninh", "Trần Cương", "Đỗ Văn An", "Hoàng Thị Lan", "Celta Vigo", "Kim Sa"]
CHINESE = ["钱运录", "陈元刚", "苏林", "王毅", "刘宁", "马丽"]


def text(number: int) -> str:
    chance = random.Random(number)
    if number % 3:
        said = ["Ông", "Chủ tịch", "đường", "Bà", "CLB", "hôm nay"]
        parts = [f"{chance.choice(said)} {chance.choice(NAMES)} nói với cán bộ." for _ in range(4)]
        return f"Tin {number}\n\n{' '.join(parts)}"
    parts = [
        f"第{n}天，{chance.choice(['副主席', '', '记者'])}{chance.choice(CHINESE)}会见客人。"
        for n in range(4)
    ]
    return f"消息{number}\n\n{''.join(parts)}"


def test_an_archive_that_grows_in_any_order_has_the_mentions_of_one_indexed_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (run_counts, known_people, text_cache):
        # So that the sample is cut, and which texts are in it changes as the archive grows.
        monkeypatch.setattr(module, "SAMPLE", 900)
    for number in range(40):
        write(tmp_path / "all" / f"{number:02}.txt", text(number))
    grow(tmp_path / "at once", tmp_path / "all")
    expected = mentions(tmp_path / "at once")
    assert any(one.mentions for one in expected.values())  # type: ignore[attr-defined]
    again = 0
    for order in (range(10), reversed(range(10))):
        index, folder = tmp_path / f"parts {order}", tmp_path / "some"
        for part in order:
            for number in range(part * 4, part * 4 + 4):
                folder.mkdir(exist_ok=True)
                shutil.copy2(tmp_path / "all" / f"{number:02}.txt", folder)
            again += grow(index, folder).again
        assert mentions(index) == expected
        # What leaves takes its evidence with it.
        extra = write(folder / "99.txt", "Tin\n\n" + "Đường Lưu Ninh dài. CLB Lưu Ninh thắng. " * 9)
        grow(index, folder)
        extra.unlink()
        grow(index, folder)
        assert mentions(index) == expected
        shutil.rmtree(folder)
    assert again
