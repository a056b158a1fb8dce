"""Passwords as they are kept: salted and put through scrypt (RFC 7914), which is slow on purpose.

A hash is one word, ``scrypt$15$8$1$SALT$KEY``: the logarithm of N, r, p, and two texts in base64.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from typing import Final

LOG_N: Final = 15
R: Final = 8
P: Final = 1
"""32 MB and some 80 ms for one check."""

MEMORY: Final = 80 << 20
"""Bytes that scrypt may take: 128 · N · r is what it needs, and hashes made elsewhere up to twice
that are taken."""

SHORTEST: Final = 8
"""Characters of a password; NIST SP 800-63B asks for as many."""

LONGEST: Final = 1_024

_SALT: Final = 16
_KEY: Final = 32


def hashed(password: str) -> str:
    """Return a new hash of a password. Raises ``ValueError`` if it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise ValueError(f"a password has {SHORTEST} to {LONGEST} characters")
    salt = secrets.token_bytes(_SALT)
    key = _key(password, salt, LOG_N, R, P)
    return f"scrypt${LOG_N}${R}${P}${b64encode(salt).decode()}${b64encode(key).decode()}"


def check_hash(text: str) -> None:
    """Raise ``ValueError`` for a text that is no hash of a password, or would take too much."""
    _, _, log_n, r, _ = _parts(text)
    if 128 * r << log_n > MEMORY:
        raise ValueError("this hash needs too much memory")


def matches(password: str, text: str) -> bool:
    """Return whether a password is that of a hash, in time that tells nothing of either."""
    salt, key, log_n, r, p = _parts(text)
    return hmac.compare_digest(_key(password, salt, log_n, r, p), key)


def _parts(text: str) -> tuple[bytes, bytes, int, int, int]:
    parts = text.split("$")
    if len(parts) != 6 or parts[0] != "scrypt":
        raise ValueError("no hash of a password; songngu passwd makes one")
    log_n, r, p = map(int, parts[1:4])
    salt, key = (b64decode(part, validate=True) for part in parts[4:])
    if not (1 <= log_n <= 20 and 1 <= r <= 32 and 1 <= p <= 4 and salt and len(key) == _KEY):
        raise ValueError("no hash of a password that can be checked; songngu passwd makes one")
    return salt, key, log_n, r, p


def _key(password: str, salt: bytes, log_n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=1 << log_n,
        r=r,
        p=p,
        maxmem=MEMORY,
        dklen=_KEY,
    )
