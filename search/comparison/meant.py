"""From what was typed to the one entity that is meant, or to several that may be."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from indexer.completion import fold
from search.archive import Archive
from search.comparison.subject import FIELD_OF_KIND, subject_of
from search.completion.completions import TYPED_LIMIT, Completion
from search.names.entity_names import EntityName
from search.query.context import QueryContext
from search.request import NAME_LIMIT
from search.request_errors import BadRequest, NotThere

OFFERED: Final = 8
"""Most meanings of a text that are offered."""


class Meaning(Struct, frozen=True):
    """An entity that a text may mean, with the documents that mention it."""

    id: str
    kind: str
    name: EntityName
    documents: int


class Unclear(Struct, frozen=True):
    """A text that names nothing here, or several; ``offered`` are those, most documents first."""

    text: str
    offered: tuple[Meaning, ...]


def ids_meant(archive: Archive, text: str) -> tuple[str, ...]:
    """Return the ids that a text may mean, in any script and with or without tones: an id, a name,
    or else what is suggested to complete it. One where it is clear. Raises ``BadRequest`` for a
    text that is too long."""
    if len(text) > NAME_LIMIT:
        raise BadRequest("too_long", length=len(text), limit=NAME_LIMIT)
    if archive.is_known(text):
        return (archive.corrections.one_of(text),)
    try:
        return archive.of_kind(text)[:OFFERED]
    except NotThere:  # as it is typed; without tones or whole it may still be something
        pass
    typed = fold.typed(text.strip()[:TYPED_LIMIT])
    if typed is None:
        return ()
    found = [
        one
        for one in archive.completions(text.strip()[:TYPED_LIMIT], OFFERED)
        if one.kind in FIELD_OF_KIND
    ]
    whole = [one for one in found if _is_whole(one, typed)]
    return tuple(dict.fromkeys(one.id for one in whole or found))


def _is_whole(one: Completion, typed: fold.Typed) -> bool:
    """Tell whether a name is all that was typed, and not only begins so."""
    for name in filter(None, (one.text, one.other)):
        keys = fold.keys_in(name)
        if fold.bare(fold.spelt(keys)) == typed.plain:
            return True
        if typed.pinyin and fold.pinyin_key(keys) == typed.pinyin:
            return True
    return False


def unclear(context: QueryContext, text: str, ids: tuple[str, ...]) -> Unclear:
    """Return what a text may mean, each meaning with its documents."""
    found = []
    for one in ids:
        subject = subject_of(context, one)
        documents = context.reader.count(subject.documents)
        found.append(Meaning(one, subject.kind, subject.name, documents))
    return Unclear(text, tuple(sorted(found, key=lambda meaning: -meaning.documents)))
