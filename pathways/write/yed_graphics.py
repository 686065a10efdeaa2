"""How yEd draws a GraphML file: labels, shapes, places and arrowheads, in its own namespace beside the fields of the graph.

Readers that do not know the namespace pass over it; networkx reads place, shape and label from it. The names of shapes and arrows are
those of https://www.yworks.com/xml/schema/graphml/1.1/doc/.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from pathways.drawing.theme import Theme
from pathways.layout.measure import LABEL_SIZE, box_of
from pathways.layout.values import Layout
from pathways.model.mechanism import Edge, Node
from pathways.model.relations import Head
from pathways.model.vocabulary import KindName, Layer
from pathways.scene.scene import RADII
from pathways.scene.shapes_of import paint_of_sign
from pathways.write.positions import Place
from pathways.write.text_format import xml_text

__all__ = ["HEADS", "NAMESPACE", "declare", "draw_edge", "draw_node"]

NAMESPACE = "http://www.yworks.com/xml/graphml"
HEADS = {Head.TRIANGLE: "standard", Head.TBAR: "t_shape", Head.CIRCLE: "transparent_circle", Head.PLAIN: "none"}
_KEYS = {"node": "nodegraphics", "edge": "edgegraphics"}
_ANGULAR = RADII[KindName.SYMPTOM]


def declare(document: ET.Element) -> None:
    """Declare the namespace of yEd, and where its drawings stand, at the beginning of a GraphML document."""
    document.set("xmlns:y", NAMESPACE)
    for kind, graphics in _KEYS.items():
        document.insert(0, ET.Element("key", {"id": f"{kind}-graphics", "for": kind, "yfiles.type": graphics}))


def draw_node(element: ET.Element, node: Node, place: Place, layout: Layout, theme: Theme) -> None:
    """Say how a node is drawn: before its fields, so that a reader that takes the label from both keeps that of the field."""
    x, y, w, h = place
    drug = node.kind is KindName.DRUG
    shape = _drawing(element, "node", "y:ShapeNode")
    where = {"x": _number(x - w / 2), "y": _number(y - h / 2), "width": _number(w), "height": _number(h)}
    ET.SubElement(shape, "y:Geometry", where)
    ET.SubElement(shape, "y:Fill", {"color": theme.drug if drug else theme.box, "transparent": "false"})
    ET.SubElement(shape, "y:BorderStyle", {"color": theme.drug if drug else theme.border, "type": "line", "width": "1.3"})
    ink = theme.drug_ink if drug else theme.ink
    label = ET.SubElement(shape, "y:NodeLabel", {"fontFamily": "Open Sans", "fontSize": _number(LABEL_SIZE), "textColor": ink})
    known = layout.box.get(node.id)
    label.text = xml_text("\n".join((known or box_of(node)).lines))
    ET.SubElement(shape, "y:Shape", {"type": "rectangle" if RADII.get(node.kind) == _ANGULAR else "roundrectangle"})


def draw_edge(element: ET.Element, edge: Edge, theme: Theme) -> None:
    """Say how an edge is drawn: in the colour of its sign, with its arrowhead and its verb, dashed where only papers state it."""
    colour = paint_of_sign(theme, edge.meaning.sign)
    line = _drawing(element, "edge", "y:PolyLineEdge")
    dash = "dashed" if edge.layer is Layer.LITERATURE else "line"
    ET.SubElement(line, "y:LineStyle", {"color": colour, "type": dash, "width": "1.4"})
    ET.SubElement(line, "y:Arrows", {"source": "none", "target": HEADS[edge.meaning.head]})
    label = ET.SubElement(line, "y:EdgeLabel", {"fontFamily": "Open Sans", "fontSize": "11", "textColor": colour})
    label.text = edge.meaning.verb


def _drawing(element: ET.Element, kind: str, name: str) -> ET.Element:
    field = ET.Element("data", {"key": f"{kind}-graphics"})
    element.insert(0, field)
    return ET.SubElement(field, name)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
