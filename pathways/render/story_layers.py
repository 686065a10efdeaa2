"""The pictures of a story's scenes merged into one: every group once, with the scenes in which it is visible.

The player shows a scene by fading groups in and out, without drawing again.
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

SPARE = ' data-spare=""'  # hidden where scripts are off
Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Layer:
    """A group with its shapes from all scenes. Scenes are counted from 1.

    `full` and `pale` are the scenes in which it is shown and faded. `partly` has the scenes of those shapes that are not always
    shown with the group, `spoken` its accessible name in each scene.
    """

    group: Group
    full: tuple[int, ...]
    pale: tuple[int, ...]
    partly: Mapping[Shape, tuple[int, ...]]
    spoken: Mapping[int, str]


def layers(pictures: Sequence[Iterable[Group]]) -> tuple[Layer, ...]:
    """Return the groups of several pictures in drawing order.

    Groups that differ only in marks are one layer; groups that differ in sign or kind of evidence are separate layers.

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
    """Return the items of several lists, each once; an item follows its predecessor in the first list that contains it."""
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
    """Return the markup of layers; `data-full`, `data-pale` and `data-in` list the scenes of groups and of their shapes.

    Without scripts, on paper for instance, a group looks as in its first scene.
    """
    first: dict[tuple[str, str], Layer] = {}
    for layer in sorted(found, key=_first_scene):
        first.setdefault((layer.group.role, layer.group.id), layer)
    return "".join(_markup(layer, count, prefix, first[layer.group.role, layer.group.id] is layer) for layer in found)


def _first_scene(layer: Layer) -> int:
    return min(chain(layer.full, layer.pale))


def _markup(layer: Layer, count: int, prefix: str, first: bool) -> str:
    drawn = _shape_writer(layer)
    own, spare = (prefix, "") if first else (f"{prefix}{_first_scene(layer)}", SPARE)
    if layer.group.role in KINDS:
        return button(layer.group, own, drawn=drawn, more_data=f"{spare}{_scenes('full', layer.full)}{_scenes('pale', layer.pale)}")
    bare = button(layer.group, own, drawn=drawn)
    return bare if len(layer.full) == count else f"<g{_scenes('in', layer.full)}>{bare}</g>"


def _shape_writer(layer: Layer) -> Callable[[Shape, Group], str]:
    """The function that writes a shape; one that is not always shown gets a group of its own."""
    first = _first_scene(layer)

    def drawn(shape: Shape, group: Group) -> str:
        if shape not in layer.partly:
            return classed(shape, group)
        spare = "" if first in layer.partly[shape] else SPARE
        return f"<g{spare}{_scenes('in', layer.partly[shape])}>{classed(shape, group)}</g>"

    return drawn


def _scenes(name: str, numbers: Iterable[int]) -> str:
    listed = " ".join(map(str, numbers))
    return f" data-{name}={quoted(listed)}" if listed else ""
