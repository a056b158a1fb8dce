"""The token that proves that a form was on a page of this server."""

from __future__ import annotations

import hmac
import secrets

from web.http.refusals import Refusal


class FormToken:
    """A secret in every form, so that no other site can send a correction in the name of a reader:
    other sites can send forms, but cannot read our pages. It lives as long as the server, and is
    one for all processes of it."""

    def __init__(self, text: str = "") -> None:
        self.text = text or secrets.token_urlsafe(18)

    def check(self, given: str) -> None:
        """Raise ``Refusal`` for any other token."""
        if not hmac.compare_digest(self.text.encode(), given.encode("utf-8", "replace")):
            raise Refusal("old_form")
