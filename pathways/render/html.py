"""A diagram as one interactive page that needs no network: the file that is mailed, archived or shown without an internet.

pyvis carries the graph and vis-network draws it; the page around them is our own, because pyvis' template loads from other
hosts, prints headings unescaped and leaves folders behind. pyvis is imported here only, and only when a page is written.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from pathways.fold import Arrow, Diagram
from pathways.geometry import along, flatten
from pathways.layout.curves import shifts
from pathways.layout.score import ends_of
from pathways.layout.values import Layout, Route
from pathways.model import Edge, Finding, Gap, Node, Statement
from pathways.scene import CAVEAT, spoken_box
from pathways.text import clean
from pathways.theme import THEMES, Theme
from pathways.vocabulary import KINDS, STUDIES, Head, KindName, Layer, Sign
from pathways.words import arrow_sentence, context_sentence, edge_sentence, gap_sentence, hedge_sentence

__all__ = ["write_page"]

HEADS = {Head.TRIANGLE: "arrow", Head.TBAR: "bar", Head.CIRCLE: "circle"}


def write_page(diagram: Diagram, layout: Layout, theme: Theme = THEMES["light"]) -> str:
    """Write the page as HTML text; the caller stores it as UTF-8. The same diagram and layout give the same text.

    Everything that comes from data is escaped. The page's own content policy allows no request to anywhere.
    """
    code = {"library": _library(), "script": _own("page.js")}
    data = _script_safe(json.dumps(_graph(diagram, layout, theme), ensure_ascii=False, sort_keys=True))
    page: str = _template().render(
        title=clean(diagram.mechanism.title),
        sentence=clean(diagram.mechanism.sentence),
        caveat=CAVEAT,
        caveats=diagram.mechanism.caveats,
        theme=theme,
        policy=_policy(code.values()),
        code={name: Markup(text) for name, text in code.items()},  # noqa: S704  our own files, no data in them
        data=Markup(data),  # noqa: S704  JSON whose "<" is written as an escape
        signs=_signs(diagram, theme),
        arrows=[_arrow_card(diagram, arrow) for arrow in diagram.arrows],
        gaps=[_gap_card(diagram, gap) for gap in diagram.gaps],
        nodes=[_node_card(diagram, node) for node in diagram.nodes],
    )
    return page


def _template() -> Any:
    from jinja2 import Environment, StrictUndefined  # comes with pyvis, which renders through it too

    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(_own("page.html"))


def _own(name: str) -> str:
    return files("pathways.render").joinpath(name).read_text(encoding="utf-8")


def _library() -> str:
    """vis-network as pyvis ships it."""
    return files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script")


def _policy(scripts: Any) -> str:
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def _script_safe(text: str) -> str:
    """JSON that no HTML parser can take for markup."""
    for character in "&<>\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _graph(diagram: Diagram, layout: Layout, theme: Theme) -> dict[str, Any]:
    """What vis-network draws, as pyvis holds it, and the areas behind it."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    colours = {"up": theme.up, "down": theme.down, "open": theme.open, "plain": theme.plain}
    beside = shifts((name, *pair) for name, pair in ends_of(diagram).items())
    for node in diagram.nodes:
        if node.id in layout.box:
            network.add_node(node.id, **_node(diagram, layout, node, theme))
    for arrow in diagram.arrows:
        if arrow.id in layout.route:
            route = layout.route[arrow.id]
            network.add_edge(arrow.source, arrow.target, **_edge(arrow, colours, theme), smooth=_bend(route, beside[arrow.id]))
    for gap in diagram.gaps:
        if gap.id in layout.route:
            network.add_edge(gap.source, gap.target, **_gap(gap, theme), smooth=_bend(layout.route[gap.id], beside[gap.id]))
    areas = [
        {"x": frame.x, "y": frame.y, "w": frame.w, "h": frame.h, "title": clean(frame.title), "fill": _tint(diagram, frame.id, theme)}
        for frame in layout.frames
    ]
    return {"nodes": network.nodes, "edges": network.edges, "areas": areas, "ink": theme.soft}


def _tint(diagram: Diagram, region: str, theme: Theme) -> str:
    order = [found.id for found in diagram.mechanism.regions]
    return theme.tints[order.index(region) % len(theme.tints)] if region in order else "transparent"


def _node(diagram: Diagram, layout: Layout, node: Node, theme: Theme) -> dict[str, Any]:
    box, drug = layout.box[node.id], node.kind is KindName.DRUG
    x, y = box.centre
    only_papers = {arrow.layer for arrow in diagram.arrows if node.id in (arrow.source, arrow.target)} == {Layer.LITERATURE}
    count = f"\n(+{len(diagram.members[node.id])})" if diagram.is_closed(node.id) else ""
    return {
        "label": "\n".join(box.lines) + count,
        "shape": "box",
        "x": x, "y": y, "physics": False,
        "title": spoken_box(diagram, node),
        "color": {"background": theme.drug if drug else theme.box, "border": theme.drug if drug else theme.border},
        "font": {"color": theme.drug_ink if drug else theme.ink, "size": 13, "face": "Open Sans, Segoe UI, Arial, sans-serif"},
        "widthConstraint": {"minimum": box.w - 10, "maximum": box.w + 20},
        "shapeProperties": {"borderDashes": [5, 3] if only_papers else False, "borderRadius": 6},
    }  # fmt: skip


