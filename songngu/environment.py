"""Settings from environment variables, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct


class Settings(Struct, frozen=True):
    """Default values of options, from environment variables.

    ``SONGNGU_INDEX``: ``--index``, the folder of the index.
    ``SONGNGU_ENGINE``: ``--engine``, the engine of a new index.
    ``SONGNGU_CORRECTIONS``: ``--corrections``, the file of corrections.
    ``SONGNGU_ALLOWED_HOSTS``: ``--allowed-host``, the host names that the server answers to,
    separated by commas or blanks.
    """

    index: Path
    engine: str
    corrections: Path | None
    allowed_hosts: tuple[str, ...]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings of an environment, by default that of this process."""
        own = environment.get("SONGNGU_CORRECTIONS")
        hosts = environment.get("SONGNGU_ALLOWED_HOSTS", "")
        return cls(
            index=Path(environment.get("SONGNGU_INDEX", "data/index")),
            engine=environment.get("SONGNGU_ENGINE", "tantivy"),
            corrections=Path(own) if own else None,
            allowed_hosts=tuple(hosts.replace(",", " ").split()),
        )
