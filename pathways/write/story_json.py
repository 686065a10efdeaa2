"""A story as the file that the page and the commands open again."""

from __future__ import annotations

from pathways.reading.story_file import story_json
from pathways.story.render_plan import Telling

__all__ = ["write"]


def write(telling: Telling) -> str:
    """Write a story with the map that it tells, as JSON."""
    return story_json(telling.mechanism, telling.story)
