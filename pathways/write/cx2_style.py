"""The visual style of a CX2 file, after the picture: arrowheads and colours by sign, dashes by layer, line widths by tier of evidence.

Properties and their values are those of https://cytoscape.org/cx/cx2/cx2-visual-styles, for Cytoscape and Cytoscape Web.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathways.drawing.theme import Theme
from pathways.layout.measure import LABEL_SIZE
from pathways.model.relations import Sign
from pathways.model.vocabulary import KindName, Layer
from pathways.scene.scene import RADII, WEIGHTS
from pathways.scene.shapes_of import paint_of_sign

__all__ = ["HEADS", "editor", "style"]

HEADS = {Sign.INCREASES: "triangle", Sign.DECREASES: "tee", Sign.UNKNOWN: "circle", Sign.NONE: "none"}
_LINES = {Layer.DOCUMENT: "solid", Layer.CLINICAL: "solid", Layer.LITERATURE: "dashed"}


def style(theme: Theme) -> dict[str, Any]:
    """Return the one element of `visualProperties`."""
    return {"default": _defaults(theme), "nodeMapping": _nodes(theme), "edgeMapping": _edges(theme)}


def editor() -> dict[str, Any]:
    """Return the one element of `visualEditorProperties`: flat by the specification, and nested as the programs write it."""
    settings = {"nodeSizeLocked": False, "arrowColorMatchesEdge": True}
    return {"properties": settings, **settings}


def _defaults(theme: Theme) -> dict[str, Any]:
    face = {"FONT_FAMILY": "sans-serif", "FONT_STYLE": "normal", "FONT_WEIGHT": "normal"}
    node = {
        "NODE_SHAPE": "round-rectangle", "NODE_BACKGROUND_COLOR": theme.box, "NODE_BORDER_COLOR": theme.border, "NODE_BORDER_WIDTH": 1.2,
        "NODE_WIDTH": 112, "NODE_HEIGHT": 42, "NODE_LABEL_COLOR": theme.ink, "NODE_LABEL_FONT_SIZE": int(LABEL_SIZE),
        "NODE_LABEL_FONT_FACE": face, "NODE_LABEL_MAX_WIDTH": 112,
    }  # fmt: skip
    edge = {
        "EDGE_WIDTH": 1.4, "EDGE_LINE_COLOR": theme.plain, "EDGE_LINE_STYLE": "solid", "EDGE_CURVED": True,
        "EDGE_SOURCE_ARROW_SHAPE": "none", "EDGE_TARGET_ARROW_SHAPE": "none", "EDGE_TARGET_ARROW_COLOR": theme.plain,
    }  # fmt: skip
    return {"network": {"NETWORK_BACKGROUND_COLOR": theme.paper}, "node": node, "edge": edge}


def _nodes(theme: Theme) -> dict[str, Any]:
    angular = {kind: "rectangle" if RADII.get(kind) == RADII[KindName.SYMPTOM] else "round-rectangle" for kind in KindName}
    return {
        "NODE_LABEL": _passthrough("display_name", "string"),
        "NODE_WIDTH": _passthrough("width", "double"),
        "NODE_HEIGHT": _passthrough("height", "double"),
        "NODE_SHAPE": _discrete("kind", angular),
        "NODE_BACKGROUND_COLOR": _discrete("kind", {KindName.DRUG: theme.drug}),
        "NODE_LABEL_COLOR": _discrete("kind", {KindName.DRUG: theme.drug_ink}),
    }


def _edges(theme: Theme) -> dict[str, Any]:
    colours = {sign: paint_of_sign(theme, sign) for sign in Sign}
    return {
        "EDGE_TARGET_ARROW_SHAPE": _discrete("sign", HEADS),
        "EDGE_TARGET_ARROW_COLOR": _discrete("sign", colours),
        "EDGE_LINE_COLOR": _discrete("sign", colours),
        "EDGE_LINE_STYLE": _discrete("layer", _LINES),
        "EDGE_WIDTH": _discrete("tier", WEIGHTS),
    }


def _passthrough(attribute: str, kind: str) -> dict[str, Any]:
    return {"type": "PASSTHROUGH", "definition": {"attribute": attribute, "type": kind}}


def _discrete(attribute: str, values: Mapping[Any, Any]) -> dict[str, Any]:
    pairs = [{"v": str(name), "vp": value} for name, value in values.items()]
    return {"type": "DISCRETE", "definition": {"attribute": attribute, "type": "string", "map": pairs}}
