"""`stories`, and what `export --story` does: a story as slides, pages and hand-outs, or its scenes as figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pathways import shipped
from pathways.atomic import write_atomically
from pathways.cli.arguments import add_map, viewed
from pathways.errors import CannotWrite, InvalidArgument, UnknownName
from pathways.layout.store import load_layouts
from pathways.reading.files import read_mechanism

if TYPE_CHECKING:
    from pathways.story.render_plan import RenderPlan

__all__ = ["add_story", "export_story", "fill_stories"]

BINARY = (".png", ".tiff", ".pdf", ".pptx", ".docx", ".gif")


def fill_stories(parser: argparse.ArgumentParser) -> None:
    """Give `stories` its arguments."""
    add_map(parser)
    parser.add_argument("--story", metavar="STORY", default="", help="its scenes with their captions: an id, or a file of your own")
    parser.set_defaults(command=_stories)


def add_story(parser: argparse.ArgumentParser) -> None:
    """Let a command take a story in place of a question."""
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
        for remark in plan.remarks:
            print(remark, file=sys.stderr)
    if given.all_formats:
        return _save(given, Path(given.output or plan.name), _every(plan))
    try:
        row = story_format_of(given.format or given.output or "story.html") if given.scene is None else None
    except UnknownName:
        row = None
    if row:
        content = write_story(plan, row.name)
        return _one(given, content, f"{plan.name}.{row.name.removeprefix('story.')}")
    figure = _figure_format(given, known=", ".join(STORY_FORMATS))
    if given.scene is not None:
        return _one(given, *_scene(plan, given.scene, figure))
    return _save(given, Path(given.output or plan.name), ((_scene(plan, shot.number, figure)) for shot in plan.shots))


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


def _scene(plan: RenderPlan, number: int, format: str) -> tuple[bytes, str]:
    """A scene's file and its name."""
    from pathways.export.formats import write

    if not 1 <= number <= len(plan.shots):
        raise InvalidArgument(f"There is no scene {number}. The story has {len(plan.shots)}, and the first is 1.")
    return write(plan.export(number), format), f"{plan.name}-{number}-{plan.shots[number - 1].id}.{format}"


def _every(plan: RenderPlan) -> Iterator[tuple[bytes, str]]:
    """The story in every format of stories, and each scene as a picture."""
    from pathways.export.formats import STORY_FORMATS, write_story

    for row in STORY_FORMATS.values():
        yield write_story(plan, row.name), f"{plan.name}.{row.name.removeprefix('story.')}"
    for shot in plan.shots:
        yield _scene(plan, shot.number, "svg")
        yield _scene(plan, shot.number, "png")


def _one(given: argparse.Namespace, content: bytes, name: str) -> int:
    if given.output == "-":
        if sys.stdout.isatty() and name.endswith(BINARY):
            raise InvalidArgument(f"{name} is no text; send it into a file or to another program, as in: -o - > {name}")
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    print(f"wrote {write_atomically(Path(given.output or name), content)}", file=sys.stderr)
    return 0


def _save(given: argparse.Namespace, folder: Path, files: Iterator[tuple[bytes, str]]) -> int:
    """Write files into a folder, with a bar where somebody looks on."""
    from tqdm import tqdm

    written, refused = 0, ""
    bar = tqdm(files, desc=str(folder), unit="file", disable=given.quiet or not sys.stderr.isatty(), leave=False)
    try:
        for content, name in bar:
            write_atomically(folder / name, content)
            written += 1
    except CannotWrite as error:
        refused = str(error)
    print(f"wrote {written} files into {folder}", file=sys.stderr)
    if refused:
        print(refused, file=sys.stderr)
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
    """A story in words: its scenes with captions, and what they cite."""
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