def _edge(arrow: Arrow, colours: Mapping[str, str], theme: Theme) -> dict[str, Any]:
    colour = colours[{Sign.INCREASES: "up", Sign.DECREASES: "down", Sign.UNKNOWN: "open", Sign.NONE: "plain"}[arrow.sign]]
    head = HEADS.get(arrow.head)
    return {
        "id": arrow.id,
        "label": _counts(arrow),
        "color": {"color": colour, "highlight": colour, "hover": colour},
        "arrows": {"to": {"enabled": head is not None, "type": head or "arrow", "scaleFactor": 0.7}},
        "dashes": [6, 4] if arrow.layer is Layer.LITERATURE else False,
        "width": 1.2 if arrow.layer is Layer.CLINICAL else 2,
        "font": {"color": theme.ink, "size": 11, "strokeWidth": 4, "strokeColor": theme.paper},
    }


def _gap(gap: Gap, theme: Theme) -> dict[str, Any]:
    return {
        "id": gap.id,
        "label": f"? {clean(gap.label)}",
        "color": {"color": theme.gap, "highlight": theme.gap, "hover": theme.gap},
        "arrows": {"to": {"enabled": False}},
        "dashes": [2, 7],
        "font": {"color": theme.gap, "size": 11, "strokeWidth": 4, "strokeColor": theme.paper},
    }


def _counts(arrow: Arrow) -> str:
    """The evidence in a few words, as the canvas has no small drawings."""
    found = arrow.assessment
    if found.document_only:
        return "document only"
    counted = ((len(found.supports), "for"), (len(found.contradicts), "against"), (len(found.mixed), "mixed"))
    return ", ".join(f"{count} {word}" for count, word in counted if count) or "papers, none clear"


def _bend(route: Route, shift: float) -> dict[str, Any]:
    """The nearest curve that vis-network knows: how far the route's middle leaves the straight line, and to which side.

    Lines between the same two boxes, which are shifted sideways in the layout, are bent apart, as vis-network joins centres.
    """
    (ax, ay), (bx, by) = route.points[0], route.points[-1]
    (mx, my), _ = along(flatten(route.points), 0.5)
    span = math.hypot(bx - ax, by - ay) or 1.0
    off = ((bx - ax) * (my - ay) - (by - ay) * (mx - ax)) / span / span
    off += 3 * shift / span
    if abs(off) < 0.015:
        return {"enabled": False}
    return {"enabled": True, "type": "curvedCCW" if off > 0 else "curvedCW", "roundness": round(min(0.9, abs(off) * 2), 3)}


def _signs(diagram: Diagram, theme: Theme) -> list[tuple[str, str, str]]:
    """Mark, colour and meaning of the kinds of line that are shown."""
    known = (
        (Sign.INCREASES, "arrowhead", theme.up, "increases"),
        (Sign.DECREASES, "bar", theme.down, "decreases"),
        (Sign.UNKNOWN, "circle", theme.open, "changes, direction not stated"),
        (Sign.NONE, "no head", theme.plain, "related, not a cause"),
    )
    return [(mark, colour, text) for sign, mark, colour, text in known if any(arrow.sign is sign for arrow in diagram.arrows)]


def _arrow_card(diagram: Diagram, arrow: Arrow) -> dict[str, Any]:
    return {
        "id": arrow.id,
        "sentence": clean(arrow_sentence(diagram, arrow)),
        "evidence": arrow.assessment.sentence,
        "edges": [_edge_card(diagram, edge) for edge in arrow.edges],
    }


def _edge_card(diagram: Diagram, edge: Edge) -> dict[str, Any]:
    return {
        "sentence": clean(edge_sentence(diagram.mechanism, edge)),
        "hedge": clean(hedge_sentence(edge)),
        "context": clean(context_sentence(edge.context)),
        "note": clean(edge.note),
        "quotes": [_quote(diagram, said) for said in edge.statements],
        "papers": [_paper(diagram, found) for found in edge.findings],
    }


def _quote(diagram: Diagram, said: Statement) -> dict[str, str]:
    return {"text": clean(said.quote), "source": clean(diagram.mechanism.source[said.source].title), "marker": clean(said.marker)}


def _paper(diagram: Diagram, found: Finding) -> dict[str, str]:
    paper = diagram.mechanism.reference[found.reference]
    return {
        "stance": found.stance.value, "cite": clean(paper.cite), "title": clean(paper.title), "url": paper.url,
        "study": STUDIES[found.study].label, "species": ", ".join(found.species), "finding": clean(found.finding), "read": found.read.value,
    }  # fmt: skip


def _gap_card(diagram: Diagram, gap: Gap) -> dict[str, str]:
    return {"id": gap.id, "name": clean(gap.label), "sentence": clean(gap_sentence(diagram.mechanism, gap)), "text": clean(gap.explanation)}


def _node_card(diagram: Diagram, node: Node) -> dict[str, Any]:
    members = [clean(member.label) for member in diagram.members.get(node.id, ())] if diagram.is_closed(node.id) else []
    return {"id": node.id, "label": clean(node.label), "kind": KINDS[node.kind].label, "text": clean(node.description), "members": members}
