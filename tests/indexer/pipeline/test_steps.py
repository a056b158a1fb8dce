"""The steps of indexing stand in one list, and each is where the list says."""

from __future__ import annotations

import re
from functools import reduce
from importlib import import_module
from pathlib import Path

import pytest

from indexer.pipeline import indexing

STEP = re.compile(r"^(?:\d\. [a-z, ]+?)? {2,}([a-z_/]+)\.py +``([A-Za-z_.]+)``$", re.MULTILINE)
STEPS = STEP.findall(indexing.__doc__ or "")


def test_there_are_at_most_ten_steps() -> None:
    numbers = re.findall(r"^(\d)\. ", indexing.__doc__ or "", re.MULTILINE)
    assert numbers == [str(at) for at in range(1, len(numbers) + 1)]
    assert len(numbers) <= len(STEPS) <= 10


@pytest.mark.parametrize(("path", "function"), STEPS)
def test_each_step_is_where_the_list_says(path: str, function: str) -> None:
    module = import_module(path.replace("/", "."))
    assert callable(reduce(getattr, function.split("."), module))
    assert Path(module.__file__ or "").match(f"*{path}.py")
