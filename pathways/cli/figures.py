"""`export`, `query` and `formats`: a view as a file, as words, and what files there are."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import cast

from pathways.atomic import write_atomically
from pathways.cli.arguments import add_map, add_options, add_question, asked, viewed
from pathways.cli.stories import add_story, export_story
from pathways.errors import CannotWrite, InvalidArgument, UnknownName
from pathways.export.figure import Figure
from pathways.export.formats import FORMATS, STORY_FORMATS, UNWRITTEN, Format, format_of, name_of, write
from pathways.export.keywords import FigureChanges
from pathways.export.preflight import Remark, preflight
from pathways.sheet.view_export import Export
from pathways.wording.sentences import edge_sentence, gap_sentence

__all__ = ["fill_export", "fill_formats", "fill_query"]

ROUNDS = 4  # of mending: each may bring something else to light


def fill_export(parser: argparse.ArgumentParser) -> None:
    """Give `export` its arguments."""
    add_map(parser)
    parser.add_argument("-o", "--output", metavar="FILE", default="",
                        help="the file to write; - for standard output (default: a telling name here)")
    parser.add_argument("-f", "--format", metavar="FORMAT", default="", help=f"{', '.join(FORMATS)} (default: from the file's name)")
    parser.add_argument("--all-formats", action="store_true", help="write every format into the folder that --output names")
    parser.add_argument("--template", type=Path, metavar="DECK", help="a .pptx whose fonts, colours and size the slides take on")
    parser.add_argument("--base-url", default="", metavar="URL",
                        help="the address of an explorer that readers can open; the figure leads back to it")
    parser.add_argument("--mend", action="store_true", help="do what would make the figure more readable, and say what was done")
    parser.add_argument("--quiet", action="store_true", help="say nothing about readability")
    add_story(parser)
    add_question(parser)
    add_options(parser)
    parser.set_defaults(command=_export)


def fill_query(parser: argparse.ArgumentParser) -> None:
    """Give `query` its arguments."""
    add_map(parser)
    parser.add_argument("--as-table", action="store_true", help="one relation a line: source, relation, target, layer, quotes, findings")
    add_question(parser)
    parser.set_defaults(command=_query)


def fill_formats(parser: argparse.ArgumentParser) -> None:
    """Give `formats` its command; it has no arguments."""
    parser.set_defaults(command=_formats)


def _export(given: argparse.Namespace) -> int:
    if given.story:
        return export_story(given)
    if given.scene is not None:
        raise InvalidArgument("--scene is a scene of a story. Name the story with --story.")
    export = _themed(asked(given))
    if given.all_formats:
        return _export_all(given, export)
    row = _format(given)
    export = _mended(export, row, given) if row.family in ("picture", "page") else export
    content = write(export, row.name)
    if given.output == "-":
        return _to_standard_output(content, row)
    target = Path(given.output or name_of(export, row))
    print(f"wrote {write_atomically(target, content)}", file=sys.stderr)
    return 0


def _themed(export: Export) -> Export:
    """The view in the colours of its template, if it has one; known before anything is measured or drawn."""
    if not export.template:
        return export
    from pathways.render.pptx import theme_from

    return replace(export, paint=theme_from(export.template))


def _format(given: argparse.Namespace) -> Format:
    try:
        return format_of(given.format or given.output or "svg")
    except UnknownName as error:
        raise InvalidArgument(str(error)) from None


def _to_standard_output(content: bytes, row: Format) -> int:
    if sys.stdout.isatty() and row.name in ("png", "tiff", "pdf", "pptx", "docx"):
        raise InvalidArgument(f"{row.label} is no text; send it into a file or to another program, as in: -o - > figure.{row.name}")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return 0


def _mended(export: Export, row: Format, given: argparse.Namespace) -> Export:
    """Say what is to be known before the export; with --mend, change what can be changed."""
    for _ in range(ROUNDS):
        remarks = preflight(export, row.name)
        change = next((remark for remark in remarks if remark.changes), None) if given.mend else None
        if not change:
            break
        changed = Figure(export).with_(**cast(FigureChanges, dict(change.changes))).export
        if (changed.query, changed.options) == (export.query, export.options):
            break
        export = replace(changed, template=export.template)
        _say([f"{change.sentence} Done: {change.mend}"])
    if not given.quiet:
        _say(_hint(remark) for remark in remarks)
    return export


def _hint(remark: Remark) -> str:
    flags = " ".join(f"--{name} {value}" if value else f"without --{name}" for name, value in remark.changes)
    return f"{remark.sentence} {remark.mend}{f' ({flags})' if flags else ''}".strip()


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def _export_all(given: argparse.Namespace, export: Export) -> int:
    """Every format into a folder; what cannot hold the view is named at the end."""
    from tqdm import tqdm

    folder = Path(given.output or export.name)
    refused = []
    for row in tqdm(FORMATS.values(), desc=str(folder), unit="file", disable=given.quiet or not sys.stderr.isatty(), leave=False):
        try:
            write_atomically(folder / name_of(export, row), write(export, row.name))
        except CannotWrite as error:
            refused.append(str(error))
    _say([f"wrote {len(FORMATS) - len(refused)} files into {folder}", *refused])
    return 1 if refused else 0


def _query(given: argparse.Namespace) -> int:
    mechanism, query, _ = viewed(given)
    view = Export(mechanism, query)
    part = view.part
    if given.as_table:
        for edge in part.edges:
            counts = str(len(edge.statements)), str(len(edge.findings))
            print("\t".join((edge.source, edge.relation.value, edge.target, edge.layer.value, *counts)))
        return 0
    print(query.sentence(mechanism))
    print(f"{len(part.nodes)} nodes, {len(part.edges)} edges, {len(part.gaps)} gaps, {view.listed.counted}.")
    if view.chosen:
        print(f"Chosen: {view.chosen}; {view.narrowed.listed.counted}.")
    for edge in part.edges:
        print(f"- {edge_sentence(part, edge)}")
    for gap in part.gaps:
        print(f"- {gap_sentence(part, gap)}")
    return 0


def _formats(_given: argparse.Namespace) -> int:
    wide = max(len(name) for name in (*FORMATS, *STORY_FORMATS))
    for row in (*FORMATS.values(), *STORY_FORMATS.values()):
        lacks = f" Lacks: {row.lacks}." if row.lacks else ""
        print(f"{row.name:{wide}}  {row.fidelity:11}  {row.label}: {row.use}.{lacks}")
    print("\nNot written:")
    for name, reason in UNWRITTEN.items():
        print(f"{name:{wide}}  {reason}")
    return 0
