"""The marks of an answer on the map: predictions on boxes, highlighted arrows, names of loops, differences between two views.

An answer refers to nodes and edges; in a picture several of them may be one box or arrow. `on_diagram` translates the ids, so that a
prediction for a hidden member appears on its closed group and is not lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pathways.model.diagram import Diagram

__all__ = ["NOTHING", "VERDICTS", "Overlay", "on_diagram"]

# each prediction for a node, with its words in the legend and the accessible name
VERDICTS: Final[dict[str, str]] = {
    "set-up": "set up",
    "set-down": "set down",
    "blocked": "blocked",
    "up": "predicted up",
    "down": "predicted down",
    "ambiguous": "ambiguous: paths of both signs",
    "unknown": "direction unknown",
    "differs": "members differ",
}


@dataclass(frozen=True)
class Overlay:
    """`verdicts` are predictions by node, `trail` the highlighted edges, `tags` short words by edge, `meanings` the explanations of
    the tags; `gaps` are gaps of the answer with the nodes at their ends, which are not faded.

    Where `clear` is given, everything but these edges and their ends is faded; `None` fades nothing.
    """

    verdicts: Mapping[str, str] = field(default_factory=dict)
    trail: frozenset[str] = frozenset()
    tags: Mapping[str, str] = field(default_factory=dict)
    meanings: tuple[tuple[str, str], ...] = ()
    clear: frozenset[str] | None = None
    gaps: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.verdicts or self.trail or self.tags or self.clear is not None or self.gaps)


NOTHING: Final = Overlay()


def on_diagram(overlay: Overlay, diagram: Diagram) -> Overlay:
    """Return the overlay with the ids of boxes and arrows of a diagram.

    A closed group has the prediction of its members and itself where they agree, else "differs". An arrow for several edges has
    the tags of each, without repetition.
    """
    hidden = {member.id: group for group, members in diagram.members.items() if diagram.is_closed(group) for member in members}
    verdicts_of: dict[str, set[str]] = {}
    for node, verdict in overlay.verdicts.items():
        verdicts_of.setdefault(hidden.get(node, node), set()).add(verdict)
    tags: dict[str, dict[str, None]] = {}
    for edge, tag in overlay.tags.items():
        if arrow := diagram.arrow_of_edge.get(edge):
            tags.setdefault(arrow.id, {}).update(dict.fromkeys(tag.split()))
    return Overlay(
        verdicts={box: verdicts.pop() if len(verdicts) == 1 else "differs" for box, verdicts in verdicts_of.items()},
        trail=_arrows(overlay.trail, diagram),
        tags={arrow: _short(list(found)) for arrow, found in tags.items()},
        meanings=overlay.meanings,
        clear=None if overlay.clear is None else _arrows(overlay.clear, diagram),
        gaps=frozenset(hidden.get(name, name) for name in overlay.gaps),
    )


def _short(tags: list[str]) -> str:
    """One or two tags as they are; of more, the first and the number of others, as they would cover the line."""
    return " ".join(tags) if len(tags) < 3 else f"{tags[0]} +{len(tags) - 1}"


def _arrows(edges: Iterable[str], diagram: Diagram) -> frozenset[str]:
    return frozenset(diagram.arrow_of_edge[edge].id for edge in edges if edge in diagram.arrow_of_edge)
