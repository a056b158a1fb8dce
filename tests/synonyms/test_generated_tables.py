"""The generated tables are as their sources say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIHAN = Path("/usr/share/unicode/Unihan_Readings.txt.bz2")


@pytest.mark.parametrize("script", ["build_readings.py", "build_pinyin.py"])
def test_a_generated_table_is_what_its_script_makes(script: str) -> None:
    if not UNIHAN.exists() and os.environ.get("SONGNGU_REQUIRE_SYSTEM") != "1":
        pytest.skip("Debian's package unicode-data is not installed")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_names_of_the_cldr_are_what_their_script_makes() -> None:
    script = ROOT / "scripts" / "build_world_names.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
