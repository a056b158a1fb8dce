"""Every test that asks for ``engine`` runs on each engine there is."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
