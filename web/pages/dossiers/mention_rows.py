"""The mentions of a dossier as rows of its list."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from indexer.annotation.mention_groups import entities_of
from indexer.linking.mention import PERSON, Mention
from search.concordance.mention_lines import MentionLine
from search.entities.feedback import labels_for
from search.entities.profile import Profile
from web.http import urls
from web.http.correction_forms import APART, MentionButton, mention_value
from web.i18n.texts import Texts
from web.pages.document_facts import reason_text
from web.pages.line_rows import LineRow, line_row


def mention_rows(dossier: Profile, texts: Texts, *, correcting: bool) -> Iterator[LineRow]:
    """Return the mentions of this page of a dossier, with buttons where they can be corrected."""
    return (_row(line, dossier, texts, correcting) for line in dossier.lines)


def _row(line: MentionLine, dossier: Profile, texts: Texts, correcting: bool) -> LineRow:
    one = line.mention
    whose = next(id_ for id_ in dossier.ids if id_ in entities_of(one))
    row = line_row(line, urls.passage_url(line.doc, one.surface), reason_text(one, texts), texts)
    return replace(
        row,
        label=one.label,
        corrected=_label_before(one, texts),
        buttons=tuple(
            (
                mention_value(MentionButton(label, one.field, one.start, line.doc, whose)),
                texts[f"is_{label}"],
            )
            for label in (*labels_for(one), *((APART,) if one.label == PERSON else ()))
            if correcting
        ),
    )


def _label_before(mention: Mention, texts: Texts) -> str:
    """Say what a corrected mention was taken for; empty for any other."""
    if mention.was is None:
        return ""
    entity, label = mention.was.entity, mention.was.label
    other = "" if entity == mention.entity else entity
    was = " ".join(one for one in (texts[f"label_{label}"], other) if one)
    return texts.filled("corrected_from", was=was)
