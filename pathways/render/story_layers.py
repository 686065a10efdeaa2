"""The pictures of a story's scenes laid over each other: everything once, with the scenes in which it is seen.

Where nothing differs, nothing is repeated: a player shows a scene by fading things in and out, and never draws again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from pathways.drawing.shapes import Group, Shape
from pathways.render.svg import KINDS, button, classed
from pathways.render.svg_markup import quoted

__all__ = ["Layer", "draw_layers", "layers"]

SPARE = ' data-spare=""'  # not seen where there is no player
Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Layer:
    """A thing with the shapes that any scene draws of it. Scenes are counted from 1.

    `full` and `pale` are the scenes in which it is shown and faded. `partly` holds the scenes of those shapes that do not always
    come with the thing, `spoken` its name in each scene.
    """

    group: Group
    full: tuple[int, ...]
    pale: tuple[int, ...]
    partly: Mapping[Shape, tuple[int, ...]]
    spoken: Mapping[int, str]


def layers(pictures: Sequence[Iterable[Group]]) -> tuple[Layer, ...]:
    """Return the things of several pictures in drawing order.

    What differs in its marks alone is one thing; what differs in sign or kind of evidence is another, in the same place.

    Example:
        >>> from pathways.drawing.shapes import Paint, Panel
        >>> area = Group("area", "a", (Panel("area", 0, 0, 9, 9, 0, Paint()),))
        >>> [(layer.full, layer.pale) for layer in layers([[area], [], [area]])]
        [((1, 3), ())]
    """
    named = [{_key(group): group for group in picture} for picture in pictures]
    return tuple(_layer({number: groups[key] for number, groups in enumerate(named, 1) if key in groups}) for key in _merged(named))


def _key(group: Group) -> tuple[Hashable, ...]:
    return group.role, group.id, group.data


def _layer(drawn: Mapping[int, Group]) -> Layer:
    shapes = _merged([group.shapes for group in drawn.values()])
    scenes = {shape: tuple(number for number, group in drawn.items() if shape in group.shapes) for shape in shapes}
    first = next(iter(drawn.values()))
    return Layer(
        group=replace(first, shapes=tuple(shapes), selected=False, faded=False),
        full=tuple(number for number, group in drawn.items() if not group.faded),
        pale=tuple(number for number, group in drawn.items() if group.faded),
        partly={shape: numbers for shape, numbers in scenes.items() if len(numbers) < len(drawn)},
        spoken={number: group.label for number, group in drawn.items()},
    )


def _merged(lists: Iterable[Iterable[Item]]) -> list[Item]:
    """Return the items of several lists, each once: an item stands after that which precedes it in the first list that has it."""
    order: list[Item] = []
    for one in lists:
        at = 0
        for item in one:
            if item in order:
                at = order.index(item) + 1
            else:
                order.insert(at, item)
                at += 1
    return order


def draw_layers(found: Sequence[Layer], count: int, *, prefix: str) -> str:
    """Return the markup of layers; `data-full`, `data-pale` and `data-in` list the scenes of things and of their parts.

    What stands for a thing where there is no player, on paper for instance, is as in the first of its scenes.
    """
    first: dict[tuple[str, str], Layer] = {}
    for layer in sorted(found, key=_first):
        first.setdefault((layer.group.role, layer.group.id), layer)
    return "".join(_drawn(layer, count, prefix, first[layer.group.role, layer.group.id] is layer) for layer in found)


def _first(layer: Layer) -> int:
    return min(chain(layer.full, layer.pale))


def _drawn(layer: Layer, count: int, prefix: str, first: bool) -> str:
    drawn = _parted(layer)
    own, spare = (prefix, "") if first else (f"{prefix}{_first(layer)}", SPARE)
    if layer.group.role in KINDS:
        return button(layer.group, own, drawn=drawn, more_data=f"{spare}{_scenes('full', layer.full)}{_scenes('pale', layer.pale)}")
    bare = button(layer.group, own, drawn=drawn)
    return bare if len(layer.full) == count else f"<g{_scenes('in', layer.full)}>{bare}</g>"


def _parted(layer: Layer) -> Callable[[Shape, Group], str]:
    """How a shape is written: one that comes and goes in a group of its own."""
    first = _first(layer)

    def drawn(shape: Shape, group: Group) -> str:
        if shape not in layer.partly:
            return classed(shape, group)
        spare = "" if first in layer.partly[shape] else SPARE
        return f"<g{spare}{_scenes('in', layer.partly[shape])}>{classed(shape, group)}</g>"

    return drawn


def _scenes(name: str, numbers: Iterable[int]) -> str:
    said = " ".join(map(str, numbers))
    return f" data-{name}={quoted(said)}" if said else ""
