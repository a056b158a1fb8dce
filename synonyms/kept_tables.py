"""Tables made of data files, made once and then read as bytes: a command that starts makes none.

A table is kept beside the compiled code, in ``__pycache__``, under a name that holds the hash of
all that it is made of: its data files, the code of ``corpus``, of this package and of its maker's,
and the version of Python. Whatever changes, the table is made anew, and the old one goes. Where
nothing may be written (a package of the system's), every process makes its own.

Tables are of dictionaries, sets, tuples, texts, numbers and code, as ``marshal`` writes them for
compiled code; a checksum goes before it, for ``marshal`` may not be given damaged bytes.
"""

from __future__ import annotations

import marshal
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar

FOLDER: Final = Path(__file__).parent / "__pycache__" / "tables"

ENDING: Final = ".table"

_CHECK_SIZE: Final = 16

_BELOW: Final = (Path(__file__).parents[1] / "corpus", Path(__file__).parent)

Table = TypeVar("Table")


def kept_table(name: str, make: Callable[[], Table], files: Iterable[Path]) -> Table:
    """Return a table as it was kept, or as ``make`` makes it of these files, and keep it.

    All modules beside that of ``make`` count as what the table is made by; code from elsewhere is
    given with the files.
    """
    path = FOLDER / f"{name}.{_key(make, files)}{ENDING}"
    found = _read(path)
    if found is None:
        made: Any = make()
        found = marshal.dumps(made)
        # Nothing is lost with it: the next process makes it again.
        with suppress(OSError):
            _keep(name, path, found)
    table: Table = marshal.loads(found)
    return table


def _key(make: Callable[[], object], files: Iterable[Path]) -> str:
    maker = Path(str(sys.modules[make.__module__].__file__)).parent
    digest = blake2b(sys.version.encode(), digest_size=12)
    for package in (*_BELOW, maker):
        digest.update(_code_of(package))
    for file in files:
        digest.update(blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _code_of(package: Path) -> bytes:
    digest = blake2b()
    for module in sorted(package.glob("*.py")):
        digest.update(blake2b(module.read_bytes()).digest())
    return digest.digest()


def _read(path: Path) -> bytes | None:
    """Return what is kept there; None where nothing is, or what is there is not whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    check, table = content[:_CHECK_SIZE], content[_CHECK_SIZE:]
    return table if check == _check(table) else None


def _keep(name: str, path: Path, table: bytes) -> None:
    """Write a table whole: other processes may be writing the same one. Raises ``OSError``."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    before = list(FOLDER.glob(f"{name}.*{ENDING}"))
    with tempfile.NamedTemporaryFile(dir=FOLDER, prefix=f"{name}-", delete=False) as part:
        part.write(_check(table) + table)
    whole = Path(part.name)
    whole.chmod(0o644)  # For whoever may read the code.
    whole.replace(path)
    for old in before:
        if old != path:
            old.unlink(missing_ok=True)


def _check(table: bytes) -> bytes:
    return blake2b(table, digest_size=_CHECK_SIZE).digest()
