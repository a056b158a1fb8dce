"""What the parts of the page of specimens show: one person of the sample corpus, in the nouns that
the archive would answer with, so that the page is the same on every archive, and on none."""

from __future__ import annotations

from typing import Final

from search.answer.counted_entities import CountedEntity, LanguageCount
from search.answer.models import FacetValue
from search.concordance.mention_filter import MEANT, MentionFilter
from search.entities.people import PersonRow
from search.entities.profile import Profile, ProfileRequest
from search.names.entity_names import EntityName
from search.pictures.network import Network, Node, Pair

LIU_NING: Final = EntityName("Lưu Ninh", "刘宁")
DOAN: Final = EntityName("Nguyễn Quốc Đoàn", "阮国团")
LAP: Final = EntityName("Lam Thiên Lập", "蓝天立")
HUU_NGHI: Final = EntityName("Hữu Nghị", "友谊口岸")
MONG_CAI: Final = EntityName("Móng Cái", "芒街")

YEARS: Final = {
    "2021": {"vi": 5, "zh": 6},
    "2022": {"vi": 2, "zh": 5},
    "2023": {"vi": 4, "zh": 15},
    "2024": {"vi": 3, "zh": 1},
    "2025": {"vi": 2, "zh": 2},
}

COUNTED: Final = CountedEntity(
    "person", "liu-ning", LIU_NING, (LanguageCount("vi", 9, 16), LanguageCount("zh", 12, 29))
)

PEOPLE: Final = (
    PersonRow("liu-ning", LIU_NING, 21, 9, 12),
    PersonRow("nguyễn quốc đoàn", DOAN, 11, 5, 6),
    PersonRow("lam thiên lập", LAP, 6, 2, 4),
    PersonRow("vũ thị ế", EntityName("Vũ Thị Ế", ""), 1, 1, 0),
)


def sample_profile() -> Profile:
    """Return the dossier of a person, narrowed to a year and a source."""
    wanted = MentionFilter({"label": (MEANT,), "year": ("2023",), "source": ("边境日报",)})
    return Profile(
        id="liu-ning",
        kind="person",
        name=LIU_NING,
        entity=None,
        ids=("liu-ning",),
        crossing=None,
        documents=21,
        documents_by_lang={"vi": 9, "zh": 12},
        mentions_by_lang={"vi": 16, "zh": 29},
        labels={"person": 45},
        forms={"刘宁": 27, "Lưu Ninh": 14, "Liu Ning": 4},
        years=YEARS,
        langs={"vi": 16, "zh": 29},
        reasons={},
        titles={},
        offices=(),
        namesakes=(),
        together=(("nguyễn quốc đoàn", DOAN, 10), ("lam thiên lập", LAP, 6)),
        facets={
            "source": (FacetValue("边境日报", 4, True), FacetValue("Thời báo Cửa Khẩu", 2, False))
        },
        asked=ProfileRequest(wanted),
        total=45,
        first="2021-05-14",
        last="2026-06-05",
        lines=(),
    )


def sample_network() -> Network:
    """Return a network of two gates and three people."""
    nodes = (
        Node("huu-nghi", "gate", HUU_NGHI, 27, "VN"),
        Node("mong-cai", "gate", MONG_CAI, 15, "VN"),
        Node("liu-ning", "person", LIU_NING, 21),
        Node("nguyễn quốc đoàn", "person", DOAN, 11),
        Node("lam thiên lập", "person", LAP, 6),
    )
    gate, other, liu, doan, lap = nodes
    pairs = (
        *(Pair(liu, doan, 10), Pair(gate, liu, 7), Pair(liu, lap, 6)),
        *(Pair(gate, doan, 4), Pair(other, doan, 2)),
    )
    return Network((), "", EntityName("", ""), 48, nodes, pairs, 0)
