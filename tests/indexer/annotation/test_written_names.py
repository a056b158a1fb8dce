"""People and organisations are shown as texts write them most often, whatever their id folds; the
file that says so follows its index through every kind of run, on every engine."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.annotation.counted_names import written_names
from indexer.annotation.written_names import FILE, UNWRITTEN, WrittenName, load
from indexer.corrections.correction import APART, Correction
from indexer.corrections.in_force import Corrections
from indexer.index_errors import IndexDamaged
from indexer.pipeline.indexing import build
from indexer.pipeline.reannotation import act, reannotate
from indexer.pipeline.removal import remove
from indexer.storage.checksums import damages_now
from indexer.storage.fingerprint import data_folder
from indexer.storage.open_index import OpenIndex
from synonyms.gazetteer import load as gazetteer
from tests.cluster import EMBEDDED


def vietnamese(number: int, body: str) -> Document:
    return Document(f"vi-{number}", "Tin", body, "vi", f"2023-01-{number:02}")


DOCUMENTS = [
    # Lí, Chu, Huỳnh, Trường and Hồng fold into one id with Lý, Châu, Hoàng, Tràng and Hường.
    vietnamese(1, "Diễn viên Châu Tinh Trì đến Huế. Ông Trì vui. Ông Trì cười. Ông Trì về."),
    vietnamese(2, "Ông Lý Văn Quân họp. Ông Lý Văn Quân nói."),
    vietnamese(3, "Ông Lí Văn Quân họp."),
    vietnamese(4, "Bà Lê Thị Hồng Vân phát biểu."),
    Document("vi-5", "ÔNG NGUYỄN VĂN HUỲNH TỪ CHỨC", "Tin.", "vi", "2023-01-05"),
    vietnamese(6, "Ông Nguyễn Văn Huỳnh từ chức."),
    vietnamese(7, "Theo sở GD&ĐT tỉnh Sóc Trăng, Sở GD&ĐT tỉnh Sóc Trăng đã họp."),
    Document("zh-1", "会见", "广西壮族自治区主席王洪海会见客人，王洪海说。", "zh", "2023-02-01"),
    Document("zh-2", "消息", "路易斯安那州州长杰夫·兰德里说。杰夫·兰德里访问中国。", "zh"),
]


@pytest.fixture(scope="module", params=EMBEDDED)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def made(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(engine)
    build(DOCUMENTS, folder / "index", engine)
    return folder / "index"


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "index"))


def counted(index: Path) -> dict[str, WrittenName]:
    with OpenIndex(index).reading() as reader:
        return written_names(reader)


def name(index: Path, entity: str) -> WrittenName:
    return load(data_folder(index)).get(entity, UNWRITTEN)


@pytest.mark.parametrize(
    ("entity", "vi"),
    [
        ("chu tinh trì", "Châu Tinh Trì"),
        ("lí văn quân", "Lý Văn Quân"),
        ("lê thị hường vân", "Lê Thị Hồng Vân"),
        ("nguyễn văn hoàng", "Nguyễn Văn Huỳnh"),
        ("sở gd đt tỉnh sóc trăng", "Sở GD&ĐT tỉnh Sóc Trăng"),
    ],
)
def test_the_form_that_stands_most_often_is_the_name(made: Path, entity: str, vi: str) -> None:
    assert name(made, entity) == WrittenName(vi, "")


def test_it_is_made_with_the_index_and_is_a_part_of_it(made: Path) -> None:
    assert load(data_folder(made)) == counted(made) != {}
    assert FILE in damages_now(data_folder(made))[0].files


def test_what_is_added_changed_and_removed_is_counted_again(index: Path, engine: str) -> None:
    assert name(index, "lí văn quân").vi == "Lý Văn Quân"
    build([vietnamese(10, "Ông Lí Văn Quân nói. Ông Lí Văn Quân đi.")], index, engine)
    assert name(index, "lí văn quân") == UNWRITTEN  # As the id spells it.
    remove(index, ["vi-10", "vi-3"])
    assert name(index, "lí văn quân").vi == "Lý Văn Quân"
    remove(index, ["vi-2"])
    assert name(index, "lí văn quân") == UNWRITTEN
    build([vietnamese(4, "Bà Lê Thị Hường Vân phát biểu.")], index, engine)
    assert name(index, "lê thị hường vân") == UNWRITTEN
    assert load(data_folder(index)) == counted(index)
    assert damages_now(data_folder(index))[1] == []


def test_what_corrections_say_is_counted_at_once(index: Path) -> None:
    apart = Correction(APART, entity="lí văn quân", other="lí văn quân (2)", surface="Lý Văn Quân")
    assert act(index, Corrections([apart]), [apart]) > 0
    assert name(index, "lí văn quân") == UNWRITTEN
    assert name(index, "lí văn quân (2)").vi == "Lý Văn Quân (2)"
    assert load(data_folder(index)) == counted(index)
    act(index, Corrections(), [apart])
    assert name(index, "lí văn quân").vi == "Lý Văn Quân"
    assert load(data_folder(index)) == counted(index)


def test_whom_no_vietnamese_text_names_is_read_as_usual(index: Path) -> None:
    reannotate(index, gazetteer(), gather_people=True)
    assert name(index, "vương hường hải") == WrittenName("Vương Hồng Hải", "王洪海")
    assert name(index, "杰夫兰德里") == WrittenName("", "杰夫·兰德里")


def test_an_index_of_before_is_counted_by_the_next_run(index: Path) -> None:
    path = data_folder(index) / FILE
    wanted = load(data_folder(index))
    path.unlink()
    assert load(data_folder(index)) == {}
    reannotate(index, gazetteer())
    assert load(data_folder(index)) == counted(index)
    assert wanted.keys() <= load(data_folder(index)).keys()


def test_a_run_that_changes_nothing_writes_nothing(index: Path) -> None:
    reannotate(index, gazetteer())  # Decides with the evidence that the build did not gather.
    reannotate(index, gazetteer())
    before = (data_folder(index) / FILE).stat()
    reannotate(index, gazetteer())
    after = (data_folder(index) / FILE).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_damaged_file_is_said(index: Path) -> None:
    path = data_folder(index) / FILE
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(IndexDamaged, match=FILE):
        load(data_folder(index))
