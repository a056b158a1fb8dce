"""What is offered beside an answer and never searched unasked: related names, the other script of
a syllable that stands alone, the nearest spelling of what was not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from indexer.engines.protocol import Reader
from search.answer.models import Offer
from search.expansion.alternatives import han_of_syllable, vietnamese_of_character
from search.expansion.frequencies import counts
from search.expansion.selection import SelectedTerm
from search.names.name_lookup import NameLookup, form_of
from search.terms.forms import ANY, Form
from search.terms.query_term import QueryTerm, joined_parts
from synonyms.gazetteer import RELATED, Entity, Name
from synonyms.readings import Weight

OFFERED: Final = 8
"""Most offers of each sort."""

NEAREST: Final = 3

CLOSENESS: Final = 0.8
"""Ratio of difflib from which a name counts as a near spelling: one letter in six wrong."""


def offers(
    reader: Reader, aliases: NameLookup, parts: Sequence[SelectedTerm], *, nothing_found: bool
) -> tuple[Offer, ...]:
    """What to offer for the parts of a query, each text once; all of it exists in the index."""
    parts = [asked for asked in parts if not asked.part.exact]
    ways = [(asked.part.text, "related", _related(aliases, asked)) for asked in parts]
    if len(parts) == 1 and len(parts[0].part.keys) == 1:
        ways.append((parts[0].part.text, "other_script", _other_script(parts[0].part)))
    if nothing_found and parts:
        # A misspelt name may have fallen into pieces: it is looked for as a whole, too.
        whole = joined_parts([asked.part for asked in parts])
        alone = [asked.part for asked in parts if not asked.expansion.found]
        ways += [(part.text, "near", _near(aliases, part)) for part in (whole, *alone)]
    found: dict[str, Offer] = {}
    for text, sort, forms in ways:
        for offer in _existing(reader, forms, sort, text):
            found.setdefault(offer.text, offer)
    return tuple(found.values())


def _existing(
    reader: Reader, forms: Sequence[tuple[Form, str]], sort: str, asked: str
) -> Iterator[Offer]:
    """The forms that exist, most frequent first."""
    notes = dict(reversed(forms))
    counted = counts(reader, list(notes))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0].shown))
    for form, count in ranked[:OFFERED]:
        yield Offer(form.shown, sort, asked, count, notes[form])


def _related(aliases: NameLookup, asked: SelectedTerm) -> list[tuple[Form, str]]:
    """Related names of what the part names, and the main names of its neighbours."""
    known = {form.keys for form in asked.expansion.found} | {asked.part.keys}
    lang = "zh" if asked.part.is_han else "vi"
    forms: list[tuple[Form, str]] = []
    for entity in aliases.entities(asked.part.keys):
        names = [name for name in entity.names if name.tier == RELATED]
        names += _main_names(aliases.neighbours(entity), lang)
        forms += [(form_of(name), name.note) for name in names]
    return [(form, note) for form, note in forms if form.keys and form.keys not in known]


def _main_names(entities: Iterable[Entity], lang: str) -> list[Name]:
    return [name for entity in entities if (name := entity.main(lang)) is not None]


def _other_script(part: QueryTerm) -> list[tuple[Form, str]]:
    """What one syllable or character alone may be in the other script: offered, not done (DESIGN,
    weak spot 6)."""
    key = part.keys[0]
    if part.is_han:
        slot = vietnamese_of_character(key)
    elif part.is_latin:
        slot = han_of_syllable(key, part.is_toneless)
    else:
        return []
    usual = [one for one in slot.values() if one.weight < Weight.RARE]
    return [(Form((one.key,), ANY, one.kind, one.weight), "") for one in usual]


def _near(aliases: NameLookup, part: QueryTerm) -> list[tuple[Form, str]]:
    """Names of the gazetteer spelt nearly so, tones aside."""
    spellings = aliases.spellings
    close = get_close_matches(aliases.bare(part.keys), spellings, n=NEAREST, cutoff=CLOSENESS)
    return [(form_of(name), "") for text in close for name in spellings[text]]
