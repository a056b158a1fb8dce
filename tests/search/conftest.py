"""One small archive, made once: names that collide, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from corpus.document import Document
from indexer.engines.protocol import Reader
from indexer.pipeline.indexing import build
from search.answer.models import Results
from search.archive import Archive
from search.request import Request

DOCUMENTS = [
    Document("vi-title", "Bí thư Lưu Ninh thăm Lạng Sơn", "Tin ảnh.", "vi", "2020-01-01"),
    Document("vi-body", "Tin ngắn", "Hôm qua đồng chí Lưu Ninh hội đàm.", "vi", "2024-05-01"),
    Document("vi-undated", "Tin cũ", "Đồng chí Lưu Ninh phát biểu.", "vi"),
    Document("zh-body", "会见", "广西壮族自治区党委书记刘宁会见客人。", "zh", "2023-02-28"),
    Document("zh-trad", "會見", "自治區黨委書記劉寧會見客人。", "zh", "2022-02-28"),
    Document("latin", "Tin", "Ông Liu Ning nói tiếng Anh.", "vi", "2021-02-28"),
    # The same syllables as a word: 宁 is also read trữ, rarely.
    Document("word", "Lưu trữ", "Công tác lưu trữ hồ sơ được tăng cường.", "vi", "2021-03-01"),
    Document("homophone", "杨柳", "柳宁种树。", "zh", "2021-03-02"),
    # ASCII that is a name as it stands, and a name without its tones.
    Document("nha-trang", "Biển Nha Trang", "Du khách đến Nha Trang nghỉ.", "vi", "2021-04-01"),
    Document("nha-trang-2", "Nha Trang mưa", "Trời Nha Trang mưa to.", "vi", "2021-04-03"),
    Document("nha-trang-3", "Nha Trang nắng", "Trời Nha Trang nắng.", "vi", "2021-04-04"),
    Document("white-house", "Tin Mỹ", "Phát ngôn viên Nhà Trắng bác bỏ.", "vi", "2021-04-02"),
    Document("chau-tan-1", "Phim mới", "Diễn viên Châu Tấn đóng vai chính.", "vi", "2019-01-01"),
    Document("chau-tan-2", "新片", "周迅主演新片。", "zh", "2019-01-02"),
    Document("chu-tan", "朱新", "记者朱新报道。", "zh", "2019-01-03"),
    Document("fridge", "冰箱", "新的冰箱上市。", "zh", "2019-01-04"),
    Document("tran-cuong", "Tin", "Ông Trần Cương tiếp khách.", "vi", "2022-01-01"),
    Document("tran-cuong-2", "Tin", "Ông Trần Cường tiếp khách.", "vi", "2022-01-02"),
    Document("gate", "Cửa khẩu", "Hàng qua cửa khẩu Hữu Nghị tăng.", "vi", "2022-03-01"),
    Document("friendly", "Quan hệ", "Quan hệ hữu nghị và hợp tác.", "vi", "2022-03-02"),
    Document("hoa", "Tin", "Ông Võ Hoàng họp ở thuỷ điện Hoà Bình.", "vi", "2022-04-02"),
    Document("thuy-dien", "Tin", "Nhà máy thủy điện lớn.", "vi", "2022-04-03"),
    Document("other-gate", "友谊关", "友谊关口岸恢复通关。", "zh", "2022-03-03"),
    Document("phrase", "Tin", "Hai bên hội đàm về cửa khẩu biên giới.", "vi", "2022-05-01"),
]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("search") / "index"
    build(DOCUMENTS, folder)
    return Archive(folder)


@pytest.fixture
def reader(archive: Archive) -> Iterator[Reader]:
    with archive.reading() as snapshot:
        yield snapshot


Ask = Callable[..., Results]


@pytest.fixture
def ask(archive: Archive) -> Ask:
    """Runs a query, with any further fields of the request."""

    def run(query: str, **fields: object) -> Results:
        return archive.results(Request(query, **{"limit": 50, **fields}))  # type: ignore[arg-type]

    return run
