"""The queries of a story, the diagram of all its scenes, and the rules that a story must follow beyond the schema of its fields.

The rules are the same for the stories in a map's file and for a user's own story files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

from pathways.errors import UnknownName, nearest
from pathways.language.citations import cited_ids, misspelt
from pathways.model.diagram import Diagram, fold
from pathways.model.mechanism import Mechanism, Story, StoryScene
from pathways.query.query import Query
from pathways.query.select import bare, part_of, together

__all__ = ["DISPLAY_FIELDS", "diagram_of", "nearest_or_count", "problems_of", "questions_of", "story_of"]

Place = tuple[str | int, ...]

# Fields of an address that set the display and not the part of the map; a story sets them for all of its scenes.
DISPLAY_FIELDS = ("theme", "view", "select", "move", "map", "table", "sort", "arrange", "made", "overview")


def problems_of(mechanism: Mechanism, stories: Sequence[Story]) -> Iterator[tuple[Place, str]]:
    """Yield the place, counted from the list of stories, and a sentence for each problem; nothing for valid stories.

    Example:
        >>> from pathways.model.mechanism import Mechanism, Story
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> scene = {"id": "a", "title": "A", "caption": "Said [@nobody].", "query": "theme=dark"}
        >>> for place, what in problems_of(toy, [Story(id="s", title="S", sentence="S.", scenes=(scene,))]):
        ...     print(place[-1], what)
        query 'theme' is about the screen and not about the map. A story has one for all of its scenes.
        caption no reference or source 'nobody'. There are 0, none looks like it.
    """
    yield from _repeated_ids([story.id for story in stories], ())
    for number, story in enumerate(stories):
        yield from _repeated_ids([scene.id for scene in story.scenes], (number, "scenes"))
        for position, scene in enumerate(story.scenes):
            for field, what in _scene_problems(mechanism, scene):
                yield (number, "scenes", position, field), what


def questions_of(mechanism: Mechanism, story: Story) -> tuple[Query, ...]:
    """Return the query of each scene; fields that the map does not understand are left out.

    Groups that any scene opens are open in all of them, so that all scenes have the same layout.
    """
    asked = [Query.parse(scene.query, mechanism)[0] for scene in story.scenes]
    opened = tuple(dict.fromkeys(name for query in asked for name in query.open))
    return tuple(replace(query, open=opened) for query in asked)


def diagram_of(mechanism: Mechanism, story: Story) -> Diagram:
    """Return the diagram of everything that any scene shows."""
    asked = questions_of(mechanism, story)
    return fold(together(mechanism, (part_of(mechanism, bare(query)) for query in asked)), asked[0].open)


def story_of(mechanism: Mechanism, name: str) -> Story:
    """Return the story of a mechanism with this id, or the first for no name.

    Raises:
        UnknownName: No story has this id; the message names the nearest ids, or all.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> story_of(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()), "how-it-works")
        Traceback (most recent call last):
        ...
        pathways.errors.UnknownName: There is no story 'how-it-works'. The map has none.
    """
    if name in mechanism.story:
        return mechanism.story[name]
    if not name and mechanism.stories:
        return mechanism.stories[0]
    near = nearest(name, mechanism.story) or tuple(mechanism.story)
    hint = f"Expected {' or '.join(map(repr, near))}." if near else "The map has none."
    raise UnknownName(f"There is no story {name[:80]!r}. {hint}")


def nearest_or_count(near: Iterable[str], count: int) -> str:
    """Return the sentence behind the report of an id that does not exist: the nearest ones, or else how many there are."""
    listed = ", ".join(near)
    return f"Nearest: {listed}." if listed else f"There are {count}, none looks like it."


def _repeated_ids(ids: Sequence[str], place: Place) -> Iterator[tuple[Place, str]]:
    for position, name in enumerate(ids):
        if name in ids[:position]:
            yield (*place, position, "id"), f"the id '{name}' stands here twice."


def _scene_problems(mechanism: Mechanism, scene: StoryScene) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(name for name, _ in parse_qsl(scene.query, keep_blank_values=True) if name in DISPLAY_FIELDS):
        yield "query", f"'{name}' is about the screen and not about the map. A story has one for all of its scenes."
    for remark in Query.parse(scene.query, mechanism)[1]:
        yield "query", remark
    known = [*mechanism.reference, *mechanism.source]
    for field in ("caption", "note"):
        text: str = getattr(scene, field)
        for mark in misspelt(text):
            yield field, f"'{mark}' is no citation. Expected ids, as in '[@{known[0] if known else 'cant-2017'}]'."
        for name in cited_ids(text):
            if name not in known:
                yield field, f"no reference or source '{name}'. {nearest_or_count(map(repr, nearest(name, known)), len(known))}"
