"""The overview of a mechanism: the same relations between a few boxes, for the first look.

It is a mechanism again: each box is a group that can be opened, an arrow between two boxes stands for the relations between what
they hold, and what has no box is left out. So picture, cards, table, answers and exports are those of any map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from pathways.model.counts import all_evidence
from pathways.model.evidence import Finding
from pathways.model.mechanism import Edge, Mechanism, Node, OverviewBox
from pathways.model.vocabulary import KindName

__all__ = ["MOST_BOXES", "boxes_of", "overview_of"]

MOST_BOXES: Final = 9  # more are no overview


def boxes_of(mechanism: Mechanism) -> tuple[OverviewBox, ...]:
    """Return the boxes that the curator states, else one for each region; none where regions do not make 2 to 9 boxes.

    Example:
        >>> from pathways import load, shipped
        >>> [box.id for box in boxes_of(load(shipped()))][:2]
        ['low-dose', 'opioid-route']
    """
    if mechanism.overview:
        return mechanism.overview.boxes
    groups = ((region, tuple(node.id for node in mechanism.nodes if node.region == region.id)) for region in mechanism.regions)
    found = [OverviewBox(id=f"region-{region.id}", label=region.label, nodes=names, description=region.description)
             for region, names in groups if names]
    return tuple(found) if 2 <= len(found) <= MOST_BOXES else ()


def overview_of(mechanism: Mechanism) -> Mechanism:
    """Return the overview of a mechanism; the mechanism itself where it has none. A box with one thing, or one group, is that thing.

    Members of a group come with it. The version and the fingerprint are those of the whole.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.model.diagram import fold
        >>> ldn = load(shipped())
        >>> 5 <= len(fold(overview_of(ldn)).nodes) <= MOST_BOXES
        True
    """
    return _overview(_Key(mechanism))


class _Key:
    """A mechanism as the key of a cache: by identity, as mechanisms never change."""

    def __init__(self, mechanism: Mechanism) -> None:
        self.mechanism = mechanism

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.mechanism is other.mechanism

    def __hash__(self) -> int:
        return id(self.mechanism)


@lru_cache(maxsize=16)
def _overview(key: _Key) -> Mechanism:
    whole = key.mechanism
    boxes = boxes_of(whole)
    if not boxes:
        return whole
    nodes = tuple(node for box in boxes for node in _nodes(whole, box))
    names = {node.id for node in nodes}
    edges: tuple[Edge, ...] = tuple(edge for edge in whole.edges if edge.source in names and edge.target in names)
    gaps = tuple(gap for gap in whole.gaps if gap.source in names and gap.target in names)
    fields = {name: getattr(whole, name) for name in Mechanism.model_fields}
    kept = {"nodes": nodes, "edges": edges, "gaps": gaps, "regions": (), "overview": None}
    found = Mechanism.model_construct(**fields | kept)
    cited = {item.reference for item in all_evidence(found) if isinstance(item, Finding)}
    found = Mechanism.model_construct(**fields | kept | {"references": tuple(one for one in whole.references if one.id in cited)})
    found.__dict__["fingerprint"] = whole.fingerprint
    found.__dict__["inline"] = whole.inline | {node.id: node.label for node in nodes if node.id not in whole.node}
    return found


def _nodes(whole: Mechanism, box: OverviewBox) -> Iterator[Node]:
    """What a box holds; a group of its own before it, unless it holds one thing or one group only."""
    held = _with_members(whole, box.nodes)
    if len(box.nodes) == 1:
        yield from held
        return
    yield Node(id=box.id, label=box.label, kind=KindName.PROCESS, region=held[0].region, description=box.description or f"{box.label}.")
    yield from (node.model_copy(update={"group": box.id, "moves_with_group": False}) for node in held)


def _with_members(whole: Mechanism, names: Sequence[str]) -> list[Node]:
    wanted = set(names)
    return [node for node in whole.nodes if node.id in wanted or (node.group in wanted)]
