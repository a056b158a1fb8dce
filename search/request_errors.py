"""Errors of a request that the person who made it can mend.

An error has a ``code`` and facts; ``str`` is the English message. The pages have the same codes in
their languages.
"""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    "query_too_long": "The query has {length} characters; at most {limit} are taken. "
    "Ask for a name, a phrase or a few words.",
    "query_empty": "There is nothing to look for in this query: type a name, a word or a phrase.",
    "too_many_values": "At most {limit} values are taken for {name}.",
    "bad_sort": "There is no order {value!r}: sort by relevance or newest.",
    "bad_kind": "There is no kind of form {value!r}.",
    "bad_date": "{name}: {value!r} is no date. Write 2023, 2023-02 or 2023-02-28.",
    "bad_number": "{name}: {value!r} is no number from 0 to {limit}.",
    "bad_field": "There is no field {value!r}: use {known}.",
    "bad_language": "There is no language {value!r} of documents: use {known}.",
    "unbalanced": "A bracket in the query is opened and not closed, or the other way round.",
    "too_deep": "The brackets of the query are nested more than {limit} deep.",
    "too_many_parts": "The query has more than {limit} parts; leave some out.",
    "operator_alone": "{value!r} needs something on both sides.",
    "short_prefix": "{value!r} is too short for a search by beginning: at least {limit} letters.",
    "near_wide": "near takes a distance from 1 to {limit}.",
    "no_entity": "Nothing is known as {value!r} here: no gate, place, person or organisation.",
    "other_kind": "{value!r} is known here, but names nothing of this kind.",
    "several_entities": "{value!r} names several: {known}. Say which id is meant.",
    "bad_correction": "{value!r} is nothing that can be said of a mention.",
    "no_person": "No person is known as {value!r} in this index.",
    "bad_count": "There is nothing to count called {value!r}: use {known}.",
    "bad_label": "There is no label {value!r}: use {known}.",
    "no_mention": "No mention of {value!r} stands at {place}; the document may have changed since.",
    "already_one": "{value!r} and {other!r} count as one already.",
    "apart_of_what": "Say which form of the name, or which document, is not of {value!r}.",
    "no_correction": "There is no correction {value!r} in force.",
    "too_many_names": "These are {count} names; at most {limit} are asked at once.",
    "unreadable_names": "The names in {value!r} can't be read: {reason}.",
    "name_too_slow": "This takes longer than one name may take. Ask for less of it.",
    "too_long": "This text has {length} characters; at most {limit} are taken.",
    "bad_sorting": "There is no order {value!r} of mentions: use {known}.",
    "bad_side": "There is no side {value!r} of a crossing: use {known}.",
    "bad_marks": "There is nothing {value!r} to be marked: use {known}.",
    "bad_format": "There is no format {value!r}: use {known}.",
    "broken_format": "The format {value!r} is a plug-in that can't be loaded here; the log says "
    "why. Use {known}.",
    "no_list": "There is no list {value!r}.",
    "no_list_name": "Give the list a name.",
    "lists_full": "The file of lists is full: it has {limit} MB.",
    "no_document": "There is no document {value!r} in this index.",
    "no_vectors": "This index has no vectors to search by meaning with. Make them with "
    "songngu embed.",
    "no_model": "Nothing can be searched by meaning here. {reason}",
}


class BadRequest(Exception):
    """Root of the errors that a person can mend; the message is safe to show."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(MESSAGES[code].format(**facts))


class NotThere(BadRequest):
    """The thing that an address names is not in this index."""
