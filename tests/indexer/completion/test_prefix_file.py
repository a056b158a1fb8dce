"""The file of completions finds what begins so, whatever else it holds."""

from pathlib import Path

import pytest

from indexer.completion.fold import keys_in
from indexer.completion.prefix_file import BEST, FILE, MANY, PrefixFile
from indexer.completion.prefix_rows import CompletableName
from indexer.index_errors import IndexDamaged


def named(text: str, kind: str = "word", documents: int = 1, order: int = 0) -> CompletableName:
    return CompletableName(kind, "", text, keys_in(text), documents, order)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / FILE


def texts(path: Path, start: str) -> list[str]:
    with PrefixFile.reading(path) as file:
        return list(dict.fromkeys(one.text for one in file.names(start)))


def test_kinds_come_in_order_then_what_begins_so_then_what_most_documents_hold(path: Path) -> None:
    with PrefixFile.changing(path) as file:
        file.replace_names(
            [
                named("lưu trữ", documents=900),
                named("Ải Lưu", "gate", 1),
                named("Lưu Ninh", "person", 5),
                named("Lưu Vân", "person", 9),
                named("Trần Lưu", "person", 70),
            ]
        )
    expected = ["Ải Lưu", "Lưu Vân", "Lưu Ninh", "Trần Lưu", "lưu trữ"]
    assert texts(path, "lưu") == texts(path, "luu") == expected
    assert texts(path, "lưu n") == ["Lưu Ninh"]
    assert texts(path, "ưu") == []


def test_of_what_many_names_begin_with_the_best_are_found(path: Path) -> None:
    """More names than are sorted when asked: the best are kept apart."""
    many = [named(f"nguyễn {n}", documents=n + 1) for n in range(MANY * 3)]
    with PrefixFile.changing(path) as file:
        file.replace_names([*many, named("nga", documents=2)])
    best = [one.text for one in sorted(many, key=lambda one: -one.documents)]
    for start in ("n", "ng", "nguyễn ", "nguyen "):
        assert texts(path, start) == best[: len(texts(path, start))]
        assert len(texts(path, start)) >= BEST // 2
    assert texts(path, "nga") == ["nga"]
    assert texts(path, "nguyễn 85") == ["nguyễn " + one for one in _of("85", best)]


def _of(start: str, best: list[str]) -> list[str]:
    numbers = [one.removeprefix("nguyễn ") for one in best]
    return [one for one in numbers if one.startswith(start)]


def test_names_of_before_are_gone(path: Path) -> None:
    with PrefixFile.changing(path) as file:
        file.replace_names([named(f"cũ {n}") for n in range(MANY * 2)])
        file.replace_names([named("cũ mới")])
    assert texts(path, "c") == ["cũ mới"]


def test_a_title_is_put_once_and_taken_out_whole(path: Path) -> None:
    with PrefixFile.changing(path) as file:
        assert file.put_title("a", "Hội nghị Lạng Sơn")
        assert not file.put_title("a", "hội nghị: Lạng Sơn")
        assert file.put_title("a", "Hội đàm Lạng Sơn")
        assert file.put_title("b", "Hội đàm Cao Bằng")
        assert file.remove_title("b")
        assert not file.remove_title("b")
    with PrefixFile.reading(path) as file:
        assert file.titles("hoi") == [("a", "hội đàm lạng sơn")]
        assert file.titles("hội n") == file.titles_within("nghị") == []
        assert file.titles_within("lạng s") == file.titles_within("lang s")
        assert file.titles_within("lãng") == file.titles_within("ang") == []
        rows = file.database.execute(
            "SELECT key FROM title_keys UNION ALL SELECT key FROM title_words"
        )
        assert not [key for (key,) in rows if "nghi" in key or "cao" in key]


def test_a_later_word_is_found_beyond_what_is_kept_of_it(path: Path) -> None:
    title = "Tin: đường sắt liên vận quốc tế Đồng Đăng tấp nập"
    with PrefixFile.changing(path) as file:
        file.put_title("a", title)
    with PrefixFile.reading(path) as file:
        assert file.titles_within("đường sắt liên vận quốc tế đ")
        assert not file.titles_within("đường sắt liên vận quốc tế h")


def test_damage_is_said_with_what_mends_it(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(IndexDamaged, match="Delete it"), PrefixFile.reading(path) as file:
        file.names("a")
