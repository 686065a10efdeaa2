"""The picture of a question: which diagram, at which places, with what around it in pale.

The page and every export ask here, so that what leaves the screen is what was on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pathways.drawing.theme import THEMES, Theme
from pathways.errors import LayoutFailed
from pathways.layout import Layout, nudge
from pathways.layout.store import layout_for
from pathways.model.diagram import Diagram, find_arrow, fold
from pathways.model.mechanism import Mechanism
from pathways.model.overlay import NOTHING, Overlay
from pathways.query.query import Query
from pathways.query.select import bare, part_of
from pathways.scene.scene import Scene, compose

__all__ = ["Picture", "painted", "picture", "picture_of", "within"]

NOT_IN_TIME = "It could not be arranged anew in time, so everything is in its place on the whole map."


@dataclass(frozen=True)
class Picture:
    """What is drawn: the diagram, what lies around it in pale, the places, and what could not be done as asked."""

    diagram: Diagram
    around: Diagram
    layout: Layout
    remark: str = ""


def picture(query: Query, part: Callable[[Query], Mechanism], whole: Callable[[Query], tuple[Diagram, Layout]]) -> Picture:
    """Work out the picture; `part` selects, and `whole` folds and places what a question keeps, each perhaps from a memory.

    Arranged anew, a part stands alone. Otherwise it lies where the whole map has it, with the rest of the map in pale.
    """
    if not query.filtered and (query.arrange == "map" or query.ghosts):
        map_, layout = whole(Query(open=query.open))
        return Picture(map_, map_, nudge(layout, map_, query.move))
    kept = fold(part(bare(query)), query.open)
    if query.arrange == "compact" and not query.ghosts:
        try:
            whole_kept, layout = whole(replace(query, move=()))
        except LayoutFailed:
            return replace(picture(replace(query, arrange="map"), part, whole), remark=NOT_IN_TIME)
        return Picture(kept, kept, nudge(layout, whole_kept, query.move))
    map_, layout = whole(Query(open=query.open))
    rest = Query() if query.ghosts else replace(bare(query), focus=(), from_=(), to=(), via=(), avoid=(), keep=())
    around = _together(within(fold(part(rest), query.open), map_), kept)
    return Picture(within(kept, map_), around, nudge(layout, map_, query.move))


def picture_of(
    mechanism: Mechanism, query: Query, layouts: Mapping[str, Layout] | None = None, *, shape: str = "free", text: float = 1.0,
) -> Picture:
    """Work out the picture of a question to a mechanism, with the layouts that are stored for it, in a shape of `options.RATIOS`.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> picture_of(toy, Query()).diagram.nodes
        ()
    """

    def placed(asked: Query) -> tuple[Diagram, Layout]:
        diagram = fold(part_of(mechanism, bare(asked)), asked.open)
        return diagram, layout_for(diagram, layouts, shape=shape, text=text)

    return picture(query, lambda asked: part_of(mechanism, asked), placed)


def painted(picture: Picture, theme: Theme = THEMES["light"], selected: str = "", overlay: Overlay = NOTHING) -> Scene:
    """Resolve a picture as a scene: a part alone would hang in the void where the whole map is, so that is there in pale.

    `selected` is the id of a box, arrow, gap, or of an edge that an arrow stands for; `overlay` is what an answer shows. The
    legend explains the part alone.
    """
    diagram, around, layout = picture.diagram, picture.around, picture.layout
    arrow = find_arrow(diagram, selected)
    if around is diagram:
        return compose(diagram, layout, theme, selected=arrow.id if arrow else selected, overlay=overlay)
    both = replace(around, arrows=tuple(diagram.arrow.get(arrow.id, arrow) for arrow in around.arrows))
    rest = _ids(both) - _ids(diagram)
    scene = compose(both, layout, theme, selected=arrow.id if arrow else selected, faded=rest, overlay=overlay)
    return replace(scene, legend=compose(_with_gaps(diagram, both, overlay), layout, overlay=overlay).legend) if rest else scene


def _with_gaps(diagram: Diagram, around: Diagram, overlay: Overlay) -> Diagram:
    """The part with the gaps around it that an answer speaks of."""
    told = tuple(gap for gap in around.gaps if gap.id in overlay.gaps)
    if not told:
        return diagram
    ends = {end for gap in told for end in (gap.source, gap.target)} | {node.id for node in diagram.nodes}
    nodes = tuple(node for node in around.nodes if node.id in ends)
    return replace(diagram, mechanism=around.mechanism, nodes=nodes, gaps=tuple(dict.fromkeys((*diagram.gaps, *told))))


def _ids(diagram: Diagram) -> set[str]:
    return {node.id for node in diagram.nodes} | {arrow.id for arrow in diagram.arrows} | {gap.id for gap in diagram.gaps}


def _together(around: Diagram, part: Diagram) -> Diagram:
    """What lies around, with what is named in the question: that stays even where it has lost its last relation."""
    there = {node.id for node in around.nodes}
    return replace(around, nodes=(*around.nodes, *(node for node in part.nodes if node.id not in there)))


def within(part: Diagram, whole: Diagram) -> Diagram:
    """Return the part with the arrows named as on the whole map, whose places it takes: an arrow may stand for fewer edges there."""
    arrows = tuple(replace(arrow, id=whole.arrow_of_edge[arrow.edges[0].id].id) for arrow in part.arrows)
    return replace(part, arrows=arrows)
