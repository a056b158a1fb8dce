"""A profile counts from the index: what it counts and lists is what reading all mentions gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer import fields
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotation import Annotation
from indexer.annotation.mention_groups import entities_of
from indexer.annotation.records import to_record
from indexer.budget import Budget
from indexer.corrections.in_force import Corrections
from indexer.engines import ENGINES, open_engine
from indexer.engines.protocol import Reader
from indexer.linking.mention import LABELS, OTHER, Mention
from indexer.ner.evidence.known_people import People
from indexer.ner.person_ids import PersonIds
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.concordance.mention_filter import ALL_MEANT, EVERY_MENTION, MentionFilter
from search.concordance.mention_lines import SORTINGS, MentionLines
from search.entities import profile_lines
from search.entities.profile import Profile, ProfileRequest, profile
from search.names.gate_sides import BOTH
from search.names.live_gazetteer import ArchiveNames
from search.names.name_lookup import NameLookup
from synonyms.gazetteer import load
from tests.search.entities.mention_oracle import asks, check, listed


@pytest.fixture(scope="module", params=list(ENGINES))
def samples(request: pytest.FixtureRequest, sample_index: Callable[[str], Path]) -> Archive:
    return Archive(sample_index(request.param))


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


def test_a_road_named_for_a_gate_has_a_dossier_and_its_end_is_a_mention_of_the_gate_too(
    tmp_path: Path,
) -> None:
    body = "Thông xe cao tốc Hữu Nghị – Chi Lăng. Cửa khẩu Hữu Nghị đông xe."
    build([Document("1", "Tin", body, "vi")], tmp_path)
    archive = Archive(tmp_path)
    found = archive.profile("huu-nghi", ProfileRequest(side=BOTH))
    assert found.crossing is not None
    assert [(one.id, one.documents) for one in found.crossing.tied] == [
        ("ct-hn-cl", 1),
        ("huu-nghi-1119", 0),
    ]
    # The page says so ("named_for_gate"): of the two mentions of the gate one is the road's end.
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
        for label in (*LABELS, "meant"):
            for year in (("2020",), ("2024", "2023"), ()):
                values = {"label": (label,), "year": year, "lang": ("zh",)}
                one = ProfileRequest(MentionFilter(values), sorting=sorting)
                check(samples.profile(entity, one), lines)


@pytest.mark.parametrize("wanted", [ALL_MEANT, ALL_MEANT.but(lang=("zh",)), EVERY_MENTION])
def test_every_number_is_what_narrowing_to_it_gives(
    samples: Archive, wanted: MentionFilter
) -> None:
    for entity in ("huu-nghi", "xi-jinping", "liu-ning"):

        def asked(entity: str = entity, **values: tuple[str, ...]) -> Profile:
            return samples.profile(entity, ProfileRequest(wanted.but(**values), limit=1))

        found = asked()
        narrowed = [
            (row.count, asked(**{name: (row.value,)}).documents)
            for name, rows in found.facets.items()
            for row in rows
        ]
        narrowed += [(n, asked(people=(one,)).documents) for one, _, n in found.together]
        narrowed += [(n, asked(form=(one,)).total) for one, n in found.forms.items()]
        narrowed += [(n, asked(label=(one,)).total) for one, n in found.labels.items()]
        narrowed += [(n, asked(lang=(one,)).total) for one, n in found.langs.items()]
        narrowed += [
            (office.mentions, asked(title=office.titles, year=(year.year,)).total)
            for year in found.offices
            for office in year.offices
        ]
        assert len(narrowed) > 5
        assert [told for told, _ in narrowed] == [given for _, given in narrowed]
        # A facet says what else could be chosen, whatever is.
        (first, *_) = found.facets["source"]
        again = asked(source=(first.value,)).facets["source"]
        assert [(row.value, row.count) for row in again] == [
            (row.value, row.count) for row in found.facets["source"]
        ]


SURFACES = ("Hữu Nghị", "Hữu  Nghị", "hữu nghị", "友谊\n关", "A\x1eB", "x.*")
DATES = ("", "2019", "2019-05", "2019-05-12", "2019-05-13", "2020-01-01", "2020-12-31", "0001")
SOURCES = ("", "Báo A", "báo a", "新华")
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
filters = st.builds(
    MentionFilter,
    st.fixed_dictionaries(
        {
            "label": st.sampled_from((("meant",), ("meant",), (), ("other",), ("gate", "other"))),
            "form": st.sampled_from(((), (), ("Hữu Nghị",), ("友谊 关", "hữu nghị"))),
            "off": st.sampled_from(((), (), ("Hữu Nghị",))),
            "year": st.sampled_from(((), (), ("2019",), (fields.UNKNOWN, "2020"))),
            "lang": st.sampled_from(((), (), ("vi",))),
            "title": st.sampled_from(((), (), (), ("chủ tịch",))),
            "source": st.sampled_from(((), (), ("Báo A",), ("báo a", "新华"))),
        }
    ),
    since=st.sampled_from(("", "", "2019", "2019-05-13")),
    until=st.sampled_from(("", "", "2020-11", "2019")),
)
requests = st.builds(
    ProfileRequest,
    filters,
    sorting=st.sampled_from(list(SORTINGS)),
    offset=st.integers(0, 12),
    limit=st.integers(1, 12),
)


@cache
def names() -> ArchiveNames:
    gazetteer = load()
    people = PersonIds(gazetteer, People())
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
                within = tuple(one.wanted.plans(names().lookup).values())
                of_file = MentionLines(reader, (entity,), Budget(), one.wanted, within)
                assert list(of_file) == [line for line in lines if asks(line, one.wanted)]
