"""A user's own story as a file: saved and opened by the page, and read by the commands.

Such a file is untrusted input: it is parsed safely, limited in size, and checked by the same rules as the stories in a map's file.
"""

from __future__ import annotations

import json
from typing import Any

from pathways.errors import DataProblems, Problem
from pathways.model.mechanism import Mechanism, Story
from pathways.reading.parse import Document, parse_yaml
from pathways.reading.schema_errors import described, field_errors
from pathways.reading.story_rules import problems_of

__all__ = ["LARGEST", "read_story", "story_json"]

LARGEST = 200_000  # bytes


def read_story(text: str | bytes, mechanism: Mechanism, *, file: str = "story") -> Story:
    """Return the story of a file, JSON or YAML, for this map. `file` is its name in problems.

    Raises:
        DataProblems: It is too large, not UTF-8, not a story, of another map, or refers to something that the map does not have;
            carries all problems.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> read_story('{"id": "a", "title": "A", "sentence": "S.", "scenes": [{"id": "b", "title": "B", "caption": "C"}]}', toy).title
        'A'
        >>> read_story("title: A", toy)
        Traceback (most recent call last):
        ...
        pathways.errors.DataProblems: story, line 1, id: this field is missing.
        ...
    """
    document = parse_yaml(_text(text, file), file)
    data = {name: value for name, value in document.data.items() if name not in ("map", "made")}
    problems = [_problem(document, place, what) for place, what in field_errors(data, Story)]
    of = document.data.get("map", mechanism.id)
    if of != mechanism.id:
        what = f"this is a story of the map {str(of)[:80]!r}, and the one that is open is '{mechanism.id}'."
        problems.append(_problem(document, ("map",), what))
    if problems:
        raise DataProblems(problems)
    story = Story.model_validate(data)
    if wrong := [_problem(document, place[1:], what) for place, what in problems_of(mechanism, [story])]:
        raise DataProblems(wrong)
    return story


def story_json(mechanism: Mechanism, story: Story) -> str:
    """Return a story as JSON text that `read_story` reads; it names the map and its version."""
    made_from = {"map": mechanism.id, "made": f"{mechanism.version}~{mechanism.fingerprint}"}
    return json.dumps(made_from | story.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def _text(text: str | bytes, file: str) -> str:
    raw = text.encode(errors="replace") if isinstance(text, str) else text
    if len(raw) > LARGEST:
        raise DataProblems([Problem(file, 0, "", f"the story has {len(raw)} bytes. At most {LARGEST} are read.")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataProblems([Problem(file, 0, "", "the text is not UTF-8. Save the file as UTF-8.")]) from None


def _problem(document: Document, place: tuple[Any, ...], what: str) -> Problem:
    return Problem(document.file, document.line(place), described(document.data, place), what)
