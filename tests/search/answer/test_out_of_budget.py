"""What a request says when its budget ends before its work."""

from __future__ import annotations

from itertools import islice

import pytest

from corpus.document import Document
from indexer.budget import Abandoned, Budget, Looked, OutOfTime
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.concordance.mention_lines import BATCH
from search.entities.profile import ProfileRequest
from search.request import Request

DOCUMENTS = 4 * BATCH


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Each document names a gate; the newest come first."""
    folder = tmp_path_factory.mktemp("budget") / "index"
    build(
        [
            Document(
                f"d{number:03d}",
                "Tin",
                "Xe qua cửa khẩu Hữu Nghị, Lạng Sơn.",
                "vi",
                f"{2000 + number // 12}-{number % 12 + 1:02d}-01",
            )
            for number in range(DOCUMENTS)
        ],
        folder,
    )
    return Archive(folder)


@pytest.mark.parametrize("sorting", ["date", "left"])
def test_a_concordance_says_after_how_many_documents_it_stopped(
    archive: Archive, sorting: str
) -> None:
    request = Request("cửa khẩu", limit=1_000)
    whole = archive.concordance(request, sorting)
    assert (len(whole.lines), whole.whole, whole.looked) == (DOCUMENTS, True, Looked())
    # Nine tenths are for reading, and the last batch may go beyond.
    some = archive.within(Budget(documents=2 * BATCH + 10)).concordance(request, sorting)
    assert not some.whole
    assert some.looked == Looked(2 * BATCH, DOCUMENTS)
    assert len(some.lines) == 2 * BATCH
    assert {line.doc for line in some.lines} == {f"d{DOCUMENTS - 1 - n:03d}" for n in range(100)}


@pytest.mark.parametrize("query", ["-xe", "2000..2025", "lang:vi", ""])
def test_where_nothing_can_be_marked_no_document_is_read(archive: Archive, query: str) -> None:
    # Nothing may be read, and nothing is: reading one document would raise.
    within = archive.within(Budget(documents=1))
    found = within.concordance(Request(query), "date")
    assert (found.lines, found.markable) == ((), False)
    assert list(within.every_match(Request(query))) == []


@pytest.mark.parametrize("sorting", ["date", "source", "form"])
@pytest.mark.parametrize("offset", [0, 70, DOCUMENTS - 50])
def test_a_profile_counts_everything_and_reads_only_its_page(
    archive: Archive, sorting: str, offset: int
) -> None:
    # One line a document: a page of 50 lines needs 50 documents, wherever it begins; 0.8 of the
    # budget is for reading.
    within = archive.within(Budget(documents=70))
    found = within.profile("huu-nghi", ProfileRequest(sorting=sorting, offset=offset))
    assert (found.documents, found.total, found.looked) == (DOCUMENTS, DOCUMENTS, Looked())
    newest = [f"d{DOCUMENTS - 1 - offset - place:03d}" for place in range(50)]
    assert [line.doc for line in found.lines] == newest


@pytest.mark.parametrize("sorting", ["left", "right"])
def test_a_profile_in_order_of_context_says_of_how_many_documents_it_is(
    archive: Archive, sorting: str
) -> None:
    asked = ProfileRequest(sorting=sorting, limit=1_000)
    assert archive.profile("huu-nghi", asked).looked == Looked()
    some = archive.within(Budget(documents=3 * BATCH + 30)).profile("huu-nghi", asked)
    assert (some.documents, some.total) == (DOCUMENTS, DOCUMENTS)
    assert some.looked == Looked(len(some.lines), DOCUMENTS)
    assert 0 < len(some.lines) < DOCUMENTS


def test_a_page_of_a_profile_that_is_not_read_to_its_end_says_so(archive: Archive) -> None:
    some = archive.within(Budget(documents=45)).profile("huu-nghi", ProfileRequest())
    assert some.total == DOCUMENTS
    assert some.looked == Looked(len(some.lines), DOCUMENTS)
    assert 0 < len(some.lines) < 50


def test_a_stream_of_a_near_begins_with_its_first_documents(archive: Archive) -> None:
    # Xe stands two words before cửa khẩu, and nowhere near a thing that is not there.
    few = Budget(documents=3 * BATCH)
    stream = archive.within(few).every_match(Request("xe near/2 khẩu"))
    assert [len({one.doc for one in batch}) for batch in islice(stream, 1)] == [BATCH]
    whole = [one for batch in archive.every_match(Request("xe near/2 khẩu")) for one in batch]
    assert len({one.doc for one in whole}) == DOCUMENTS
    apart = list(archive.every_match(Request("xe near/1 sơn")))
    assert apart == [[]] * (DOCUMENTS // BATCH)


@pytest.mark.parametrize(
    "query",
    ["xe near/2 khẩu", "xe near/1 sơn OR tin", "tin -(xe near/2 khẩu)", "xe (qua near/3 khẩu)"],
)
def test_a_stream_and_a_page_find_the_same_documents(archive: Archive, query: str) -> None:
    batches = archive.every_match(Request(query))
    assert {one.doc for batch in batches for one in batch} == {
        hit.id for hit in archive.every_id(Request(query))
    }


def test_a_stream_is_whole_or_ends_with_an_error(archive: Archive) -> None:
    within = archive.within(Budget(documents=2 * BATCH))
    with pytest.raises(OutOfTime):
        list(within.every_match(Request("cửa khẩu")))
    within = archive.within(Budget(documents=2 * BATCH))
    with pytest.raises(OutOfTime):
        list(within.mentions(None))


def test_hits_are_given_without_their_matches_when_time_is_over(archive: Archive) -> None:
    # The ten documents of the page are read; then nothing is left. Folding would read them earlier.
    request = Request("cửa khẩu", folded=False)
    results = archive.within(Budget(documents=10)).results(request)
    assert results.total == DOCUMENTS
    assert [hit.spans for hit in results.hits] == [()] * 10
    assert [(one.code, one.facts) for one in results.notices] == [("hits_unmarked", {"count": 10})]


def test_a_request_that_is_stopped_ends(archive: Archive) -> None:
    budget = Budget()
    lines = archive.within(budget).mentions(None)
    next(lines)
    budget.stop(Abandoned())
    with pytest.raises(Abandoned):
        list(lines)
