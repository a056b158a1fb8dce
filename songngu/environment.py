"""What the environment says, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """``SONGNGU_INDEX`` names the folder of the index, ``SONGNGU_ENGINE`` the engine of a new one,
    ``SONGNGU_CORRECTIONS`` the file of corrections, ``SONGNGU_ALLOWED_HOSTS`` the names under which
    the server answers, with commas or blanks between; they are what ``--index``, ``--engine``,
    ``--corrections`` and ``--allowed-host`` are unless given."""

    index: Path
    engine: str
    corrections: Path | None
    allowed_hosts: tuple[str, ...]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings of a process."""
        return cls(
            index=Path(environment.get("SONGNGU_INDEX", "data/index")),
            engine=environment.get("SONGNGU_ENGINE", "tantivy"),
            corrections=Path(own) if (own := environment.get("SONGNGU_CORRECTIONS")) else None,
            allowed_hosts=tuple(
                environment.get("SONGNGU_ALLOWED_HOSTS", "").replace(",", " ").split()
            ),
        )
