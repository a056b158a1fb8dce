"""Complete what is being typed to names, words and titles that the index holds, with their counts.

The file of completions (indexer/completion) says what begins so; the index says what of that it
holds now, and in how many documents. A file of an earlier commit gives nothing that is gone, and no
wrong count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from indexer.analysis.name_keys import keys_of
from indexer.annotation.records import from_stored
from indexer.completion import fold
from indexer.completion.completable_names import FIELD_OF
from indexer.completion.prefix_file import FILE, PrefixFile
from indexer.completion.prefix_rows import CLASSES, FoundName, head_of
from indexer.engines.protocol import Reader, ReadRequest
from indexer.plan import AnyOf, Everything, Plan
from search.expansion.frequencies import counted, numbered
from search.names.lexicon_lookup import lexicon
from search.names.live_gazetteer import ArchiveNames
from search.terms.forms import ANY, Form, FormKind, plan_of
from synonyms.spelling import is_han

Kind = Literal["gate", "place", "person", "organisation", "term", "word", "title"]

TYPED_LIMIT: Final = 200
"""Longest beginning of a query that is completed, in code points."""

LIMIT: Final = 20
"""Most completions: more than a list under the box shows."""

TITLES: Final = 3
"""Titles beside names and words: these are what is usually meant."""

SPARE: Final = 4
"""Candidates that are counted beyond those that are shown, should some have gone since."""


class Completion(Struct, frozen=True):
    """What may be meant: ``text`` in the script that is typed, ``other`` its name or commonest
    wording in the other language, or empty.

    ``count`` is exact: the documents that mention the entity, or hold the term or word in any
    capitals; of a title 1. ``id`` is that of the entity or document; empty for a word.
    """

    text: str
    kind: Kind
    other: str
    count: int
    id: str


class _Candidate(Struct, frozen=True):
    """A completion that is not counted yet. ``level`` is 0 where the tones are as typed, else 1."""

    completion: Completion
    level: int
    later: bool
    plan: Plan

    @property
    def rank(self) -> tuple[int, int, bool, int, str]:
        one = self.completion
        return self.level, CLASSES[one.kind], self.later, -one.count, one.text


def completions(
    reader: Reader, names: ArchiveNames, data: Path, text: str, limit: int
) -> tuple[Completion, ...]:
    """Return at most ``limit`` completions of a text, best first; ``data`` is the generation.

    Those with the tones that were typed come first, then gates before other entities before terms
    and words before titles; then those that begin so before those in which a later word does; then
    by documents. None where the index has no file of completions, as one made before there were
    any. Raises ``IndexDamaged``.
    """
    typed = fold.typed(text)
    path = data / FILE
    if typed is None or not limit or not path.exists():
        return ()
    with PrefixFile.reading(path) as file:
        if not file.is_of_now:
            return ()
        candidates = islice(_candidates(file, names, typed), limit + SPARE)
        named = _counted(reader, candidates)[:limit]
        room = min(TITLES, limit - len(named)) if named else limit
        titles = islice(_titles(file, reader, typed), room)
        return (*(one.completion for one in named), *titles)


def completion_json(one: Completion) -> dict[str, object]:
    """Return a completion as a plain object."""
    return asdict(one)


def _candidates(file: PrefixFile, names: ArchiveNames, typed: fold.Typed) -> Iterator[_Candidate]:
    """Yield each entity and word once, by the best of its names."""
    seen: set[tuple[str, str]] = set()
    for level, starts in enumerate((typed.toned, (typed.plain, typed.pinyin))):
        found = {one: None for start in starts if start for one in file.names(start)}
        for one in sorted(found, key=lambda one: one.rank):
            candidate = _candidate(one, names, level)
            if candidate is not None:
                completion = candidate.completion
                what = completion.id or fold.spelt(keys_of(completion.text))
                if (completion.kind, what) not in seen:
                    seen.add((completion.kind, what))
                    yield candidate


def _candidate(found: FoundName, names: ArchiveNames, level: int) -> _Candidate | None:
    """Return the completion of a name; None for an entity that the gazetteer has no more."""
    if found.kind in FIELD_OF:
        an_id = names.corrections.one_of(found.id)
        name = names.lookup.name_of(an_id)
        is_listed = an_id in names.lookup.gazetteer.entities
        if not is_listed and found.kind not in ("person", "organisation"):
            return None
        text = found.text or name.vi or name.zh
        other = name.vi if is_han(text[:1]) else name.zh
        plan: Plan = AnyOf(FIELD_OF[found.kind], (an_id,))
    else:
        an_id, text = found.id, found.text
        other = _other_word(found, names)
        plan = plan_of(Form(keys_of(text), ANY, FormKind.TYPED))
    shown = Completion(text, _KIND[found.kind], "" if other == text else other, 0, an_id)
    return _Candidate(shown, level, found.later, plan)


_KIND: Final[dict[str, Kind]] = {
    "gate": "gate",
    "place": "place",
    "person": "person",
    "organisation": "organisation",
    "term": "term",
    "word": "word",
}


def _other_word(found: FoundName, names: ArchiveNames) -> str:
    is_chinese = is_han(found.text[:1])
    if found.kind == "term":
        name = names.lookup.name_of(found.id)
        return name.vi if is_chinese else name.zh
    for form in lexicon().forms(keys_of(found.text)):
        if (form.lang == "zh") != is_chinese:
            return form.text
    return ""


def _counted(reader: Reader, candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Return the candidates with their documents, best first; without those that have none."""
    chosen = list(candidates)
    if not chosen:
        return []
    plans = numbered(one.plan for one in chosen)
    answer = reader.run(ReadRequest(Everything(), limit=0, counts=plans))
    counts = counted(plans, answer)
    found = [
        replace(one, completion=replace(one.completion, count=counts[one.plan]))
        for one in chosen
        if counts[one.plan]
    ]
    return sorted(found, key=lambda one: one.rank)


def _titles(file: PrefixFile, reader: Reader, typed: fold.Typed) -> Iterator[Completion]:
    """Yield different titles that documents have now, those with the tones that were typed first,
    and of these those that begin so."""
    seen: set[str] = set()
    found = (
        row
        for starts in (typed.toned, (typed.plain,))
        for find in (file.titles, file.titles_within)
        for start in starts
        for row in find(start)
    )
    for doc_id, key in found:
        if key in seen:
            continue
        for stored in reader.fetch((doc_id,)).values():
            title = from_stored(stored).title
            if head_of(title) == key:
                seen.add(key)
                yield Completion(" ".join(title.split()), "title", "", 1, doc_id)
