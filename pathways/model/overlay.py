"""What an answer shows on the map: predictions on boxes, trails along arrows, names of loops, what only one of two views has.

An answer speaks of nodes and edges; a picture may have several of them folded into one box or arrow. `lifted` brings the one to
the other, so that a prediction for a hidden member is seen on its closed group, and never silently lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pathways.model.diagram import Diagram

__all__ = ["NOTHING", "VERDICTS", "Overlay", "lifted"]

# what is predicted for a node, and what the legend and the spoken name call it
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
    """`verdicts` by node; `trail` are edges that stand out; `tags` are short words on edges; `meanings` explains them; `gaps` are
    what is missing, with their ends: they are as clear as what the view keeps.

    With `clear`, everything but these edges and their ends is pale; `None` leaves all as it is.
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


def lifted(overlay: Overlay, diagram: Diagram) -> Overlay:
    """Return the overlay by the ids of drawn boxes and arrows.

    A closed group shows what is predicted for it and its members where that is the same, else that they differ. An arrow that
    stands for several edges bears the tags of each, once.
    """
    hidden = {member.id: group for group, members in diagram.members.items() if diagram.is_closed(group) for member in members}
    said: dict[str, set[str]] = {}
    for node, verdict in overlay.verdicts.items():
        said.setdefault(hidden.get(node, node), set()).add(verdict)
    tags: dict[str, dict[str, None]] = {}
    for edge, tag in overlay.tags.items():
        if arrow := diagram.arrow_of_edge.get(edge):
            tags.setdefault(arrow.id, {}).update(dict.fromkeys(tag.split()))
    return Overlay(
        verdicts={box: verdicts.pop() if len(verdicts) == 1 else "differs" for box, verdicts in said.items()},
        trail=_arrows(overlay.trail, diagram),
        tags={arrow: _short(list(found)) for arrow, found in tags.items()},
        meanings=overlay.meanings,
        clear=None if overlay.clear is None else _arrows(overlay.clear, diagram),
        gaps=frozenset(hidden.get(name, name) for name in overlay.gaps),
    )


def _short(tags: list[str]) -> str:
    """At most two tags; more would cover the line."""
    return " ".join(tags) if len(tags) < 3 else f"{tags[0]} +{len(tags) - 1}"


def _arrows(edges: Iterable[str], diagram: Diagram) -> frozenset[str]:
    return frozenset(diagram.arrow_of_edge[edge].id for edge in edges if edge in diagram.arrow_of_edge)
