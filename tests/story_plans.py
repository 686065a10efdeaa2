"""Stories to show: the toy's own, or one scene of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pathways.drawing.shapes import Group, Words
from pathways.model.mechanism import Mechanism, Story
from pathways.story.render_plan import RenderPlan

__all__ = ["every_word", "told"]


def told(mechanism: Mechanism, *, story: Story | None = None, **scene: Any) -> RenderPlan:
    """The first story of a mechanism, another one, or one of a single scene with these fields."""
    if scene:
        one = {"id": "one", "title": "One scene", "caption": "Said.", "query": "keep=toyamine,alpha-receptor", **scene}
        story = Story.model_validate({"id": "one", "title": "One", "sentence": "One scene.", "scenes": [one]})
    return RenderPlan(mechanism, story or mechanism.stories[0])


def every_word(groups: Iterable[Group]) -> list[Words]:
    """All words that are set in groups."""
    return [shape for group in groups for shape in group.shapes if isinstance(shape, Words)]
