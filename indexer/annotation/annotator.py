"""Decide a document's mentions; they are stored with it.

A query is expanded when it is asked, but what a mention *is* depends on its whole document, so it
is decided once, when the document is indexed. ``songngu annotate`` decides again what was decided
with other rules, evidence or names than those of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotation import Annotation
from indexer.annotation.rules_version import rules_version
from indexer.corrections.in_force import Corrections
from indexer.corrections.overlay import corrected
from indexer.linking.context import FieldContext
from indexer.linking.gate_linker import link_gates
from indexer.linking.mention import OTHER, Mention
from indexer.linking.name_matcher import name_matcher
from indexer.linking.overlaps import Spans
from indexer.linking.place_linker import link_places
from indexer.ner.evidence.asked_evidence import Asked
from indexer.ner.evidence.known_people import People
from indexer.ner.person_mentions import PeopleFinder
from indexer.ner.vietnamese.name_model import NameModel
from indexer.organisations.offices_before import with_offices
from indexer.organisations.organisation_mentions import with_organisations
from synonyms.gazetteer import Gazetteer


class Annotator:
    """Decides mentions; the same document always gets the same.

    ``model`` reviews the people that the Vietnamese rules take; it is ours unless another is given.

    ``version`` is another one for other rules. It is the same for other evidence, of which
    ``asked`` tells what a document rests on, for another gazetteer, whose changes are found name by
    name (gazetteer_changes.py), and for other corrections, which can be laid over stored mentions
    without deciding these again.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        people: People | None = None,
        corrections: Corrections | None = None,
        model: NameModel | None = None,
    ) -> None:
        people = people or People()
        self._made_of = gazetteer, people, corrections or Corrections(), model
        self._corrections = self._made_of[2]
        self._matcher = name_matcher(gazetteer)
        self._people = PeopleFinder(gazetteer, people, model)
        self.gazetteer = gazetteer
        self.version = rules_version()

    def __reduce__(
        self,
    ) -> tuple[type[Annotator], tuple[Gazetteer, People, Corrections, NameModel | None]]:
        # For other processes, which make the tables again.
        return Annotator, self._made_of

    def chinese_names(self) -> Mapping[str, str]:
        """Return the characters of people who have the reading of them as their id."""
        return self._people.chinese_names()

    def annotation(self, analysed: Analysed) -> Annotation:
        """Decide the mentions of a document, by steps 5 to 7 of indexing
        (indexer/pipeline/indexing.py)."""
        document = analysed.document
        contexts = {
            "title": FieldContext(self._matcher, document.title, analysed.title),
            "body": FieldContext(self._matcher, document.body, analysed.body),
        }
        gates = link_gates(contexts)
        places = list(link_places(contexts))
        people = self._people.mentions(contexts, [*_sure(gates), *places])
        order = list(contexts)
        found = _without_overlaps(gates, places, people)
        found = with_organisations(self.gazetteer, contexts, found)
        found = with_offices(contexts, found)
        found.sort(key=lambda one: (order.index(one.field), one.start, one.end))
        return self.corrected(document, Annotation(tuple(found), self.version))

    def asked(self) -> Asked:
        """Return what the mentions of the document that was decided last rest on."""
        return self._people.asked()

    def corrected(self, document: Document, annotation: Annotation) -> Annotation:
        """Lay the corrections of now over mentions that were decided before."""
        mentions = corrected(document, annotation.mentions, self._corrections)
        return Annotation(mentions, annotation.version)


def _sure(gates: Iterable[Mention]) -> list[Mention]:
    """The names of gates that are the gate or its town."""
    return [one for one in gates if one.label != OTHER]


def _without_overlaps(
    gates: list[Mention], places: list[Mention], people: list[Mention]
) -> list[Mention]:
    """Leave out people inside of longer names, and places inside of people's names.

    罗斯 in 俄罗斯 is nobody, and Hà Giang in Nguyễn Hà Giang is no place.
    """
    named = Spans([*_sure(gates), *places])
    people = [one for one in people if not named.hold_more_than(one)]
    inside = Spans(people)
    return [*gates, *(one for one in places if not inside.overlap(one)), *people]
