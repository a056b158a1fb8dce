"""The five texts the project started from: their titles, and their days with where they were found.

They are not part of the project; where they are not beside it, this is skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.readers import read_paths

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no seed documents in {SEEDS}")


def test_titles_and_days() -> None:
    found = {
        Path(one.path).name[:3]: (one.title, one.date, one.date_origin)
        for one in read_paths([SEEDS])
        if isinstance(one, Document)
    }
    assert found == {
        "000": (
            "Hội đàm giữa Bí thư Tỉnh ủy Lạng Sơn và Bí thư Khu ủy Khu tự trị dân tộc Choang "
            "Quảng Tây, Trung Quốc",
            "2023-02-28",
            "guessed",
        ),
        "001": (
            "Chương trình Gặp gỡ đầu Xuân 2023 và Hội nghị lần thứ 14 Uỷ ban Công tác liên hợp: "
            "Tăng cường hợp tác - thúc đẩy phát triển",
            "2023-02-22",
            "guessed",
        ),
        "002": (
            "Đoàn đại biểu tỉnh hội kiến Bí thư Khu ủy Khu tự trị dân tộc Choang Quảng Tây "
            "(Trung Quốc)",
            "2025-02-20",
            "guessed",
        ),
        # It begins with its first sentence.
        "003": ("", "2019-03-22", "guessed"),
        "004": (
            "Hội nghị trực tuyến giữa Bí thư Tỉnh ủy các tỉnh: Lào Cai, Hà Giang, Lai Châu và "
            "Điện Biên (Việt Nam) với tỉnh Vân Nam (Trung Quốc)",
            "2022-04-27",
            "text",
        ),
    }
