"""The rules that an overview must follow beyond the schema of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from pathways.errors import nearest
from pathways.model.mechanism import Mechanism

__all__ = ["problems_of_overview"]

Place = tuple[str | int, ...]


def problems_of_overview(mechanism: Mechanism) -> Iterator[tuple[Place, str]]:
    """Yield the place within the overview and a sentence for each problem; nothing for a valid one, and for a map without one.

    A box has an id that no node and no other box has; what it holds exists, and stands in one box only: with its group or by itself.

    Example:
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=(), overview={
        ...     "sentence": "S.", "boxes": [{"id": "a", "label": "A", "nodes": ["x"]}, {"id": "a", "label": "B", "nodes": ["x"]}]})
        >>> for place, what in problems_of_overview(toy):
        ...     print(place, what)
        ('boxes', 0, 'nodes') no node 'x'. There are none.
        ('boxes', 1, 'id') 'a' is the id of another box or of a node. Give the box another one.
        ('boxes', 1, 'nodes') no node 'x'. There are none.
    """
    taken = set(mechanism.node)
    owner: dict[str, str] = {}
    for at, box in enumerate(mechanism.overview.boxes if mechanism.overview else ()):
        if box.id in taken:
            yield ("boxes", at, "id"), f"'{box.id}' is the id of another box or of a node. Give the box another one."
        taken.add(box.id)
        for name in box.nodes:
            if name not in mechanism.node:
                near = nearest(name, mechanism.node) if mechanism.node else ()
                yield ("boxes", at, "nodes"), f"no node '{name}'. {f'Nearest: {chr(39)}{near[0]}{chr(39)}.' if near else 'There are none.'}"
                continue
            for held in (name, *(member.id for member in mechanism.members.get(name, ()))):
                if owner.setdefault(held, box.id) != box.id:
                    yield ("boxes", at, "nodes"), f"'{held}' stands in the box '{owner[held]}' already. A thing has one box."
