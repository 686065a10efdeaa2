"""A story for programs and notebooks: `pathways.talk(mechanism, "how-it-works").save("talk.pptx")`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Unpack, cast

from pathways.atomic import write_atomically
from pathways.drawing.theme import THEMES
from pathways.errors import UnknownName
from pathways.export.figure import Figure
from pathways.export.formats import story_format_of, write_story
from pathways.export.keywords import TalkOptions, search_of
from pathways.layout import Layout
from pathways.model.mechanism import Mechanism, Story
from pathways.query.export_options import Options
from pathways.reading.story_file import read_story
from pathways.reading.story_rules import story_of
from pathways.story.render_plan import RenderPlan

__all__ = ["Talk", "found_story", "talk", "theme_of"]


@dataclass(frozen=True)
class Talk:
    """A story that can be written in every format of stories, and whose scenes are figures."""

    plan: RenderPlan

    def __repr__(self) -> str:
        return f"<Talk: {self.plan.title}, {len(self.plan.story.scenes)} scenes>"

    @property
    def remarks(self) -> tuple[str, ...]:
        """A warning for each scene with too small text; empty where all is readable."""
        return self.plan.remarks

    @property
    def scenes(self) -> tuple[Figure, ...]:
        """The scenes as figures, on the story's own layout; captions and notes are in `plan.shots`.

        The options of the story are for its slides and pages; a figure has its own, as in `scenes[0].with_(fit="column")`.
        """
        plan = replace(self.plan, options=Options())
        return tuple(Figure(plan.export(shot.number)) for shot in plan.shots)

    def bytes(self, format: str) -> bytes:
        """Return the story as a file's content.

        Raises:
            UnknownName: There is no such format; the message names the nearest.
            CannotWrite: The format cannot hold the story; the message says why.
        """
        return write_story(self.plan, format)

    def save(self, path: str | Path, *, format: str = "") -> Path:
        """Write the story into a file, whole or not at all, and return its path; the suffix says the format, or `format` does.

        Raises:
            UnknownName: The suffix names no format.
            CannotWrite: The format cannot hold the story. An older file of this name stays as it was.
        """
        target = Path(path)
        return write_atomically(target, self.bytes(format or story_format_of(target.name).name))


def talk(
    mechanism: Mechanism, story: str | Path | Story = "", *, layouts: Mapping[str, Layout] | None = None, base: str = "",
    template: str | Path | None = None, **options: Unpack[TalkOptions],
) -> Talk:
    """Return a story of a mechanism, ready to be written.

    Args:
        story: The id of one of its stories (none means the first), a story, or the file of one's own.
        layouts: Those stored beside the mechanism's file, from `pathways.layouts(path)`; without them a layout is computed.
        base: The address of an explorer that readers can open; the files link to it.
        template: A PowerPoint file whose fonts, colours and size the slides take.
        options: `theme`, and options as `page` and `mode`, as in an address.

    Raises:
        UnknownName: There is no such story or option; the message names the nearest.
        DataProblems: The file does not hold a story of this map; carries all that is wrong.

    Example:
        >>> import pathways
        >>> ldn = pathways.load(pathways.shipped())
        >>> talk(ldn, "how-ldn-works")
        Traceback (most recent call last):
        ...
        pathways.errors.UnknownName: There is no story 'how-ldn-works'...
    """
    theme = str(options.pop("theme", "light"))
    if theme not in ("auto", *THEMES):
        raise UnknownName(f"{theme[:60]!r} is no theme. Expected auto, {', '.join(THEMES)}.")
    chosen, rest, remarks = Options.parse(search_of(options))
    unknown = [f"{part.partition('=')[0]!r} is no option of a story." for part in rest.split("&") if part]
    if remarks or unknown:
        raise UnknownName("\n".join((*remarks, *unknown)))
    chosen_story = story if isinstance(story, Story) else found_story(mechanism, story)
    deck = Path(template) if template else None
    return Talk(RenderPlan(mechanism, chosen_story, chosen, cast(Any, theme), layouts or {}, base, deck, theme_of(deck)))


def found_story(mechanism: Mechanism, name: str | Path) -> Story:
    """Return the story with this id, or the one in the file with this name.

    Raises:
        UnknownName: There is neither.
        DataProblems: The file does not hold a story of this map.
    """
    path = Path(name)
    if str(name) not in mechanism.story and path.is_file():
        return read_story(path.read_bytes(), mechanism, file=str(path))
    return story_of(mechanism, str(name))


def theme_of(template: Path | None) -> Any:
    """Return the theme of a template, None for none."""
    if template is None:
        return None
    from pathways.render.pptx import theme_from

    return theme_from(template)
