"""What the server itself refuses, beside what is wrong in a request (search/request_errors.py)."""

from __future__ import annotations

from typing import Final

from web.i18n.texts import all_texts

STATUS: Final = {
    "no_page": 404,
    "no_original": 404,
    "wrong_host": 421,
    "no_login": 401,
    "not_allowed": 403,
    "many_attempts": 429,
    "bad_address": 400,
    "old_form": 403,
    "other_site": 403,
    "long_form": 413,
    "bad_form": 400,
    "no_files": 400,
    "long_upload": 413,
    "no_room": 507,
    "bad_method": 405,
    "busy": 503,
    "too_slow": 503,
    "broken": 500,
}
"""The HTTP status of each code. Its text is ``error_CODE`` in the catalogues of web/i18n."""


class Refusal(Exception):
    """A request that is not answered. ``str`` is the English text, which is safe to show."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.status = STATUS[code]

    def __str__(self) -> str:
        return all_texts()["en"].filled(f"error_{self.code}", **self.facts)
