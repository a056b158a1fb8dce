"""What is suggested exists, with the count that asking for it gives, in the order promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.analysis.tokens import analyse
from indexer.completion.prefix_file import FILE
from indexer.index_errors import IndexDamaged
from indexer.pipeline.indexing import build
from indexer.pipeline.removal import remove
from indexer.storage.fingerprint import data_folder
from search.archive import Archive
from search.completion.completions import TITLES, TYPED_LIMIT, Completion
from search.entities.feedback import join_people
from search.request import Request
from search.request_errors import BadRequest

DOCUMENTS = [
    Document("gate-1", "Cửa khẩu", "Hàng qua cửa khẩu Hữu Nghị tăng.", "vi", "2022-03-01"),
    Document("gate-2", "Thông quan", "Xe qua cửa khẩu Hữu Nghị sáng nay.", "vi", "2022-03-02"),
    Document("gate-zh", "友谊关", "友谊关口岸恢复通关。", "zh", "2022-03-03"),
    Document("word-1", "Tin", "Quan hệ hữu nghị và hợp tác với bệnh viện.", "vi", "2022-03-02"),
    Document("word-2", "Tin", "Tình hữu nghị; Bệnh viện huyện.", "vi", "2022-03-04"),
    Document("person-1", "Bí thư Lưu Ninh thăm Lạng Sơn", "Đồng chí Lưu Ninh.", "vi"),
    Document("person-2", "会见", "广西壮族自治区党委书记刘宁会见客人。", "zh", "2023-02-28"),
    Document("person-3", "會見", "自治區黨委書記劉寧會見客人。", "zh", "2022-02-28"),
    Document("unlisted-1", "Tin", "Ông Phạm Đình Lữ phát biểu.", "vi", "2022-01-01"),
    Document("unlisted-2", "Tin", "Ông Phạm Đình Lư phát biểu.", "vi", "2022-01-02"),
    *(Document(f"zz-{n}", f"Zẻo zang số {n}", "Tin.", "vi") for n in range(9)),
    *(Document(f"tt-{n}", f"Bệnh zona kỳ {n}", "Tin.", "vi") for n in range(9)),
]


@pytest.fixture(scope="module", params=["tantivy", "whoosh", "opensearch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp(request.param) / "index"
    build(DOCUMENTS, folder, request.param)
    return Archive(folder)


def shown(archive: Archive, text: str, limit: int = 8) -> list[tuple[str, str, str, int]]:
    found = archive.completions(text, limit)
    return [(one.kind, one.text, one.other, one.count) for one in found]


@pytest.mark.parametrize("text", ["Hữu N", "hữu n", "huu n", "HUU NGHI", "huu nghị"])
def test_a_gate_is_first_in_any_spelling(archive: Archive, text: str) -> None:
    assert shown(archive, text)[0] == ("gate", "Hữu Nghị", "友谊口岸", 2)


def test_the_word_of_the_same_spelling_follows(archive: Archive) -> None:
    words = [one for one in shown(archive, "hữu n") if one[0] == "word"]
    assert words[0][1] == "hữu nghị"
    assert words[0][3] == 4  # In any capitals, so that of the gate too.


@pytest.mark.parametrize("text", ["友", "友谊", "友誼", "you y", "youyi"])
def test_chinese_names_are_found_in_both_scripts_and_in_pinyin(archive: Archive, text: str) -> None:
    assert ("gate", "友谊关", "Hữu Nghị Quan", 1) in shown(archive, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("lưu n", "Lưu Ninh"), ("luu", "Lưu Ninh"), ("刘", "刘宁"), ("liu n", "刘宁")],
)
def test_a_person_has_the_other_name_and_all_documents(
    archive: Archive, text: str, name: str
) -> None:
    other = {"Lưu Ninh": "刘宁", "刘宁": "Lưu Ninh"}[name]
    assert ("person", name, other, 3) in shown(archive, text)


def test_people_known_from_texts_only_are_suggested(archive: Archive) -> None:
    assert archive.completions("phạm đình lữ", 8)[:1] == (
        Completion("Phạm Đình Lữ", "person", "", 1, "phạm đình lữ"),
    )
    # With the tones that were typed first, then the others.
    assert [one[1] for one in shown(archive, "phạm đình lư")] == ["Phạm Đình Lư", "Phạm Đình Lữ"]


def test_a_later_word_of_a_name_is_found_after_names_that_begin_so(archive: Archive) -> None:
    found = [name for kind, name, *_ in shown(archive, "ninh") if kind == "person"]
    assert found == ["Lưu Ninh"]
    assert ("gate", "友谊关", "Hữu Nghị Quan", 1) in shown(archive, "关")


def test_titles_come_last_and_few_unless_there_is_nothing_else(archive: Archive) -> None:
    kinds = [one[0] for one in shown(archive, "bệnh")]
    assert kinds.count("title") == TITLES
    assert kinds[-TITLES:] == ["title"] * TITLES
    for text in ("zẻo z", "zeo", "zang s"):
        found = archive.completions(text, 5)
        assert [one.kind for one in found] == ["title"] * 5
        assert all(one.count == 1 and one.id.startswith("zz-") for one in found)
    assert archive.completions("zéo", 5)[0].kind == "title"  # As without tones.


def test_equal_titles_are_one_line(archive: Archive) -> None:
    assert len([one for one in shown(archive, "tin") if one[0] == "title"]) == 1


@pytest.mark.parametrize("text", ["", " ", "?", "zzzz", "\0"])
def test_nothing_is_suggested_for_nothing(archive: Archive, text: str) -> None:
    assert archive.completions(text, 8) == ()


def test_the_limit_is_kept_and_more_only_adds(archive: Archive) -> None:
    for text in ("h", "b", "友", "t"):
        whole = archive.completions(text, 20)
        for limit in range(8):
            assert archive.completions(text, limit) == whole[:limit]


def test_what_is_too_long_is_refused(archive: Archive) -> None:
    archive.completions("a" * TYPED_LIMIT, 8)
    with pytest.raises(BadRequest, match="characters"):
        archive.completions("a" * (TYPED_LIMIT + 1), 8)


def test_each_count_is_what_the_index_gives_for_it(archive: Archive) -> None:
    fields = {"gate": "gates", "person": "people", "place": "places"}
    looked = 0
    for start in "abcdđghlmnpqtv中友会刘关":
        for one in archive.completions(start, 20):
            if one.kind in fields:
                asked = Request("", filters={fields[one.kind]: (one.id,)})
                assert archive.results(asked).total == one.count
                looked += 1
            elif one.kind in ("term", "word"):
                assert _holding(one.text) == one.count
                looked += 1
    assert looked > 15


def _holding(text: str) -> int:
    """Documents with these keys in a row, in title or text."""
    wanted = " ".join(analyse(text).keys)
    streams = (f"{one.title}\n\n{one.body}" for one in DOCUMENTS)
    return sum(f" {wanted} " in f" {' '.join(analyse(one).keys)} " for one in streams)


def test_what_has_gone_since_is_not_suggested(tmp_path: Path) -> None:
    """A file of an earlier commit: no wrong count, and nothing that is gone."""
    index = tmp_path / "index"
    build(DOCUMENTS, index)
    path = data_folder(index) / FILE
    before = path.read_bytes()
    archive = Archive(index)
    build([Document("gate-1", "Tựa khác", "Tin.", "vi")], index)
    remove(index, ["unlisted-1", "person-1", *(f"zz-{n}" for n in range(8))])
    path.write_bytes(before)
    assert shown(archive, "hữu n")[0] == ("gate", "Hữu Nghị", "友谊口岸", 1)
    assert [one[1] for one in shown(archive, "pham dinh lu")] == ["Phạm Đình Lư"]
    assert ("person", "Lưu Ninh", "刘宁", 2) in shown(archive, "lưu")
    assert [one.id for one in archive.completions("zeo", 8)] == ["zz-8"]
    assert not [one for one in archive.completions("cửa kh", 8) if one.id == "gate-1"]


def test_an_index_of_before_suggests_nothing_and_a_damaged_file_is_named(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(DOCUMENTS[:2], index)
    archive = Archive(index)
    path = data_folder(index) / FILE
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(IndexDamaged, match=FILE):
        archive.completions("hữu", 8)
    path.unlink()
    assert archive.completions("hữu", 8) == ()


def test_a_folder_that_can_only_be_read_is_enough(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(DOCUMENTS[:2], index)
    data = data_folder(index)
    held = sorted(path.name for path in data.iterdir())
    data.chmod(0o555)
    (data / FILE).chmod(0o444)
    try:
        assert Archive(index).completions("hữu", 8)
        assert sorted(path.name for path in data.iterdir()) == held
    finally:
        data.chmod(0o755)


def test_a_person_who_counts_as_another_is_one_line_with_the_documents_of_both(
    tmp_path: Path,
) -> None:
    index = tmp_path / "index"
    build(DOCUMENTS, index)
    archive = Archive(index)
    assert [one[3] for one in shown(archive, "pham dinh lu")] == [1, 1]
    archive.correct(
        lambda reader, names: join_people(reader, names, "phạm đình lư", "phạm đình lữ")
    )
    found = archive.completions("pham dinh lu", 8)
    assert len(found) == 1
    assert (found[0].count, found[0].id) == (2, archive.corrections.one_of("phạm đình lư"))
