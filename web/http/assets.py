"""Style sheet, script and icon, each under a name that changes with its content.

So they may be kept for a year, and a new version is never mixed with an old page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "static"
TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
CACHE: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file, in memory."""

    address: str
    content: bytes
    media_type: str


def load_assets(folder: Path = FOLDER) -> Mapping[str, Asset]:
    """The static files by name."""
    assets: dict[str, Asset] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in TYPES:
            content = path.read_bytes()
            digest = blake2b(content, digest_size=6).hexdigest()
            address = f"/static/{path.stem}.{digest}{path.suffix}"
            assets[path.name] = Asset(address, content, TYPES[path.suffix])
    return assets
