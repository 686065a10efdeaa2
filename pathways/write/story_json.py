"""Stories as JSON, which the page and the commands can read again."""

from __future__ import annotations

from pathways.reading.story_file import story_json
from pathways.story.render_plan import RenderPlan

__all__ = ["write"]


def write(plan: RenderPlan) -> str:
    """Write a story as JSON, with the id of its map."""
    return story_json(plan.mechanism, plan.story)
