"""Write proposals as a file in the gazetteer's format, and as JSON.

Every proposed row begins with ``#? ``, so the file as it is written has only comments. Taking these
three characters away accepts the row; ``#- `` in their place refuses it (refused_pairs.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from indexer.analysis.name_keys import keys_of
from search.mining.dated_names import ScriptNames
from search.mining.gathered_names import GatheredNames
from search.mining.pair_score import PairScore
from search.mining.proposals import (
    FOREIGN,
    HEADINGS,
    IRREGULAR,
    REGULAR,
    UNCONFIRMED,
    Example,
    Proposal,
)
from search.mining.reading_agreement import MARKS, MISSING, OTHER, SAME, Agreement
from search.mining.sound_agreement import LEAST_FIT, PartAgreement, SoundAgreement
from synonyms.readings import Weight, readings_of
from synonyms.spelling import nfc

COLUMNS: Final = ("id", "kind", "vi", "zh")
PROPOSED: Final = "#? "

_HEAD: Final = """\
# Names proposed by: songngu synonyms suggest
#
# A line that begins with "#? " is a proposal; the lines above it say why. To accept one, take "#? "
# away. To refuse one, write "#- " in place of "#? ": "songngu synonyms suggest --synonyms DIR" does
# not propose it again as long as that line is in a file of DIR. Leave or delete the others: a line
# that begins with # names nobody. Then put this file into your own folder of names (--synonyms
# DIR), see with "songngu synonyms check FILE" that it is in order, and run "songngu annotate
# --synonyms DIR" so that the pages of people know the names.
#
# The score is -log10 of how many Vietnamese names of this archive would by chance agree so with the
# Chinese name and stand so often at its days: 3 means that one Chinese name in a thousand would
# find such a one. = the same syllable, ~ the same but for tone and marks, ≠ another, – none in the
# other script. A foreign name is compared by sound: 0 fits best, {least} least; "listed" has the
# number of labels of Wikidata that spell the word so."""

_ABOUT: Final[Mapping[str, str]] = {
    IRREGULAR: "Names that no reading joins: one syllable is another, or missing. Look at each.",
    REGULAR: "Names that a reading joins, seen on the same days.",
    FOREIGN: "Foreign names that sound alike, seen on the same days. Look at each.",
    UNCONFIRMED: "Names that a reading joins, with too few days shared or known: look at each.",
}

_NONE: Final = "–"

_DEGREES: Final[Mapping[str, str]] = {SAME: "=", MARKS: "~", OTHER: "≠", MISSING: "≠"}
"""Between a character's reading and the syllable it is compared with."""


def tsv(proposals: Sequence[Proposal], names: GatheredNames, within: int) -> Iterator[str]:
    """Give the lines of the file, without line ends."""
    yield from _HEAD.format(least=LEAST_FIT).split("\n")
    yield "#"
    yield f"# Same days: at most {within} days apart."
    for script, side in (("Vietnamese", names.read.vi), ("Chinese", names.read.zh)):
        yield f"# {side.documents:,} documents name people in {script}{_without_day(side)}."
    yield "\t".join(COLUMNS)
    for heading in HEADINGS:
        found = [one for one in proposals if one.heading == heading]
        if found:
            yield from ("#", f"# ==== {_ABOUT[heading]}")
        for one in found:
            # NFC throughout, which ``synonyms check`` asks for; an id of a document may not be.
            yield from map(nfc, _entry(one))


def _without_day(side: ScriptNames) -> str:
    return f", {side.undated:,} of them without a date to the day" if side.undated else ""


def _entry(one: Proposal) -> Iterator[str]:
    best = one.best
    yield "#"
    yield f"# score {best.score:.1f}: {reason(best)}"
    yield f"# {agreement_line(best)}"
    spellings = ", ".join(form for form, _ in best.vi.forms.most_common(4))
    chinese = ", ".join(f"{each.zh.form} {each.zh.documents:,}" for each in one.pairs)
    yield f"# documents: vi {best.vi.documents:,} ({spellings}); zh {chinese}"
    if one.known is not None:
        yield f"# completes {one.id}, which the gazetteer knows ({one.known.source})"
    for other in one.namesakes:
        names = ", ".join(name.text for name in other.names[:4])
        yield f"# {other.id} ({names}) is known by one of these names: if it is meant, write its id"
    for script, examples in (("vi", one.vi_examples), ("zh", one.zh_examples)):
        for example in examples:
            # A line end of a record would make a row of what follows it.
            doc, title = (" ".join(text.split()) for text in (example.doc, example.title))
            yield f"# {script} {example.date or 'undated'} {doc}: {title}"
    yield PROPOSED + "\t".join(_cells(one))


