"""Roles, and whom a request is from."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from msgspec import Struct
from starlette.types import Scope

from web.http.refusals import Refusal

VISITOR: Final = "songngu.visitor"


class Role(IntEnum):
    """What somebody may do; each may also do what those before it may.

    A reader sees the pages, the interface and the downloads, a corrector also corrects, an operator
    also sees the figures of the server and adds files.
    """

    STRANGER = 0
    READER = 1
    CORRECTOR = 2
    OPERATOR = 3


NAMED: Final = {one.name.lower(): one for one in Role if one is not Role.STRANGER}
"""The roles that a user can be given, by their names."""


class Visitor(Struct, frozen=True):
    """Whom a request is from; the name is empty where nobody is asked for one."""

    name: str = ""
    role: Role = Role.STRANGER

    def may(self, role: Role) -> bool:
        """Return whether they may do what this role may."""
        return self.role >= role

    def check(self, role: Role) -> None:
        """Raise ``Refusal`` unless they may do what this role may."""
        if not self.may(role):
            raise Refusal("no_login" if self.role is Role.STRANGER else "not_allowed")


def visitor_of(scope: Scope) -> Visitor:
    """Return whom a request is from."""
    found = scope.get(VISITOR)
    return found if isinstance(found, Visitor) else Visitor()
