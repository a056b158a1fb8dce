"""Keep what each document's names rest on, beside its evidence, and find those that have turned.

``documents.asked`` holds the codes of a document (asked_evidence.py), NULL until it is
known that the index holds it as it was decided; ``names`` says of each Chinese name whether it is
known, and in which turn that changed last. A document that was decided before the turn of a name
that it holds is to be decided again. What a killed run left is told by the same comparison: nothing
has to be remembered of what was still to be done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from indexer.engines.batches import batches
from indexer.ner.evidence.asked_evidence import Asked, wrong_codes
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.known_people import People

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_TURN: Final = "turn"
_SETTLED: Final = "settled"
_RULES: Final = "rules"
_ASKED_OF: Final = "asked of"
"""What the store notes: the last turn of the Chinese names; the turn up to which all documents were
decided again; by which rules; and the change of evidence that no document rests on wrongly."""

BATCH: Final = 1_000
"""Documents whose codes are compared at a time: under 1 MB of them."""


class DecisionLog:
    """What the documents of a store rest on; its changes are made within ``store.changing()``."""

    def __init__(self, store: EvidenceStore) -> None:
        self._store = store

    def obey(self, rules: str) -> None:
        """Forget what all documents rest on if other rules decided them."""
        if self._store.noted(_RULES) != rules:
            self._store.rows("UPDATE documents SET asked = NULL")
            self._store.note(_RULES, rules)

    def learn(self, names: Iterable[str]) -> None:
        """Note which Chinese names are known now, in a new turn if that has changed."""
        known = set(names)
        before = {one for (one,) in self._store.rows("SELECT name FROM names WHERE known")}
        if known == before:
            return
        turn = self.turn + 1
        self._store.note(_TURN, turn)
        changed = chain(((one, 1) for one in known - before), ((one, 0) for one in before - known))
        self._store.change(
            "INSERT OR REPLACE INTO names VALUES(?, ?, ?)",
            [(name, is_known, turn) for name, is_known in changed],
        )

    @property
    def turn(self) -> int:
        """The last turn of the Chinese names."""
        return int(self._store.noted(_TURN) or 0)

    def put(self, doc_id: str, asked: Asked) -> None:
        """Keep what a document rests on, as it was decided with the names of now."""
        self._store.change("INSERT OR IGNORE INTO questions VALUES(?, ?)", asked.questions.items())
        self._store.change(
            "UPDATE documents SET asked = ?, turn = ? WHERE id = ?",
            [(asked.codes, self.turn, doc_id)],
        )

    def undecided(self) -> Iterator[str]:
        """Yield the documents of which it is not known what they rest on."""
        for (doc_id,) in self._store.rows("SELECT id FROM documents WHERE asked IS NULL"):
            yield doc_id

    def turned(self, people: People) -> Iterator[str]:
        """Yield the documents one of whose answers is another with this evidence."""
        if self._store.noted(_ASKED_OF) == self._store.changes:
            return
        import numpy as np  # Slow to import, and most runs turn nothing.

        wrong = self._wrong(people)
        rows = self._store.rows("SELECT id, asked FROM documents WHERE asked IS NOT NULL")
        for batch in batches(rows, BATCH):
            sizes = np.array([len(codes) // 8 for _, codes in batch])
            codes = np.frombuffer(b"".join(codes for _, codes in batch), np.uint64)
            at = np.searchsorted(wrong, codes)
            at[at == len(wrong)] = 0
            is_wrong = wrong[at] == codes if len(wrong) else np.zeros(len(codes), bool)
            owners = np.repeat(np.arange(len(batch)), sizes)[is_wrong]
            for number in np.unique(owners):
                yield batch[number][0]

    def _wrong(self, people: People) -> npt.NDArray[np.uint64]:
        import numpy as np

        rows = self._store.rows("SELECT code, question FROM questions")
        codes = np.fromiter(
            chain.from_iterable(
                wrong_codes(dict(batch), people.vietnamese) for batch in batches(rows, BATCH)
            ),
            np.uint64,
        )
        codes.sort()
        return codes

    def turned_names(self) -> dict[str, int]:
        """Return the Chinese names that have turned since a document was decided, with the turn."""
        since = int(self._store.noted(_SETTLED) or 0)
        for (oldest,) in self._store.rows("SELECT min(turn) FROM documents"):
            since = max(since, oldest or 0)
        return dict(self._store.rows("SELECT name, turn FROM names WHERE turn > ?", (since,)))

    def decided_before(self, ids: Collection[str], turn: int) -> Iterator[str]:
        """Yield those of the documents that were decided before a turn."""
        settled = int(self._store.noted(_SETTLED) or 0)
        for doc_id in ids if settled < turn else ():
            for (at,) in self._store.rows("SELECT turn FROM documents WHERE id = ?", (doc_id,)):
                if (at or 0) < turn:
                    yield doc_id

    def settle(self) -> None:
        """Note that every document rests on the evidence and the names of now."""
        self._store.note(_SETTLED, self.turn)
        self._store.note(_ASKED_OF, self._store.changes)
