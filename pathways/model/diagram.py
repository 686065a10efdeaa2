"""The drawn form of a mechanism in which some groups are closed: boxes, and arrows that may stand for several edges.

A closed group is one box in place of its members; their edges end at that box, and those with the same ends and sign become one
arrow. Picture, card and table all take the edges of an arrow from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pathways.model.assessment import Assessment, assess_edges
from pathways.model.mechanism import Edge, Gap, Mechanism, Node
from pathways.model.relations import Head, Relation, Sign
from pathways.model.vocabulary import Layer

__all__ = ["MOST_BOXES", "Arrow", "Diagram", "arrow_word", "find_arrow", "fold", "shown_nodes"]

MOST_BOXES = 400  # in a picture; more can neither be laid out in time nor read
_LAYER_ORDER = (Layer.DOCUMENT, Layer.CLINICAL, Layer.LITERATURE)


@dataclass(frozen=True)
class Arrow:
    """The arrow between two boxes: one edge, or several of the same sign.

    `source` and `target` are the ids of drawn boxes; the edges keep the file's order.
    """

    id: str
    source: str
    target: str
    edges: tuple[Edge, ...]
    sign: Sign
    head: Head
    layer: Layer
    assessment: Assessment
    structural: bool


@dataclass(frozen=True)
class Diagram:
    """A mechanism as it is drawn: `nodes` are the boxes, everything except the members of closed groups."""

    mechanism: Mechanism
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    gaps: tuple[Gap, ...]
    opened: tuple[str, ...]

    @property
    def members(self) -> dict[str, tuple[Node, ...]]:
        """The members of every group, open or closed, by the group's id."""
        return self.mechanism.members

    @cached_property
    def arrow(self) -> dict[str, Arrow]:
        """The arrows by id."""
        return {arrow.id: arrow for arrow in self.arrows}

    @cached_property
    def arrow_of_edge(self) -> dict[str, Arrow]:
        """The arrow that stands for an edge, by the edge's id; edges inside a closed group have none."""
        return {edge.id: arrow for arrow in self.arrows for edge in arrow.edges}

    def is_closed(self, node: str) -> bool:
        """Tell whether a node is a group whose members are hidden."""
        return node in self.members and node not in self.opened


def fold(mechanism: Mechanism, opened: Iterable[str] = ()) -> Diagram:
    """Return the diagram in which every group not named in `opened` is one box.

    Edges and gaps within a closed group are left out. Ids in `opened` that are not groups of the mechanism are ignored.
    """
    groups = _opened_groups(mechanism, opened)
    box_of = {node.id: _box(mechanism, node, groups) for node in mechanism.nodes}
    return Diagram(
        mechanism=mechanism,
        nodes=shown_nodes(mechanism, groups),
        arrows=_arrows(mechanism, box_of),
        gaps=tuple(_gaps(mechanism, box_of)),
        opened=groups,
    )


def shown_nodes(mechanism: Mechanism, opened: Iterable[str] = ()) -> tuple[Node, ...]:
    """Return the nodes that are boxes in `fold`, in the order of the mechanism; much faster than the whole diagram.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> shown_nodes(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()))
        ()
    """
    groups = _opened_groups(mechanism, opened)
    return tuple(node for node in mechanism.nodes if _box(mechanism, node, groups) == node.id)


def find_arrow(diagram: Diagram, name: str) -> Arrow | None:
    """Return the arrow with this id, or the arrow of the edge with this id; None if there is neither."""
    return diagram.arrow.get(name) or diagram.arrow_of_edge.get(name)


def _opened_groups(mechanism: Mechanism, opened: Iterable[str]) -> tuple[str, ...]:
    wanted = set(opened)
    return tuple(group for group in mechanism.members if group in wanted)


def _box(mechanism: Mechanism, node: Node, opened: tuple[str, ...]) -> str:
    """The id of the box in which a node is drawn: its own, or that of its closed group."""
    return node.group if node.group and node.group in mechanism.node and node.group not in opened else node.id


def _arrows(mechanism: Mechanism, box_of: dict[str, str]) -> tuple[Arrow, ...]:
    parallel: dict[tuple[str, str, Sign, bool], list[Edge]] = {}
    for edge in mechanism.edges:
        source, target = box_of[edge.source], box_of[edge.target]
        if source != target:
            key = (source, target, edge.meaning.sign, edge.meaning.structural)
            parallel.setdefault(key, []).append(edge)
    return tuple(_arrow(source, target, tuple(edges)) for (source, target, _, _), edges in parallel.items())


def arrow_word(meaning: Relation) -> str:
    """Return the middle part of the id of an arrow for several edges: their sign, or "structural".

    Example:
        >>> from pathways.model.relations import RELATIONS, RelationName
        >>> arrow_word(RELATIONS[RelationName.DECREASES]), arrow_word(RELATIONS[RelationName.PART_OF])
        ('decreases', 'structural')
    """
    return "structural" if meaning.structural else meaning.sign.value


def _arrow(source: str, target: str, edges: tuple[Edge, ...]) -> Arrow:
    meaning = edges[0].meaning
    layers = {edge.layer for edge in edges}
    return Arrow(
        id=edges[0].id if len(edges) == 1 else f"{source}~{arrow_word(meaning)}~{target}",
        source=source,
        target=target,
        edges=edges,
        sign=meaning.sign,
        head=meaning.head,
        layer=next(layer for layer in _LAYER_ORDER if layer in layers),
        assessment=assess_edges(edges),
        structural=meaning.structural,
    )


def _gaps(mechanism: Mechanism, box_of: dict[str, str]) -> Iterable[Gap]:
    for gap in mechanism.gaps:
        source, target = box_of[gap.source], box_of[gap.target]
        if (source, target) == (gap.source, gap.target):
            yield gap
        elif source != target:
            yield gap.model_copy(update={"source": source, "target": target})
