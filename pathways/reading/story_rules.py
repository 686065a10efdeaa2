"""What a story asks and shows, and what must hold for it beyond the shape of its fields.

The rules are the same for the stories of a map's file and for a person's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

from pathways.errors import UnknownName, nearest
from pathways.language.citations import cited_ids, misspelt
from pathways.model.diagram import Diagram, fold
from pathways.model.mechanism import Mechanism, Story, StoryScene
from pathways.query.query import Query
from pathways.query.select import bare, part_of, together

__all__ = ["NOT_TOLD", "diagram_of", "problems_of", "questions_of", "story_of"]

Place = tuple[str | int, ...]

# Fields of an address that are about a screen and not about the map; a story decides them for all of its scenes.
NOT_TOLD = ("theme", "view", "select", "move", "map", "table", "sort", "arrange", "made")


def problems_of(mechanism: Mechanism, stories: Sequence[Story]) -> Iterator[tuple[Place, str]]:
    """Yield the place, counted from the list of stories, and a sentence for everything that is wrong; nothing for sound stories.

    Example:
        >>> from pathways.model.mechanism import Mechanism, Story
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> scene = {"id": "a", "title": "A", "caption": "Said [@nobody].", "query": "theme=dark"}
        >>> for place, what in problems_of(toy, [Story(id="s", title="S", sentence="S.", scenes=(scene,))]):
        ...     print(place[-1], what)
        query 'theme' is about the screen and not about the map. A story has one for all of its scenes.
        caption no reference or source 'nobody'. There are 0, none looks like it.
    """
    yield from _twice([story.id for story in stories], ())
    for number, story in enumerate(stories):
        yield from _twice([scene.id for scene in story.scenes], (number, "scenes"))
        for position, scene in enumerate(story.scenes):
            for field, what in _wrong(mechanism, scene):
                yield (number, "scenes", position, field), what


def questions_of(mechanism: Mechanism, story: Story) -> tuple[Query, ...]:
    """Return the question of each scene; what the map does not understand is left out.

    Groups that any scene opens are open in all of them, so that nothing moves from one to the next.
    """
    asked = [Query.parse(scene.query, mechanism)[0] for scene in story.scenes]
    opened = tuple(dict.fromkeys(name for query in asked for name in query.open))
    return tuple(replace(query, open=opened) for query in asked)


def diagram_of(mechanism: Mechanism, story: Story) -> Diagram:
    """Return everything that any scene shows, as it is drawn."""
    asked = questions_of(mechanism, story)
    return fold(together(mechanism, (part_of(mechanism, bare(query)) for query in asked)), asked[0].open)


def story_of(mechanism: Mechanism, name: str) -> Story:
    """Return the story of a mechanism with this id, or the first for no name.

    Raises:
        UnknownName: There is none; the message names the nearest, or all.

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


def _twice(ids: Sequence[str], place: Place) -> Iterator[tuple[Place, str]]:
    for position, name in enumerate(ids):
        if name in ids[:position]:
            yield (*place, position, "id"), f"the id '{name}' stands here twice."


def _wrong(mechanism: Mechanism, scene: StoryScene) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(name for name, _ in parse_qsl(scene.query, keep_blank_values=True) if name in NOT_TOLD):
        yield "query", f"'{name}' is about the screen and not about the map. A story has one for all of its scenes."
    for remark in Query.parse(scene.query, mechanism)[1]:
        yield "query", remark
    known = [*mechanism.reference, *mechanism.source]
    for field in ("caption", "note"):
        said: str = getattr(scene, field)
        for text in misspelt(said):
            yield field, f"'{text}' is no citation. Expected ids, as in '[@{known[0] if known else 'cant-2017'}]'."
        for name in cited_ids(said):
            if name not in known:
                near = nearest(name, known)
                hint = f"Nearest: {', '.join(map(repr, near))}." if near else f"There are {len(known)}, none looks like it."
                yield field, f"no reference or source '{name}'. {hint}"
