"""Style sheet, script and icon, each under a name that changes with its content.

So they may be kept for a year, and a new version is never mixed with an old page. The style sheet
is joined from files, so that a page asks for one.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final

from msgspec import Struct

FOLDER: Final = Path(__file__).parents[1] / "static"
TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
STYLE: Final = (
    *("base", "results", "facets", "answer", "home", "document", "dossier", "registers"),
    *("lines", "compare", "keeping", "suggest", "uploads", "pictures", "sizes"),
)
"""The parts of the style sheet, ``static/style/*.css``, in the order in which they are joined:
what is particular comes after what is general."""

CACHE: Final = "public, max-age=31536000, immutable"


class Asset(Struct, frozen=True):
    """One static file, in memory."""

    address: str
    content: bytes
    media_type: str
    packed: bytes
    """The content by gzip. Only what is the same for everybody is packed: the length of a packed
    page that has a secret and what was asked tells the secret (BREACH)."""


def load_assets(folder: Path = FOLDER) -> Mapping[str, Asset]:
    """Load the static files, by name."""
    contents = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in TYPES}
    parts = [(folder / "style" / f"{part}.css").read_bytes() for part in STYLE]
    contents["style.css"] = b"\n".join(parts)
    for name in contents:
        if name.endswith(".js"):
            contents[name] = _without_comments(contents[name])
    return {name: _asset(name, content) for name, content in sorted(contents.items())}


def _without_comments(script: bytes) -> bytes:
    """Return a script without the lines that only its readers here need."""
    lines = script.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.lstrip().startswith(b"//"))


def _asset(name: str, content: bytes) -> Asset:
    stem, ending = os.path.splitext(name)
    digest = blake2b(content, digest_size=6).hexdigest()
    packed = gzip.compress(content, mtime=0)
    return Asset(f"/static/{stem}.{digest}{ending}", content, TYPES[ending], packed)
