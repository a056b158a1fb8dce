"""The mentions of a dossier as rows of its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.annotation.mention_groups import entities_of
from indexer.linking.mention import PERSON, Mention
from search.concordance.mention_lines import MentionLine
from search.entities.feedback import labels_for
from search.entities.profile import Profile
from web.html.marking import script_of
from web.http import urls
from web.http.correction_forms import APART, MentionButton, mention_value
from web.i18n.texts import Texts
from web.pages.document_facts import date_text, page_text, reason_text


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention with the text around it. ``buttons`` are the buttons that correct it: value and
    text."""

    left: str
    form: str
    right: str
    lang: str
    accent: str
    href: str
    date: str
    source: str
    page: str
    label: str
    why: str
    corrected: str
    buttons: tuple[tuple[str, str], ...]


def mention_rows(dossier: Profile, texts: Texts, *, correcting: bool) -> Iterator[MentionRow]:
    """Return the mentions of this page of a dossier, with buttons where they can be corrected."""
    return (_row(line, dossier, texts, correcting) for line in dossier.lines)


def _row(line: MentionLine, dossier: Profile, texts: Texts, correcting: bool) -> MentionRow:
    one = line.mention
    whose = next(id_ for id_ in dossier.ids if id_ in entities_of(one))
    return MentionRow(
        left=line.left,
        form=one.surface,
        right=line.right,
        lang=line.lang,
        accent=script_of(one.surface),
        href=urls.passage_url(line.doc, one.surface),
        date=date_text(line.date, line.date_origin, texts),
        source=line.source,
        page=page_text(line.page, texts),
        label=one.label,
        why=reason_text(one, texts),
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
