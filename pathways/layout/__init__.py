"""Where things are in the picture: boxes sized to their text, routes, places for badges.

`place` lays out any diagram with Graphviz; `nudge` follows a box that was moved by hand; `score` says how good it came out. In
all but what was moved by hand, regions and frames hold: `areas` sees to that.
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
