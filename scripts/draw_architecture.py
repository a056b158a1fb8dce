"""Draw the packages, their rooms and what imports what: docs/architecture.md.

    python scripts/draw_architecture.py            write the picture
    python scripts/draw_architecture.py --check    exit with 1 if it is not current

An arrow goes from a room to a room that it imports; its number counts the imports between modules.
The graph is read by grimp, which import-linter uses as well; the picture is Mermaid, which GitHub
and most editors draw.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Final

import grimp

ROOT: Final = Path(__file__).resolve().parents[1]
PICTURE: Final = ROOT / "docs" / "architecture.md"
PACKAGES: Final = ("songngu", "web", "search", "indexer", "synonyms", "corpus")
"""From the top layer down; the last two know nobody."""

HEAD: Final = """# The structure, drawn from the imports

Made by `python scripts/draw_architecture.py`; `make test` checks that it is current. A box is a
room (a sub-package, or a module that stands beside the rooms); an arrow goes to what is imported,
with the number of imports. The first picture has the imports between packages, the others those
between the rooms of one package. What each room does stands in ARCHITECTURE.md.
"""


def room_of(module: str) -> str:
    """The room of a module: its sub-package, or itself where it stands beside them."""
    return ".".join(module.split(".")[:2])


def arrows(graph: grimp.ImportGraph) -> Counter[tuple[str, str]]:
    """How many modules of the first room import how many of the second."""
    return Counter(
        (room_of(module), room_of(imported))
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if room_of(module) != room_of(imported)
    )


def _flowchart(boxes: list[str], counted: Counter[tuple[str, str]]) -> str:
    lines = [f'  {box.replace(".", "_")}["{box}"]' for box in boxes]
    lines += [
        f"  {above.replace('.', '_')} -->|{number}| {below.replace('.', '_')}"
        for (above, below), number in sorted(counted.items())
    ]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])


def drawn() -> str:
    """The text of the picture."""
    # Without a cache: the picture must be that of the files as they are.
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    counted = arrows(graph)
    between = Counter[tuple[str, str]]()
    for (above, below), number in counted.items():
        between[above.split(".")[0], below.split(".")[0]] += number
    packages = Counter({pair: n for pair, n in between.items() if pair[0] != pair[1]})
    parts = [HEAD, "## The packages\n", _flowchart(list(PACKAGES), packages)]
    rooms = sorted({room_of(module) for module in graph.modules if "." in module})
    for package, group in groupby(rooms, key=lambda room: room.split(".")[0]):
        inside = Counter(
            {
                pair: number
                for pair, number in counted.items()
                if all(room.split(".")[0] == package for room in pair) and package not in pair
            }
        )
        parts += [f"\n## {package}/\n", _flowchart(list(group), inside)]
    return "\n".join(parts) + "\n"


def main() -> int:
    """Write the picture, or compare it."""
    text = drawn()
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(text, "utf-8")
        return 0
    if PICTURE.exists() and PICTURE.read_text("utf-8") == text:
        return 0
    print(f"{PICTURE.relative_to(ROOT)} is not current: python scripts/draw_architecture.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
