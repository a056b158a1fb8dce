"""The queries to measure: names in four spellings, and phrases with and without tones."""

from __future__ import annotations

from typing import Final

NAMES: Final = (
    ("Tập Cận Bình", "tap can binh", "习近平", "習近平"),
    ("Trung Quốc", "trung quoc", "中国", "中國"),
    ("Nam Ninh", "nam ninh", "南宁", "南寧"),
    ("Phạm Bình Minh", "pham binh minh", "范平明", "范平明"),
)

PHRASES: Final = (
    "quan hệ hợp tác hữu nghị",
    "quan he hop tac",
    "kim ngạch xuất khẩu",
    "kim ngach xuat khau",
)

QUERIES: Final = (*(spelling for name in NAMES for spelling in name), *PHRASES)
"""Twenty queries."""
