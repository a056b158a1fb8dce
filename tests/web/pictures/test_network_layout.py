"""A network as a ring: every name has a line of its own, and it is drawn the same each time."""

import itertools

from search.names.entity_names import EntityName
from search.pictures.network import Network, Node, Pair
from web.pictures.network_layout import LARGEST, WIDTH, drawn_network


def a_network(nodes: int) -> Network:
    made = tuple(
        Node(f"n{at}", "gate" if at < nodes // 3 else "person", EntityName(f"Tên {at}", ""), at + 1)
        for at in range(nodes)
    )
    pairs = tuple(Pair(one, other, 1) for one, other in itertools.combinations(made, 2))
    return Network((), "", EntityName("", ""), nodes, made, pairs, 0)


def test_no_name_covers_a_node_or_another_name_up_to_forty() -> None:
    for nodes in (1, 2, 3, 17, 40):
        drawn = drawn_network(a_network(nodes), 60)
        assert len(drawn.nodes) == nodes
        boxes = [one.text_box("Nguyễn Thị Kim Ngân 1 234") for one in drawn.nodes]
        assert not any(one.meets(other) for one, other in itertools.combinations(boxes, 2))
        for box, node in itertools.product(boxes, drawn.nodes):
            assert not (box.left < node.x < box.right and box.top < node.y < box.bottom)
        assert all(box.left >= 0 and box.right <= WIDTH for box in boxes)
        assert all(0 < one.y < drawn.height for one in drawn.nodes)


def test_the_same_network_is_drawn_the_same() -> None:
    assert drawn_network(a_network(12), 20) == drawn_network(a_network(12), 20)


def test_area_says_documents_and_width_says_shared_ones() -> None:
    drawn = drawn_network(a_network(9), 10)
    radii = {one.node.documents: one.radius for one in drawn.nodes}
    assert radii[9] == LARGEST
    assert [radii[n] for n in sorted(radii)] == sorted(radii.values())
    assert len(drawn.pairs) == 10


def test_a_network_of_nobody_is_drawn_empty() -> None:
    drawn = drawn_network(a_network(0), 10)
    assert (drawn.nodes, drawn.pairs) == ((), ())
