"""Layout of a diagram: boxes sized to their text, routes of arrows and gaps, positions of badges.

`place` lays out any diagram with Graphviz; `nudge` applies boxes moved by hand; `score` measures the quality of a layout. The
conditions on regions and frames in `areas` hold for every layout except where boxes were moved by hand.
"""

from __future__ import annotations

from pathways.layout.moved_boxes import nudge
from pathways.layout.place import place
from pathways.layout.score import Score, score
from pathways.layout.values import Box, Frame, Layout, Route, Spot, layout_from_json, layout_to_json

__all__ = [
    "Box",
    "Frame",
    "Layout",
    "Route",
    "Score",
    "Spot",
    "layout_from_json",
    "layout_to_json",
    "nudge",
    "place",
    "score",
]
