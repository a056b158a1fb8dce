"""What the whole archive knows of people, gathered in a pass of its own before annotating."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from corpus.document import Document
from indexer.durable import write_whole
from indexer.errors import IndexMismatch
from indexer.persons import gather_vi, known_zh
from indexer.persons.evidence import Evidence
from indexer.persons.known_zh import KnownPeople
from indexer.persons.open_zh import holds_chinese

FILE: Final = "people.json"


@dataclass(frozen=True)
class People:
    """The evidence of an archive in both languages, and of how many documents."""

    vietnamese: Evidence = field(default_factory=Evidence)
    chinese: KnownPeople = field(default_factory=KnownPeople)
    documents: int = 0

    def __add__(self, another: People) -> People:
        return People(
            self.vietnamese + another.vietnamese,
            self.chinese + another.chinese,
            self.documents + another.documents,
        )

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
                Evidence.from_json(shape["vietnamese"]),
                KnownPeople.from_json(shape["chinese"]),
                shape["documents"],
            )
        except (ValueError, KeyError, TypeError):
            raise IndexMismatch(
                f"{path} is damaged or of another version. Gather it anew: songngu annotate "
                f"--people --index {folder.parent}"
            ) from None


def gather(documents: Iterable[Document], known: People | None = None) -> People:
    """The evidence of these documents, each read once and none held.

    What ``known`` already answers is not asked again; its evidence is not added.
    """
    vietnamese = gather_vi.Gathering()
    chinese = known_zh.Gathering(known.chinese if known else None)
    count = 0
    for document in documents:
        count += 1
        for text in (document.title, document.body):
            # A document may hold both: what decides is what a text is written in, not its label.
            vietnamese.add(text)
            if holds_chinese(text):
                chinese.add(text)
    return People(vietnamese.evidence(), chinese.people(), count)
