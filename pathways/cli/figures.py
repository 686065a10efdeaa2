"""`export`, `query` and `formats`: write a view as a file or as text, and list the formats."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from pathways.atomic import write_atomically
from pathways.cli.arguments import add_map, add_options, add_question, asked, viewed
from pathways.cli.output import add_output, file_for, folder_for, refuse_overwriting, say, to_standard_output, written
from pathways.cli.stories import add_story, export_story
from pathways.errors import CannotWrite, InvalidArgument, UnknownName
from pathways.export.formats import FORMATS, STORY_FORMATS, UNWRITTEN, Format, format_of, heeded, meaningless, name_of, write
from pathways.export.mend import mended
from pathways.export.preflight import Remark, preflight
from pathways.query.export_options import OPTIONS
from pathways.sheet.alt_text import alt_text
from pathways.sheet.view_export import Export
from pathways.wording.sentences import edge_sentence, gap_sentence

__all__ = ["fill_export", "fill_formats", "fill_query"]

def fill_export(parser: argparse.ArgumentParser) -> None:
    """Give `export` its arguments."""
    add_map(parser)
    add_output(parser)
    parser.add_argument("-f", "--format", metavar="FORMAT", default="", help=f"{', '.join(FORMATS)} (default: from the file's name)")
    parser.add_argument("--all-formats", action="store_true", help="write every format into the folder that --output names")
    parser.add_argument("--template", type=Path, metavar="DECK", help="a .pptx whose fonts, colours and size the slides take on")
    parser.add_argument("--base-url", default="", metavar="URL",
                        help="the address of an explorer that readers can open; the figure leads back to it")
    parser.add_argument("--mend", action="store_true",
                        help="do what would make the figure more readable, and say what was done and what cannot be")
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
    """Give `formats` its function; it has no arguments."""
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
    target = Path("-") if given.output == "-" else file_for(given, name_of(export, row))
    if wrong := meaningless(export.options, row):
        raise InvalidArgument("\n".join(wrong))
    pictured = row.family in ("picture", "page")
    if given.alt and not pictured:
        raise InvalidArgument(f"--alt is for pictures and pages; {row.name} has no picture.")
    export = _mended(export, row, given) if pictured else export
    content = write(export, row.name)
    if given.output == "-":
        return to_standard_output(given, content, name_of(export, row))
    return written(given, target, content, alt_text(export) if given.alt else "")


def _themed(export: Export) -> Export:
    """The view in the colours of its template, if it has one; applied before anything is measured or drawn."""
    if not export.template:
        return export
    from pathways.render.pptx import theme_from

    return replace(export, paint=theme_from(export.template))


def _format(given: argparse.Namespace) -> Format:
    """The requested format, by its name or by the suffix of the file.

    Raises:
        InvalidArgument: There is no such format, or the file's suffix belongs to another one.
    """
    try:
        row = format_of(given.format or given.output.removeprefix("-") or "svg")
    except UnknownName as error:
        raise InvalidArgument(str(error)) from None
    if given.format and Path(given.output).suffix and not given.output.casefold().endswith(row.suffix):
        raise InvalidArgument(f"The file {given.output!r} does not end in {row.suffix}, as --format {row.name} asks. Change one of them.")
    return row


def _mended(export: Export, row: Format, given: argparse.Namespace) -> Export:
    """Print the remarks about the export; with --mend, correct what can be corrected."""
    if not given.mend:
        say(() if given.quiet else map(_hint, preflight(export, row.name)))
        return export
    found = mended(export, row.name)
    say(f"{change.sentence} Done: {change.mend}" for change in found.done)
    say(() if given.quiet else map(_hint, found.left))
    return found.export


def _hint(remark: Remark) -> str:
    flags = " ".join(f"--{name} {value}" if value else f"without --{name}" for name, value in remark.changes)
    return f"{remark.sentence} {remark.mend}{f' ({flags})' if flags else ''}".strip()


def _export_all(given: argparse.Namespace, export: Export) -> int:
    """Write every format into a folder; at the end name options that a format ignores, and formats that cannot hold the view."""
    from tqdm import tqdm

    folder = folder_for(given, export.name)
    refuse_overwriting(given, [folder / name_of(export, row) for row in FORMATS.values()])
    refused, skipped = [], []
    for row in tqdm(FORMATS.values(), desc=str(folder), unit="file", disable=given.quiet or not sys.stderr.isatty(), leave=False):
        fitting = replace(export, options=heeded(export.options, row))
        if idle := [f"--{OPTIONS[name]}" for name in export.options.said if name not in fitting.options.said]:
            skipped.append(f"{row.name}: {', '.join(idle)}")
        try:
            write_atomically(folder / name_of(export, row), write(fitting, row.name))
        except CannotWrite as error:
            refused.append(str(error))
    if given.alt:
        write_atomically(folder / f"{export.name}.alt.txt", f"{alt_text(export)}\n".encode())
    ignored = [f"Options that mean nothing for a format, and were left out there: {'; '.join(skipped)}."] if skipped else []
    say([f"wrote {len(FORMATS) - len(refused)} files into {folder}", *ignored, *refused])
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
