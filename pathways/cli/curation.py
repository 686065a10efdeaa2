"""`check`, `new`, `schema` and `layout`: for authors of a map."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pathways.model.counts import tally
from pathways.reading.rules import examine, examine_folder

__all__ = ["fill_check", "fill_layout", "fill_new", "fill_schema"]


def fill_check(parser: argparse.ArgumentParser) -> None:
    """Give `check` its arguments."""
    parser.add_argument("path", nargs="+", type=Path, metavar="PATH", help="a mechanism's YAML file, or a folder of them")
    parser.set_defaults(command=_check)


def fill_new(parser: argparse.ArgumentParser) -> None:
    """Give `new` its arguments."""
    parser.add_argument("name", metavar="NAME", help="what it is about; the file's name is made from it")
    parser.add_argument("--folder", type=Path, default=Path(), help="where to write (default: here)")
    parser.set_defaults(command=_new)


def fill_schema(parser: argparse.ArgumentParser) -> None:
    """Give `schema` its arguments."""
    parser.add_argument("--output", type=Path, metavar="FILE", help="the file to write (default: standard output)")
    parser.set_defaults(command=_schema)


def fill_layout(parser: argparse.ArgumentParser) -> None:
    """Give `layout` its arguments."""
    parser.add_argument("path", type=Path, metavar="FILE", help="the mechanism's YAML file")
    parser.add_argument("--stories", action="store_true", help="only those of its stories; the map stays as it is")
    parser.set_defaults(command=_layout)


def _check(given: argparse.Namespace) -> int:
    examined = [found for path in given.path for found in (examine_folder(path) if path.is_dir() else [examine(path)])]
    for found in examined:
        if found.mechanism:
            print(f"{found.file}: {tally(found.mechanism)}")
    problems = [problem for found in examined for problem in found.problems]
    for problem in problems:
        print(problem, file=sys.stderr)
    warnings = [warning for found in examined for warning in found.warnings]
    for warning in warnings:
        print(f"Warning: {warning}", file=sys.stderr)
    counts = ((len(problems), "problem"), (len(warnings), "warning"))
    if told := ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count):
        print(f"{told}.", file=sys.stderr)
    return 1 if problems else 0


def _new(given: argparse.Namespace) -> int:
    from pathways.reading.starter import start

    for path in start(given.name, given.folder):
        print(f"wrote {path}")
    return 0


def _schema(given: argparse.Namespace) -> int:
    from pathways.reading.json_schema import schema_text, write_schema

    if given.output:
        print(f"wrote {write_schema(given.output)}")
    else:
        sys.stdout.write(schema_text())
    return 0


def _layout(given: argparse.Namespace) -> int:
    from pathways.layout.store import rebuild
    from pathways.story.layouts import store_story_layouts

    if not given.stories:
        rebuild(given.path)
    print(f"wrote {store_story_layouts(given.path)}")
    return 0
