"""The file of users: a line each with name, role and the hash of the password, between tabs.

``songngu passwd`` writes it; it may be edited by hand. In place of a hash ``-`` stands for users
whom a reverse proxy has asked for their password.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from filelock import FileLock
from msgspec import Struct

from indexer.whole_files import write_whole
from search.names.file_stamps import Stamps
from web.access.passwords import check_hash
from web.access.roles import NAMED, Role

log = logging.getLogger("songngu.access")

NO_PASSWORD: Final = "-"

NAME_LIMIT: Final = 64

HEAD: Final = """\
# Users of Song Ngữ: name, role (reader, corrector or operator), hash of the password.
# songngu passwd writes this file.
"""


class UsersBroken(ValueError):
    """A file of users that can't be taken; the message says why."""


class User(Struct, frozen=True):
    """One user. ``password`` is a hash, or ``NO_PASSWORD``."""

    name: str
    role: Role
    password: str


def read_users(path: Path) -> dict[str, User]:
    """Return the users of a file by their names. Raises ``UsersBroken``."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsersBroken(f"{path} can't be read: {error}") from None
    found: dict[str, User] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            try:
                user = _user(line)
                if user.name in found:
                    raise ValueError(f"{user.name} stands here twice")
            except ValueError as error:
                raise UsersBroken(f"{path}:{number}: {error}") from None
            found[user.name] = user
    return found


def write_user(path: Path, user: User) -> bool:
    """Put a user into a file, in the place of the one of that name; return whether there was one.
    A new file can be read by its owner only. Raises ``UsersBroken`` and ``OSError``."""
    check_name(user.name)
    with FileLock(path.with_name(f".{path.name}.lock")):
        users = read_users(path) if path.exists() else {}
        was_there = user.name in users
        users[user.name] = user
        rows = (f"{one.name}\t{one.role.name.lower()}\t{one.password}\n" for one in users.values())
        if not path.exists():
            path.touch(mode=0o600)
        write_whole(path, (HEAD + "".join(rows)).encode(), keeps_owner=True)
    return was_there


def check_name(name: str) -> None:
    """Raise ``ValueError`` for what can't be a user's name: HTTP divides name and password by a
    colon, the file its cells by tabs."""
    if not 0 < len(name) <= NAME_LIMIT or ":" in name or name.startswith("#"):
        raise ValueError(f"{name!r} is no name of a user")
    if not name.isprintable() or name != name.strip():
        raise ValueError(f"{name!r} is no name of a user")


def _user(line: str) -> User:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != 3:
        raise ValueError(f"{len(cells)} cells; there must be three: name, role, password")
    name, role, password = cells
    check_name(name)
    if role not in NAMED:
        raise ValueError(f"unknown role {role[:NAME_LIMIT]!r}; known: {', '.join(NAMED)}")
    if password != NO_PASSWORD:
        check_hash(password)
    return User(name, NAMED[role], password)


class LiveUsers:
    """The users of a file, read again when it changes. Raises ``UsersBroken`` if it can't be taken
    at the beginning; later it stays as it was, and the log says why."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._stamps = Stamps.now([path])
        self._users: Mapping[str, User] = read_users(path)

    def now(self) -> Mapping[str, User]:
        """Return the users as the file has them now."""
        stamps = Stamps.now([self._path])
        if self._stamps.read_again(stamps) and self._lock.acquire(blocking=False):
            try:
                self._stamps = stamps
                self._users = read_users(self._path)
            except UsersBroken as problem:
                log.error("the users stay as they were: %s", problem)
            finally:
                self._lock.release()
        return self._users
