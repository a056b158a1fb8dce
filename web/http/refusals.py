"""What the server itself refuses, beside what is wrong in a request (search/request_errors.py)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    "no_page": (404, "There is no such page."),
    "wrong_host": (
        421,
        "This server does not answer to the name {host!r}. If it should, start it with "
        "--allowed-host and that name.",
    ),
    "bad_address": (400, "The address has more than {limit} parameters."),
    "old_form": (
        403,
        "This form is of no page of ours, or of one too old. Load the page again.",
    ),
    "other_site": (403, "This form was sent by another site; only pages of this one can correct."),
    "long_form": (413, "A form of more than {limit} bytes is not taken."),
    "bad_method": (405, "This address can only be read: GET or HEAD."),
    "busy": (503, "More is being asked than can be answered at once. Try again in a moment."),
    "too_slow": (503, "This takes longer than an answer may take. Ask for less of it."),
    "broken": (500, "Something went wrong here; it was written to the server's log."),
}
"""Codes with their HTTP status; the page has the same codes in its languages."""


class Refusal(Exception):
    """A request that is not answered; the message is safe to show."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        self.status, message = MESSAGES[code]
        super().__init__(message.format(**facts))
