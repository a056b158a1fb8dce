"""What the whole archive knows of people, gathered in a pass of its own before annotating."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from corpus.document import Document
from indexer.index_errors import IndexMismatch
from indexer.ner import evidence_totals
from indexer.ner.document_evidence import contribution_of, text_digest, texts_of
from indexer.ner.evidence_store import EvidenceStore
from indexer.ner.evidence_vi import SAMPLE, Sampled, count_sample
from indexer.ner.known_names_zh import Answer, KnownPeople, answered, chosen, digest_of
from indexer.ner.text_cache import Held
from indexer.ner.title_counts import TitleCounts
from indexer.whole_files import write_whole

FILE: Final = "people.json"

_SAMPLE: Final = "sample"
_SAMPLED: Final = "sampled"
"""What the store notes: which texts the sample had, and what they said."""

Find = Callable[[Collection[str]], Iterable[Document]]
"""The documents of these ids."""


@dataclass(frozen=True)
class People:
    """The evidence of an archive in both languages, and of how many documents."""

    vietnamese: TitleCounts = field(default_factory=TitleCounts)
    chinese: KnownPeople = field(default_factory=KnownPeople)
    documents: int = 0

    @property
    def version(self) -> str:
        """Tells evidence apart."""
        text = f"{self.vietnamese.version} {self.chinese.version}"
        return blake2b(text.encode(), digest_size=8).hexdigest()

    def save(self, folder: Path) -> None:
        """Put it beside the index, whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        shape = {
            "documents": self.documents,
            "vietnamese": self.vietnamese.to_json(),
            "chinese": self.chinese.to_json(),
        }
        write_whole(folder / FILE, json.dumps(shape, ensure_ascii=False).encode())

    @classmethod
    def load(cls, folder: Path) -> People:
        """What was saved; nothing where nothing was. Raises ``IndexMismatch``."""
        path = folder / FILE
        if not path.exists():
            return cls()
        try:
            shape = json.loads(path.read_text("utf-8"))
            return cls(
                TitleCounts.from_json(shape["vietnamese"]),
                KnownPeople.from_json(shape["chinese"]),
                shape["documents"],
            )
        except (ValueError, KeyError, TypeError):
            raise IndexMismatch(
                f"{path} is damaged or of another version. Gather it anew: songngu annotate "
                f"--people --index {folder.parent}"
            ) from None


def people_of(store: EvidenceStore, held: Held, find: Find) -> People:
    """The evidence that the store's documents give together: a function of which they are, not of
    how they came. ``find`` gives those whose texts are needed and not ``held``."""
    person, other = evidence_totals.runs(store)
    sampled = _sampled(store, held, find)
    vietnamese = TitleCounts(
        person, other, sampled.lower, sampled.upper, sampled.words, sampled.ends
    )
    return People(vietnamese, KnownPeople(_answers(store, held, find)), len(store))


def _sampled(store: EvidenceStore, held: Held, find: Find) -> Sampled:
    """What the sample says, counted again only where another text is in it."""
    chosen = evidence_totals.sample(store, SAMPLE)
    key = digest_of(json.dumps([(digest, times) for digest, _, times in chosen]))
    counted_before = store.noted(_SAMPLED)
    if isinstance(counted_before, bytes) and store.noted(_SAMPLE) == key:
        return Sampled.from_json(zlib.decompress(counted_before).decode())
    missing = {digest: doc_id for digest, doc_id, _ in chosen if digest not in held.texts}
    texts = {**held.texts, **_found(missing, find, lambda one: map(_by_digest, texts_of(one)))}
    found = count_sample(texts[digest] for digest, _, times in chosen for _ in range(times))
    store.note(_SAMPLE, key)
    store.note(_SAMPLED, zlib.compress(found.to_json().encode()))
    return found


def _answers(store: EvidenceStore, held: Held, find: Find) -> dict[str, Answer]:
    """The model's answers to the windows that the archive's open words are looked at in."""
    looks = evidence_totals.looks(store)
    wanted = {digest for look in looks.values() for digest in look.wanted}
    digests = chosen(looks, evidence_totals.words_of(store, wanted))
    known = store.answers()
    asked = [digest for digest in digests if digest not in known]
    missing = [digest for digest in asked if digest not in held.windows]
    where = evidence_totals.documents_with(store, missing) if missing else {}
    windows = {
        **held.windows,
        **_found(where, find, lambda one: contribution_of(one).windows.items()),
    }
    new = dict(answered(windows[digest] for digest in asked))
    store.remember(new)
    every = {**known, **new}
    return {digest: every[digest] for digest in digests if digest in every}


def _found(
    where: Mapping[str, str], find: Find, pieces: Callable[[Document], Iterable[tuple[str, str]]]
) -> dict[str, str]:
    """The texts of these digests, out of the documents that have them."""
    wanted = where.keys()
    found: dict[str, str] = {}
    for document in find(sorted(set(where.values()))):
        found.update((digest, text) for digest, text in pieces(document) if digest in wanted)
    if len(found) < len(wanted):
        raise IndexMismatch(
            "The evidence on people's names speaks of documents that the index doesn't hold. "
            "Gather it anew: songngu annotate --people"
        )
    return found


def _by_digest(text: str) -> tuple[str, str]:
    return digest_of(text), text


def gather(documents: Iterable[Document], known: People | None = None) -> People:
    """The evidence of these documents, each read once; in memory, for what is no index.

    What ``known`` already answers is not asked again; its evidence is not added.
    """
    with EvidenceStore.opened() as store, store.changing():
        held = Held()
        store.remember(known.chinese.answers if known else {})
        for document in documents:
            said = contribution_of(document)
            held.add(document, said)
            store.put(document.id, text_digest(document), said)
        return people_of(store, held, lambda _: ())
