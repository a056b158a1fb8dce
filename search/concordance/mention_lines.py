"""The mentions of an entity as lines with their context (KWIC)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final, Protocol

from msgspec import Struct

from corpus.document import Document
from corpus.script_letters import HAN
from indexer import fields
from indexer.annotation.annotation import documents_naming
from indexer.annotation.mention_groups import entities_of, group_of
from indexer.annotation.records import with_annotation
from indexer.budget import Budget, Looked
from indexer.corrections.overlay import flat
from indexer.engines.batches import batches
from indexer.engines.protocol import Reader
from indexer.linking.mention import Mention
from indexer.plan import Everything, Plan, all_of
from search.concordance.contexts import around
from search.concordance.mention_filter import EVERY_MENTION, MentionFilter
from search.group_counts import documents_with, group_counts

BATCH: Final = 50
"""Documents between two looks at the budget: 25 ms of reading them whole."""


class SortedLine(Protocol):
    """What the order of a concordance depends on."""

    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def surface(self) -> str: ...


_WORD: Final = re.compile(rf"[{HAN}]|[^\W{HAN}]+")
"""What left context is sorted by, from the keyword outwards: words, characters of Chinese."""


def source_key(source: str) -> str:
    """What a source is sorted by; one that is not given first, also by its facet's value."""
    return "" if source == fields.UNKNOWN else source.casefold()


def form_key(form: str) -> str:
    """What a form is sorted by."""
    return flat(form).casefold()


SORTINGS: Final[Mapping[str, Callable[[SortedLine], Any]]] = {
    "date": lambda line: 0,
    "left": lambda line: _WORD.findall(line.left.casefold())[::-1],
    "right": lambda line: line.right.casefold().lstrip(),
    "source": lambda line: source_key(line.source),
    "form": lambda line: form_key(line.surface),
}
"""Orders of a concordance; equal ones stay newest first."""


class MentionLine(Struct, frozen=True):
    """One mention with its document's facts and the text around it."""

    doc: str
    lang: str
    title: str
    date: str
    date_origin: str
    source: str
    mention: Mention
    left: str
    right: str
    path: str = ""
    line: int = 0
    encoding: str = ""
    repaired: str = ""
    page: int = 0

    @property
    def surface(self) -> str:
        """The name as it stands."""
        return self.mention.surface

    def shape(self) -> dict[str, object]:
        """Return the line as a plain object, for JSON lines and tables; others' scripts read it."""
        return {
            "doc": self.doc,
            **self.mention.shape(),
            "lang": self.lang,
            "date": self.date,
            "date_origin": self.date_origin,
            "source": self.source,
            "place": self.mention.place,
            "left": self.left,
            "right": self.right,
            "path": self.path,
            "line": self.line,
            "encoding": self.encoding,
            "repaired": self.repaired,
            "page": self.page,
        }


class MentionLines:
    """Every mention of these entities that a filter asks for, newest document first, streamed.

    ``entities`` None asks for the mentions of all; an empty collection for none. Stops when the
    budget is used up; ``looked`` then says how many documents were read.
    """

    def __init__(
        self,
        reader: Reader,
        entities: Collection[str] | None,
        budget: Budget,
        wanted: MentionFilter = EVERY_MENTION,
        within: Sequence[Plan] = (),
    ) -> None:
        """``within`` are the plans of the documents that the filter asks for."""
        self._reader = reader
        self._entities = None if entities is None else frozenset(entities)
        self._budget = budget
        self._wanted = wanted
        self._within = within
        self.looked = Looked()

    def __iter__(self) -> Iterator[MentionLine]:
        return chain.from_iterable(self.batches())

    def batches(self) -> Iterator[list[MentionLine]]:
        """Yield the lines of ``BATCH`` documents at a time."""
        plan = all_of([self._documents(), *self._within])
        read = 0
        for ids in batches((hit.id for hit in self._reader.every(plan)), BATCH):
            if self._budget.over:
                self.looked = Looked(read, self._reader.count(plan))
                return
            stored = self._reader.fetch(ids)
            read += len(ids)
            yield [line for text in stored.values() for line in self._lines_of(text)]

    def _documents(self) -> Plan:
        """Return the documents to be read: with a filter those that the index says to have such a
        mention."""
        if self._entities is None:
            return Everything()
        if self._wanted == EVERY_MENTION:
            return documents_naming(self._entities)
        every = (one for id_ in sorted(self._entities) for one in group_counts(self._reader, id_))
        return documents_with(self._wanted.taken(every))

    def _lines_of(self, stored: str) -> Iterator[MentionLine]:
        document, annotation = with_annotation(stored)
        for mention in annotation.mentions:
            if self._is_wanted(document, mention):
                yield mention_line(document, mention)

    def _is_wanted(self, document: Document, mention: Mention) -> bool:
        own = entities_of(mention)
        # A part of a name may be nobody's; its label and form can be asked for all the same.
        of = own or {""} if self._entities is None else own & self._entities
        return any(self._wanted.takes(group_of(document, mention, one)) for one in of)


def mention_line(document: Document, mention: Mention) -> MentionLine:
    """Return a mention of a document with the text around it."""
    text = document.title if mention.field == "title" else document.body
    return MentionLine(
        document.id,
        document.lang,
        document.title,
        document.date,
        document.date_origin,
        document.source,
        mention,
        *around(text, mention.start, mention.end),
        path=document.path,
        line=document.line,
        encoding=document.encoding,
        repaired=document.repaired,
        page=document.page_at(mention.start if mention.field == "body" else 0),
    )
