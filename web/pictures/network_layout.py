"""A network as a ring: where each node stands, and how its pairs are joined.

The same network is always drawn the same: nodes keep their order from the top down (gates first,
those of most documents before others), in turn on the left and on the right, so that those that
share most stand across from each other and each name has a line of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from search.pictures.network import Network, Node, Pair
from web.pictures.boxes import Box, text_width

WIDTH: Final = 840.0
MIDDLE: Final = WIDTH / 2
LINE: Final = 26.0
"""Units from node to node downwards."""

TOP: Final = 26.0
NEAR, BULGE = 80.0, 90.0
"""Units from the middle to the first and last node of a side, and how much farther its middle
stands."""

LARGEST, SMALLEST = 11.0, 3.0
"""Radius of the node with most documents, and of one with least."""

GAP: Final = 8.0
"""Units from a node's place to its name, beside the largest radius."""

THICK, THIN = 6.0, 0.6
"""Width of the pair with most documents, and what every pair has."""


class DrawnNode(Struct, frozen=True):
    """A node with its place; its name begins (or on the left ends) at ``text_x``."""

    node: Node
    x: float
    y: float
    radius: float
    text_x: float
    is_left: bool

    def text_box(self, text: str) -> Box:
        """Return the box of a text that is written beside the node."""
        wide = text_width(text)
        left = self.text_x - wide if self.is_left else self.text_x
        return Box(left, self.y - 9, left + wide, self.y + 8)


class DrawnPair(Struct, frozen=True):
    """A pair as the curve of an SVG path."""

    pair: Pair
    path: str
    width: float


class DrawnNetwork(Struct, frozen=True):
    """Nodes and pairs with their places; ``pairs`` are the telling ones, as many as the picture is
    given."""

    nodes: tuple[DrawnNode, ...]
    pairs: tuple[DrawnPair, ...]
    height: float


def drawn_network(network: Network, most_pairs: int) -> DrawnNetwork:
    """Give the nodes of a network their places, and draw at most so many of its pairs."""
    half = -(-len(network.nodes) // 2)
    sides = network.nodes[::2], network.nodes[1::2]
    most = max((node.documents for node in network.nodes), default=1)
    placed = {
        (node.kind, node.id): one
        for side, is_left in zip(sides, (True, False), strict=True)
        for node, one in zip(side, _column(side, half, most, is_left), strict=True)
    }
    height = 2 * TOP + max(0, half - 1) * LINE
    thickest = max((pair.documents for pair in network.pairs), default=1)
    pairs = tuple(
        _curve(
            pair,
            placed[pair.one.kind, pair.one.id],
            placed[pair.other.kind, pair.other.id],
            THIN + (THICK - THIN) * pair.documents / thickest,
        )
        for pair in network.telling(most_pairs)
    )
    return DrawnNetwork(tuple(placed.values()), pairs, height)


def _column(nodes: Sequence[Node], lines: int, most: int, is_left: bool) -> list[DrawnNode]:
    found = []
    for at, node in enumerate(nodes):
        # From -1 at the first line to 1 at the last.
        down = 2 * at / (lines - 1) - 1 if lines > 1 else 0.0
        out = NEAR + BULGE * math.sqrt(1 - down * down)
        sign = -1 if is_left else 1
        radius = max(SMALLEST, LARGEST * math.sqrt(node.documents / most))
        found.append(
            DrawnNode(
                node,
                round(MIDDLE + sign * out, 1),
                round(TOP + at * LINE, 1),
                round(radius, 1),
                round(MIDDLE + sign * (out + LARGEST + GAP), 1),
                is_left,
            )
        )
    return found


def _curve(pair: Pair, one: DrawnNode, other: DrawnNode, width: float) -> DrawnPair:
    middle = (one.y + other.y) / 2
    path = f"M{one.x:g} {one.y:g}Q{MIDDLE:g} {middle:g} {other.x:g} {other.y:g}"
    return DrawnPair(pair, path, round(width, 1))
