"""A profile counts from the index: what it counts and lists is what reading all mentions gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.readers import read_paths
from corpus.sample_corpus import sample_corpus
from indexer import fields
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotation
from indexer.annotation.mention_groups import entities_of
from indexer.annotation.records import to_record
from indexer.budget import Budget
from indexer.corrections.in_force import Corrections
from indexer.corrections.overlay import flat
from indexer.engines import ENGINES, open_engine
from indexer.engines.protocol import Reader
from indexer.linking.mention import LABELS, OTHER, Mention
from indexer.ner.evidence.known_people import People
from indexer.ner.person_mentions import PeopleFinder
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.concordance.mention_lines import SORTINGS, MentionLine, MentionLines
from search.entities import profile_lines
from search.entities.profile import Profile, ProfileRequest, profile
from search.group_counts import TitleCount
from search.names.gate_sides import BOTH
from search.names.live_gazetteer import ArchiveNames
from search.names.name_lookup import NameLookup
from synonyms.gazetteer import load
from synonyms.word_lists import word_list


def listed(lines: Sequence[MentionLine], asked: ProfileRequest) -> list[MentionLine]:
    """The mentions that a request lists, in its order, found by looking at each."""
    found = [
        line
        for line in lines
        if (line.mention.label == asked.label if asked.label else line.mention.label != OTHER)
        and asked.form in ("", flat(line.surface))
        and asked.year in ("", line.date[:4] or fields.UNKNOWN)
        and asked.lang in ("", line.lang)
    ]
    return sorted(found, key=SORTINGS[asked.sorting])


def titles(lines: Sequence[MentionLine]) -> dict[str, TitleCount]:
    """The titles next to the name, counted one by one."""
    dates: dict[str, list[str]] = {}
    for line in lines:
        of_line = flat(line.mention.title).replace("、", ", ").split(", ")
        own = {
            one for one in of_line if one and one.lower() not in word_list("profiles", "address")
        }
        for shown in {one if one[1:2].isupper() else one[:1].lower() + one[1:] for one in own}:
            dates.setdefault(shown, []).append(line.date)
    return {
        title: TitleCount(len(all_), min(filter(None, all_), default=""), max(all_))
        for title, all_ in dates.items()
    }


def check(found: Profile, lines: Sequence[MentionLine]) -> None:
    """A profile is what all mentions of its entity give, one by one."""
    meant = [line for line in lines if line.mention.label != OTHER]
    other = [line for line in lines if line.mention.label == OTHER]
    asked = found.asked
    assert found.documents == len({line.doc for line in meant})
    assert found.labels == Counter(line.mention.label for line in lines)
    assert found.forms == Counter(flat(line.surface) for line in meant)
    assert found.reasons == Counter(line.mention.reason for line in other)
    assert found.titles == titles(meant)
    years: dict[str, Counter[str]] = {}
    for line in meant:
        years.setdefault(line.date[:4] or fields.UNKNOWN, Counter())[line.lang] += 1
    assert found.years == years
    assert list(found.years) == sorted(years)
    chosen = listed(lines, asked)
    assert found.total == len(chosen)
    assert list(found.lines) == chosen[asked.offset : asked.offset + asked.limit]


@pytest.fixture(scope="module", params=list(ENGINES))
def samples(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("samples")
    build(read_paths([sample_corpus()]), folder, request.param)
    return Archive(folder)


def every_entity(archive: Archive) -> list[str]:
    mentions = (line.mention for batch in archive.mentions(None) for line in batch)
    return sorted({entity for mention in mentions for entity in entities_of(mention)})


def test_on_the_samples_every_number_is_that_of_all_mentions(samples: Archive) -> None:
    entities = every_entity(samples)
    assert len(entities) > 50
    for entity in entities:
        lines = [line for batch in samples.mentions([entity]) for line in batch]
        check(samples.profile(entity, ProfileRequest()), lines)


def test_a_crossing_is_both_its_gates(samples: Archive) -> None:
    lines = [line for batch in samples.mentions(["huu-nghi", "youyiguan"]) for line in batch]
    by_side = {
        side: [line for batch in samples.mentions([gate]) for line in batch]
        for side, gate in (("VN", "huu-nghi"), ("CN", "youyiguan"))
    }
    assert all(by_side.values())
    for asked in ("huu-nghi", "youyiguan"):
        for sorting in SORTINGS:
            whole = samples.profile(asked, ProfileRequest(side=BOTH, sorting=sorting, limit=7))
            assert whole.ids == ("huu-nghi", "youyiguan")
            check(whole, lines)
        for side, of_side in by_side.items():
            one = samples.profile(asked, ProfileRequest(side=side))
            check(one, of_side)
            assert one.entity is not None
            assert one.entity.facts["side"] == side
    crossing = whole.crossing
    assert crossing is not None
    meant = {
        side: [line for line in of_side if line.mention.label != OTHER]
        for side, of_side in by_side.items()
    }
    documents = {side: {line.doc for line in found} for side, found in meant.items()}
    assert crossing.in_both == len(documents["VN"] & documents["CN"])
    for side in crossing.sides:
        assert side.documents == len(documents[side.side])
        assert side.mentions == len(meant[side.side]) == sum(one.mentions for one in side.names)
        dates = sorted(line.date for line in meant[side.side] if line.date)
        assert min(one.first for one in side.names if one.first) == dates[0]
        assert max(one.last for one in side.names) == dates[-1]
    assert {one.text for one in crossing.sides[1].names if one.is_old} >= {"Mục Nam Quan"}


def test_what_is_named_for_a_gate_is_counted_apart(tmp_path: Path) -> None:
    body = "Thông xe cao tốc Hữu Nghị – Chi Lăng. Cửa khẩu Hữu Nghị đông xe."
    build([Document("1", "Tin", body, "vi")], tmp_path)
    archive = Archive(tmp_path)
    found = archive.profile("huu-nghi", ProfileRequest(side=BOTH))
    assert found.crossing is not None
    assert [(one.id, one.documents) for one in found.crossing.tied] == [
        ("ct-hn-cl", 1),
        ("huu-nghi-1119", 0),
    ]
    # The road is no mention more of the gate, and the gate in its name none less.
    road = archive.profile("ct-hn-cl", ProfileRequest(side=BOTH))
    assert (road.crossing, road.ids, road.total, road.documents) == (None, ("ct-hn-cl",), 1, 1)
    assert found.forms["Hữu Nghị"] == 2


@pytest.mark.parametrize("sorting", list(SORTINGS))
def test_on_the_samples_pages_in_any_order_are_complete(samples: Archive, sorting: str) -> None:
    for entity in ("huu-nghi", "china", "xi-jinping"):
        lines = [line for batch in samples.mentions([entity]) for line in batch]
        asked = [ProfileRequest(sorting=sorting, offset=at, limit=7) for at in range(0, 60, 7)]
        paged = [line for one in asked for line in samples.profile(entity, one).lines]
        assert paged == listed(lines, ProfileRequest(sorting=sorting))[:63]
        for label in (*LABELS, ""):
            for year in ("2020", "2024", ""):
                one = ProfileRequest(label=label, year=year, lang="zh", sorting=sorting)
                check(samples.profile(entity, one), lines)


SURFACES = ("Hữu Nghị", "Hữu  Nghị", "hữu nghị", "友谊\n关", "A\x1eB", "x.*")
DATES = ("", "2019", "2019-05", "2019-05-12", "2019-05-13", "2020-01-01", "2020-12-31", "0001")
SOURCES = ("", "unknown", "Báo A", "báo a", "新华")
ENTITIES = ("huu-nghi", "lang-son", "lưu ninh")


@st.composite
def annotated(draw: st.DrawFn, number: int) -> tuple[Document, Annotation]:
    """A document with mentions of anything, decided in any way."""
    body = ""
    mentions = []
    for _ in range(draw(st.integers(0, 5))):
        body += draw(st.sampled_from(["và ", "在", "x", "\n"]))
        surface = draw(st.sampled_from(SURFACES))
        # A part of a name that the document says nobody's is no entity's, and has no place.
        entity = draw(st.sampled_from(("", *ENTITIES)))
        mentions.append(
            Mention(
                "body",
                len(body),
                len(body) + len(surface),
                surface,
                entity,
                draw(st.sampled_from(("gate", "person", "place"))),
                draw(st.sampled_from(LABELS)),
                draw(st.sampled_from(("word", "town"))),
                place=draw(st.sampled_from(("", "", "lang-son"))) if entity else "",
                title=draw(
                    st.sampled_from(
                        (
                            "",
                            "Chủ tịch",
                            "chủ tịch",
                            "đồng chí",
                            "T\x1fB",
                            "Bí thư, Chủ tịch",
                            "chủ tịch, Chủ tịch",
                        )
                    )
                ),
            )
        )
        body += surface
    facts = (draw(st.sampled_from(("vi", "zh"))), draw(st.sampled_from(DATES)))
    document = Document(f"d{number}", "Tin", body, *facts, draw(st.sampled_from(SOURCES)))
    return document, Annotation(tuple(mentions), "1")


archives = st.integers(0, 9).flatmap(lambda size: st.tuples(*map(annotated, range(size))))
requests = st.builds(
    ProfileRequest,
    label=st.sampled_from(("", "", *LABELS)),
    form=st.sampled_from(("", "", "Hữu Nghị", "友谊 关")),
    year=st.sampled_from(("", "", "2019", fields.UNKNOWN)),
    lang=st.sampled_from(("", "", "vi")),
    sorting=st.sampled_from(list(SORTINGS)),
    offset=st.integers(0, 12),
    limit=st.integers(1, 12),
)


@cache
def names() -> ArchiveNames:
    gazetteer = load()
    people = PeopleFinder(gazetteer, People())
    return ArchiveNames(NameLookup(gazetteer), Corrections(), people)


@contextmanager
def reading(
    engine: str, folder: Path, held: Sequence[tuple[Document, Annotation]]
) -> Iterator[Reader]:
    """An index of these documents, in two commits; one document is written again."""
    opened = open_engine(engine, folder)
    for some in (held[::2], [*held[1::2], *held[:1]]):
        with opened.writing() as writer:
            for document, annotation in some:
                writer.add(to_record(Analysed.of(document), annotation))
    with opened.reading() as reader:
        yield reader


@pytest.mark.parametrize("engine", list(ENGINES))
@settings(max_examples=40)
@given(
    held=archives,
    asked=st.lists(requests, min_size=1, max_size=6),
    # Few lines before a page of one day are read, many are counted.
    few=st.sampled_from((0, 1, profile_lines.READ_LINES)),
)
def test_on_any_archive_every_number_and_page_is_that_of_all_mentions(
    tmp_path_factory: pytest.TempPathFactory,
    engine: str,
    held: Sequence[tuple[Document, Annotation]],
    asked: list[ProfileRequest],
    few: int,
) -> None:
    folder = tmp_path_factory.mktemp("generated")
    with reading(engine, folder, held) as reader, pytest.MonkeyPatch.context() as patch:
        patch.setattr(profile_lines, "READ_LINES", few)
        for entity in ("huu-nghi", "lang-son"):
            lines = list(MentionLines(reader, (entity,), Budget()))
            assert len(lines) == sum(
                entity in entities_of(one) for _, found in held for one in found.mentions
            )
            for one in asked:
                check(profile(reader, names(), entity, one, Budget()), lines)
