"""The picture of a query: its diagram, the layout, and the surrounding part of the map that is drawn faded.

The page and every export use these functions, so that an exported figure is the one on the screen.
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
from pathways.scene.scene import Scene, compose, item_ids

__all__ = ["Picture", "painted", "picture", "picture_of", "within"]

NOT_IN_TIME = "It could not be arranged anew in time, so everything is in its place on the whole map."


@dataclass(frozen=True)
class Picture:
    """What is drawn: the diagram, the diagram with its faded surroundings, the layout, and a remark if the requested layout failed."""

    diagram: Diagram
    around: Diagram
    layout: Layout
    remark: str = ""


def picture(query: Query, part: Callable[[Query], Mechanism], whole: Callable[[Query], tuple[Diagram, Layout]]) -> Picture:
    """Return the picture of a query. `part` selects a part of the map; `whole` returns its diagram and layout; both may cache.

    With a layout of its own ("compact") a part is drawn alone. Otherwise it has its positions on the whole map, whose rest is faded.
    """
    if not query.filtered and (query.arrange != "compact" or query.ghosts):
        map_, layout = whole(Query(open=query.open, overview=query.overview))
        return Picture(map_, map_, nudge(layout, map_, query.move))
    kept = fold(part(bare(query)), query.open)
    if query.arrange == "compact" and not query.ghosts:
        try:
            whole_kept, layout = whole(replace(query, move=()))
        except LayoutFailed:
            return replace(picture(replace(query, arrange="map"), part, whole), remark=NOT_IN_TIME)
        return Picture(kept, kept, nudge(layout, whole_kept, query.move))
    map_, layout = whole(Query(open=query.open, overview=query.overview))
    rest = Query(overview=query.overview) if query.ghosts else replace(bare(query), focus=(), from_=(), to=(), via=(), avoid=(), keep=())
    around = _with_named_nodes(within(fold(part(rest), query.open), map_), kept)
    return Picture(within(kept, map_), around, nudge(layout, map_, query.move))


def picture_of(
    mechanism: Mechanism, query: Query, layouts: Mapping[str, Layout] | None = None, *, shape: str = "free", text: float = 1.0,
) -> Picture:
    """Return the picture of a query on a mechanism, with its stored layouts, in a shape of `options.RATIOS`.

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
    """Return the scene of a picture, with the surroundings of the part faded.

    `selected` is the id of a box, arrow, gap, or of an edge that an arrow contains; `overlay` is what an answer shows. The
    legend explains only the part.
    """
    diagram, around, layout = picture.diagram, picture.around, picture.layout
    arrow = find_arrow(diagram, selected)
    if around is diagram:
        return compose(diagram, layout, theme, selected=arrow.id if arrow else selected, overlay=overlay)
    both = replace(around, arrows=tuple(diagram.arrow.get(arrow.id, arrow) for arrow in around.arrows))
    rest = item_ids(both) - item_ids(diagram)
    scene = compose(both, layout, theme, selected=arrow.id if arrow else selected, faded=rest, overlay=overlay)
    return replace(scene, legend=compose(_with_gaps(diagram, both, overlay), layout, overlay=overlay).legend) if rest else scene


def _with_gaps(diagram: Diagram, around: Diagram, overlay: Overlay) -> Diagram:
    """The part together with the surrounding gaps that an answer marks."""
    marked = tuple(gap for gap in around.gaps if gap.id in overlay.gaps)
    if not marked:
        return diagram
    ends = {end for gap in marked for end in (gap.source, gap.target)} | {node.id for node in diagram.nodes}
    nodes = tuple(node for node in around.nodes if node.id in ends)
    return replace(diagram, mechanism=around.mechanism, nodes=nodes, gaps=tuple(dict.fromkeys((*diagram.gaps, *marked))))


def _with_named_nodes(around: Diagram, part: Diagram) -> Diagram:
    """The surroundings with the nodes that only the part has: a node named in the query is kept even without a relation."""
    present = {node.id for node in around.nodes}
    return replace(around, nodes=(*around.nodes, *(node for node in part.nodes if node.id not in present)))


def within(part: Diagram, whole: Diagram) -> Diagram:
    """Return the part with the arrow ids of the whole map, whose layout it uses: an arrow of the part may contain fewer edges."""
    arrows = tuple(replace(arrow, id=whole.arrow_of_edge[arrow.edges[0].id].id) for arrow in part.arrows)
    return replace(part, arrows=arrows)
