"""What is selected in a view, as a mechanism of its own: an arrow's relations, a node with all statements about it, or a gap.

So the papers of a selection are found in the same way as those of a view.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pathways.language.grammar import capitalised
from pathways.model.diagram import arrow_word, find_arrow, fold
from pathways.model.mechanism import Edge, Gap, Mechanism, Node
from pathways.query.select import changed
from pathways.wording.sentences import edge_sentence

__all__ = ["chosen", "named"]


def chosen(part: Mechanism, name: str, opened: Iterable[str] = ()) -> Mechanism:
    """Return the part of a selection that a view keeps; if the view keeps none of it, the selection on the whole map.

    For a relation, or an arrow that stands for several, these are the relations alone. For a node they are the statements about it, the
    relations of it and of its members, and the evidence of membership. A gap has neither. Other statements about the ends of a relation,
    and the evidence for the limits of the map, are left out. The result is empty for an unknown name.

    Args:
        part: What the view keeps.
        name: The id of a node, an edge, an arrow or a gap, as in the field `select` of a question.
        opened: The groups that the view shows with their members.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.wording.references import references
        >>> ldn = load(shipped())
        >>> arrow = chosen(ldn, "low-dose-naltrexone-decreases-il-6")
        >>> len(arrow.edges), [node.id for node in arrow.nodes if not node.group in arrow.node], len(references(arrow).every)
        (1, ['low-dose-naltrexone', 'inflammatory-cytokines'], 2)
    """
    for base in (part, part.whole):
        if node := base.node.get(name):
            return _thing(base, node)
        if edges := _edges(base, name, opened):
            return _alone(base, edges=edges)
        if gap := next((gap for gap in base.gaps if gap.id == name), None):
            return _alone(base, gaps=(gap,))
    return _alone(part)


def named(found: Mechanism, name: str) -> str:
    """Return in words what `chosen` has found for a name, without a full stop; empty if it found nothing.

    Example:
        >>> from pathways import load, shipped
        >>> ldn = load(shipped())
        >>> named(chosen(ldn, "low-dose-naltrexone-decreases-il-6"), "low-dose-naltrexone-decreases-il-6")
        'Low-dose naltrexone decreases interleukin-6'
    """
    if node := found.node.get(name):
        return capitalised(node.label)
    if found.gaps:
        return capitalised(found.gaps[0].label)
    if len(found.edges) == 1:
        return edge_sentence(found, found.edges[0]).removesuffix(".")
    source, target = name.partition("~")[0], name.rpartition("~")[2]
    ends = [found.inline[end] for end in (source, target) if end in found.node]
    return f"{len(found.edges)} relations from {ends[0]} to {ends[1]}" if len(ends) == 2 else ""


def _edges(base: Mechanism, name: str, opened: Iterable[str]) -> tuple[Edge, ...]:
    """The relations of this id: one edge, those of a drawn arrow, or those of an arrow at a closed group."""
    if name in base.edge:
        return (base.edge[name],)
    if arrow := find_arrow(fold(base, opened), name):
        return arrow.edges
    source, _, rest = name.partition("~")
    word, _, target = rest.partition("~")
    return tuple(
        edge for edge in base.edges
        if word == arrow_word(edge.meaning)
        and source in _boxes(base, edge.source) and target in _boxes(base, edge.target)
    )


def _boxes(base: Mechanism, name: str) -> tuple[str, ...]:
    """The boxes that may be drawn for a node: its own, and its group's."""
    return tuple(filter(None, (name, base.node[name].group)))


def _thing(base: Mechanism, node: Node) -> Mechanism:
    members = base.members.get(node.id, ())
    own = {node.id, *(member.id for member in members)}
    edges = tuple(edge for edge in base.edges if own & {edge.source, edge.target})
    gaps = tuple(gap for gap in base.gaps if own & {gap.source, gap.target})
    kept = {node.id: node, **{member.id: member.model_copy(update={"properties": ()}) for member in members}}
    return _alone(base, edges=edges, gaps=gaps, kept=kept)


def _alone(
    base: Mechanism, *, edges: tuple[Edge, ...] = (), gaps: Sequence[Gap] = (), kept: dict[str, Node] | None = None
) -> Mechanism:
    """These relations and gaps with their ends and the groups of these, with no statements about nodes except those in `kept`."""
    known = kept or {}
    ends = (*((edge.source, edge.target) for edge in edges), *((gap.source, gap.target) for gap in gaps))
    names = {*known, *(end for pair in ends for end in pair)}
    names |= {group for name in names if (group := base.node[name].group) in base.node and group}
    nodes = (known.get(node.id) or node.model_copy(update={"properties": (), "member_of": ()}) for node in base.nodes if node.id in names)
    caveats = tuple(caveat.model_copy(update={"evidence": ()}) for caveat in base.caveats)
    return changed(base, nodes=tuple(nodes), edges=edges, gaps=tuple(gaps), caveats=caveats, stories=())
