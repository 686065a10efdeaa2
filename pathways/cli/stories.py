"""`stories` and `export --story`: write a story as slides, pages and hand-outs, or its scenes as figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pathways import shipped
from pathways.atomic import write_atomically
from pathways.cli.arguments import add_map, viewed
from pathways.cli.output import file_for, folder_for, refuse_overwriting, say, to_standard_output, with_alt, written
from pathways.errors import CannotWrite, InvalidArgument, UnknownName
from pathways.layout.store import load_layouts
from pathways.reading.files import read_mechanism

if TYPE_CHECKING:
    from pathways.story.render_plan import RenderPlan

__all__ = ["add_story", "export_story", "fill_stories"]


class _File(NamedTuple):
    """A file to be written; `alt` is the alternative text of its picture, if it is one."""

    content: bytes
    name: str
    alt: str = ""


def fill_stories(parser: argparse.ArgumentParser) -> None:
    """Give `stories` its arguments."""
    add_map(parser)
    parser.add_argument("--story", metavar="STORY", default="", help="its scenes with their captions: an id, or a file of your own")
    parser.set_defaults(command=_stories)


def add_story(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for a story in place of a question."""
    group = parser.add_argument_group("a story", "instead of a question")
    group.add_argument("--story", metavar="STORY", default="", help="the id of a story, or the file of one's own (story.json)")
    group.add_argument("--scene", metavar="N", type=int, help="one scene, as a figure; without it a format of figures writes all")


def export_story(given: argparse.Namespace) -> int:
    """Write a story, one of its scenes, or all of its scenes.

    Raises:
        InvalidArgument: There is no such story, scene or format.
    """
    from pathways.export.formats import STORY_FORMATS, story_format_of, write_story

    plan = _telling(given)
    if not given.quiet:
        say(plan.remarks)
    if given.all_formats:
        return _save(given, plan.name, _every(plan))
    try:
        row = story_format_of(given.format or given.output or "story.html") if given.scene is None else None
    except UnknownName:
        row = None
    if row:
        if given.alt:
            raise InvalidArgument("--alt is for a figure. Name a scene with --scene.")
        return _one(given, write_story(plan, row.name), f"{plan.name}.{row.name.removeprefix('story.')}")
    figure = _figure_format(given, known=", ".join(STORY_FORMATS))
    if given.scene is not None:
        content, name, alt = _scene(plan, given.scene, figure)
        return _one(given, content, name, alt)
    return _save(given, plan.name, (_scene(plan, shot.number, figure) for shot in plan.shots))


def _telling(given: argparse.Namespace) -> RenderPlan:
    from pathways.export.talk import found_story, theme_of
    from pathways.story.render_plan import RenderPlan

    mechanism, query, options = viewed(given)
    if query != replace(query.__class__(), theme=query.theme):
        raise InvalidArgument("A story asks its own questions. Give --story or a question, not both.")
    try:
        story = found_story(mechanism, given.story)
    except UnknownName as error:
        raise InvalidArgument(str(error)) from None
    layouts = load_layouts(given.path or shipped())
    return RenderPlan(mechanism, story, options, query.theme, layouts, given.base_url, given.template, theme_of(given.template))


def _figure_format(given: argparse.Namespace, *, known: str) -> str:
    from pathways.export.formats import FORMATS, UNWRITTEN, format_of

    said = given.format or given.output
    try:
        return format_of(said or "svg").name
    except UnknownName as error:
        if said.casefold().rpartition(".")[2] in UNWRITTEN:
            raise InvalidArgument(str(error)) from None
        raise InvalidArgument(f"{said[:60]!r} names no format. A story: {known}; its scenes: {', '.join(FORMATS)}.") from None


def _scene(plan: RenderPlan, number: int, format: str) -> _File:
    """A scene's file, its name and its alternative text."""
    from pathways.export.formats import write
    from pathways.sheet.alt_text import alt_text

    if not 1 <= number <= len(plan.shots):
        raise InvalidArgument(f"There is no scene {number}. The story has {len(plan.shots)}, and the first is 1.")
    export = plan.export(number)
    return _File(write(export, format), f"{plan.scene_name(number)}.{format}", alt_text(export))


def _every(plan: RenderPlan) -> Iterator[_File]:
    """The story in every format of stories, and each scene as a picture, each with the options that apply to it."""
    from pathways.export.formats import FORMATS, STORY_FORMATS, heeded, write_story

    for row in STORY_FORMATS.values():
        content = write_story(replace(plan, options=heeded(plan.options, row)), row.name)
        yield _File(content, f"{plan.name}.{row.name.removeprefix('story.')}")
    for name in ("svg", "png"):
        fitting = replace(plan, options=heeded(plan.options, FORMATS[name]))
        yield from (_scene(fitting, shot.number, name) for shot in plan.shots)


def _one(given: argparse.Namespace, content: bytes, name: str, alt: str = "") -> int:
    if given.output == "-":
        return to_standard_output(given, content, name)
    return written(given, file_for(given, name), content, alt)


def _save(given: argparse.Namespace, name: str, files: Iterator[_File]) -> int:
    """Write files into a folder, with a progress bar if the output is a terminal."""
    from tqdm import tqdm

    folder, count, refused = folder_for(given, name), 0, ""
    bar = tqdm(files, desc=str(folder), unit="file", disable=given.quiet or not sys.stderr.isatty(), leave=False)
    try:
        for file in bar:
            path = folder / file.name
            refuse_overwriting(given, [path])
            write_atomically(path, file.content)
            if given.alt and file.alt:
                write_atomically(with_alt(path), f"{file.alt}\n".encode())
            count += 1
    except CannotWrite as error:
        refused = str(error)
    say([f"wrote {count} files into {folder}", *filter(None, [refused])])
    return 1 if refused else 0


def _stories(given: argparse.Namespace) -> int:
    mechanism = read_mechanism(given.path or shipped())
    if given.story:
        return _told(given)
    if not mechanism.stories:
        print("The map has no stories.")
    for story in mechanism.stories:
        print(f"{story.id}: {story.title} ({len(story.scenes)} scenes, for {story.audience}). {story.sentence}")
    return 0


def _told(given: argparse.Namespace) -> int:
    """A story as text: its scenes with captions, and the references that they cite."""
    from pathways.export.talk import talk

    try:
        told = talk(read_mechanism(given.path or shipped()), given.story, layouts=load_layouts(given.path or shipped())).plan
    except UnknownName as error:
        raise InvalidArgument(str(error)) from None
    print(told.title)
    for shot in told.shots:
        print(f"\n{shot.number}. {shot.title}\n{shot.caption}")
    print()
    for cite in told.cites:
        print(f"[{cite.number}] {cite.full} {cite.url}".rstrip())
    return 0