def _cells(one: Proposal) -> tuple[str, ...]:
    # A name that is known already is left out: here it would take away its flags.
    vi = one.best.vi.form if one.vi_is_new else ""
    zh = "|".join(each.zh.form for each in one.pairs) if one.zh_is_new else ""
    return one.id, "person", vi, zh


def reason(one: PairScore) -> str:
    """Explain the score in words."""
    found = one.days
    days = "no days to compare"
    if found.draws:
        days = (
            f"{len(found.shared)} shared days; {found.hits} of {found.draws} occasions shared "
            f"where chance gives {found.draws * found.chance:.1f} (10^{found.log10:.1f})"
        )
    return f"{days}; names agreeing so by chance: 10^{one.log10_names:.1f}"


def agreement_line(one: PairScore) -> str:
    """Compare the two names in words: character by character, or part by part where they agree by
    sound."""
    if isinstance(one.agreement, SoundAgreement):
        return " · ".join(map(_part, one.agreement.parts))
    cells = [
        f"{char or _NONE}{f' {read}' if read else ''} {_DEGREES[degree]} {syllable or _NONE}"
        for char, read, syllable, degree in _each(one, one.agreement)
    ]
    note = ""
    if one.agreement.whole and one.agreement.weight != Weight.PRIMARY:
        # Ids are made of first readings (indexer/ner/person_ids.py).
        note = (
            f"; a {one.agreement.weight.name.lower()} reading: two people as long as it is unsaid"
        )
    return " · ".join(cells) + note


def _part(part: PartAgreement) -> str:
    listed = f", listed {part.listed}" if part.listed else ""
    return f"{part.han} {' '.join(part.words)} (sound {part.fit:.1f}{listed})"


def _each(one: PairScore, agreement: Agreement) -> Iterator[tuple[str, str, str, str]]:
    written = keys_of(one.vi.form)
    for char, key, degree in agreement.aligned(one.zh.keys, written):
        first = next((reading.syllable for reading in readings_of(char)), "?") if char else ""
        yield char, key if degree == SAME else first, key, degree


def shape(one: Proposal) -> dict[str, object]:
    """Return a proposal as a plain object, for JSON."""
    best = one.best
    return {
        "heading": one.heading,
        "id": one.id,
        "known": one.known is not None,
        "vi": best.vi.form,
        "zh": [each.zh.form for each in one.pairs],
        "score": round(best.score, 2),
        "reason": reason(best),
        **_agreement(best),
        "documents": {
            "vi": best.vi.documents,
            "zh": {each.zh.form: each.zh.documents for each in one.pairs},
        },
        "shared_days": len(best.days.shared),
        "occasions": {
            "drawn": best.days.draws,
            "shared": best.days.hits,
            "chance": round(best.days.chance, 4),
        },
        "examples": {"vi": _examples(one.vi_examples), "zh": _examples(one.zh_examples)},
    }


def _agreement(one: PairScore) -> dict[str, object]:
    if isinstance(one.agreement, SoundAgreement):
        return {
            "parts": [
                {
                    "latin": " ".join(part.words),
                    "chinese": part.han,
                    "sound": round(part.fit, 2),
                    "listed": part.listed,
                }
                for part in one.agreement.parts
            ]
        }
    return {
        "syllables": [
            {"character": char, "reading": read, "syllable": syllable, "agreement": degree}
            for char, read, syllable, degree in _each(one, one.agreement)
        ]
    }


def _examples(found: Sequence[Example]) -> list[dict[str, str]]:
    return [{"doc": one.doc, "date": one.date, "title": one.title} for one in found]
