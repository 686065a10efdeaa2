"""What is drawn when some groups are closed: boxes, and arrows that may stand for several edges.

A closed group stands for its members; their edges run to its box and are folded together where they say the same.
Picture, card and table share this one answer to "what does this arrow stand for".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pathways.model.assessment import Assessment, assess_edges
from pathways.model.mechanism import Edge, Gap, Mechanism, Node
from pathways.model.relations import Head, Relation, Sign
from pathways.model.vocabulary import Layer

__all__ = ["Arrow", "Diagram", "arrow_word", "find_arrow", "fold", "shown_nodes"]

_LAYER_ORDER = (Layer.DOCUMENT, Layer.CLINICAL, Layer.LITERATURE)


@dataclass(frozen=True)
class Arrow:
    """What is drawn between two boxes: one edge, or several of like sign.

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
        """Tell whether a box stands for hidden members."""
        return node in self.members and node not in self.opened


def fold(mechanism: Mechanism, opened: Iterable[str] = ()) -> Diagram:
    """Fold every group that is not named in `opened` into one box.

    Edges and gaps inside a closed group disappear. Names in `opened` that are no group here are ignored.
    """
    shown = _open(mechanism, opened)
    lift = {node.id: _box(mechanism, node, shown) for node in mechanism.nodes}
    return Diagram(
        mechanism=mechanism,
        nodes=shown_nodes(mechanism, shown),
        arrows=_arrows(mechanism, lift),
        gaps=tuple(_lift_gaps(mechanism, lift)),
        opened=shown,
    )


def shown_nodes(mechanism: Mechanism, opened: Iterable[str] = ()) -> tuple[Node, ...]:
    """Return the nodes that `fold` draws as boxes, in the order of the mechanism; for counting them this is far quicker.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> shown_nodes(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()))
        ()
    """
    shown = _open(mechanism, opened)
    return tuple(node for node in mechanism.nodes if _box(mechanism, node, shown) == node.id)


def find_arrow(diagram: Diagram, name: str) -> Arrow | None:
    """Return the arrow with this id, or the one that stands for the edge with this id; None if neither is drawn."""
    return diagram.arrow.get(name) or diagram.arrow_of_edge.get(name)


def _open(mechanism: Mechanism, opened: Iterable[str]) -> tuple[str, ...]:
    wanted = set(opened)
    return tuple(group for group in mechanism.members if group in wanted)


def _box(mechanism: Mechanism, node: Node, shown: tuple[str, ...]) -> str:
    """The box that a node is drawn as."""
    closed = node.group and node.group in mechanism.node and node.group not in shown
    return node.group if closed and node.group else node.id


def _arrows(mechanism: Mechanism, lift: dict[str, str]) -> tuple[Arrow, ...]:
    bundles: dict[tuple[str, str, Sign, bool], list[Edge]] = {}
    for edge in mechanism.edges:
        source, target = lift[edge.source], lift[edge.target]
        if source != target:
            key = (source, target, edge.meaning.sign, edge.meaning.structural)
            bundles.setdefault(key, []).append(edge)
    return tuple(_arrow(source, target, tuple(edges)) for (source, target, _, _), edges in bundles.items())


def arrow_word(meaning: Relation) -> str:
    """Return what the id of an arrow for several relations says of their kind: its sign, or that it is structural.

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


def _lift_gaps(mechanism: Mechanism, lift: dict[str, str]) -> Iterable[Gap]:
    for gap in mechanism.gaps:
        source, target = lift[gap.source], lift[gap.target]
        if (source, target) == (gap.source, gap.target):
            yield gap
        elif source != target:
            yield gap.model_copy(update={"source": source, "target": target})
