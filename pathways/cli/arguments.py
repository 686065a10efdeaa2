"""A question and its options as arguments: one for each field, so that a command line can ask whatever an address can."""

from __future__ import annotations

import argparse
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pathways import shipped
from pathways.errors import InvalidArgument
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.model.overview import overview_of
from pathways.query.export_options import OPTIONS, PARTS, Options
from pathways.query.fields import FIELDS, NAMED
from pathways.query.query import Query
from pathways.query.select import bare
from pathways.query.url import LONGEST
from pathways.reading.files import read_mechanism
from pathways.sheet.view_export import Export

__all__ = ["ARGUMENTS", "add_map", "add_options", "add_question", "asked", "flags", "viewed"]

ARGUMENTS: dict[str, tuple[str, str]] = {  # by the name of the field in `Options`
    "fit": ("PLACE", "where the picture goes: column (85 mm), page, slide, slide-4:3, or a width such as 120mm, 5in, 800px"),
    "least_text": ("PT", "no text below this size, 4 to 48 points, as in 6pt"),
    "without": ("PARTS", f"leave out: {','.join(PARTS)}"),
    "papers": ("WAY", "apart, or listed: below the picture, with their numbers on the arrows"),
    "title": ("TEXT", "a title of your own"),
    "caption": ("TEXT", "a caption of your own"),
    "number": ("N", "of the figure, as in 'Figure 3.'"),
    "shape": ("SHAPE", "free, wide, square or tall"),
    "text": ("TIMES", "how large the words are beside the gaps, 0.5 to 3"),
    "width": ("PX", "width of a PNG in pixels"),
    "inches": ("IN", "width of a PNG in inches"),
    "dpi": ("N", "dots an inch of a PNG"),
    "scale": ("TIMES", "of a PNG, 1 to 4, for sharp screens"),
    "background": ("GROUND", "paper or none (transparent)"),
    "page": ("PAGE", "paper of a PDF or slides: fit, a4, letter, 16:9 or 4:3"),
    "mode": ("MODE", "slides: editable or exact"),
}


def add_map(parser: argparse.ArgumentParser) -> None:
    """Add the argument for a mechanism's file."""
    parser.add_argument("path", nargs="?", type=Path, metavar="FILE", help="a mechanism's YAML file (default: the one that comes along)")


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for a question: one for a whole query string, and one for each field."""
    group = parser.add_argument_group("the question", "nodes by id, label or synonym; several with commas")
    group.add_argument("--address", metavar="ADDRESS", default="", help="the address of a view, or what stands behind its '?'")
    for row in (FIELDS[one.name] for one in fields(Query)):
        if row.argument:
            given: dict[str, Any] = {"metavar": row.metavar} if row.metavar else {"action": "store_const", "const": "1"}
            group.add_argument(f"--{row.name}", dest=f"question_{row.name}", help=row.help, **given)


def flags(query: Query) -> list[str]:
    """Return the arguments of a question, as `add_question` reads them; without appearance and the search for loops.

    Example:
        >>> flags(Query(from_=("tlr4",), to=("pain", "mood"), dose="low", theme="dark"))
        ['--dose', 'low', '--from', 'tlr4', '--to', 'pain,mood']
    """
    said = parse_qsl(bare(query).search())
    return [word for name, value in said for word in ((f"--{name}", value) if NAMED[name].metavar else (f"--{name}",))]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for the options of a file."""
    group = parser.add_argument_group("the file")
    for name, (word, text) in ARGUMENTS.items():
        group.add_argument(f"--{OPTIONS[name]}", dest=f"options_{OPTIONS[name]}", metavar=word, help=text)


def viewed(given: argparse.Namespace) -> tuple[Mechanism, Query, Options]:
    """Return the mechanism, the question and the options of a command.

    Raises:
        InvalidArgument: A value in them is invalid; the message lists all of them.
        DataProblems: The mechanism's file does not pass the check.
    """
    mechanism = read_mechanism(given.path or shipped())
    address = given.address.partition("?")[2] or given.address.lstrip("?")
    if len(address) > LONGEST:
        raise InvalidArgument(f"The address has {len(address)} characters; at most {LONGEST} are read.")
    told = "&".join(filter(None, (address, _said(given, "question_"), _said(given, "options_"))))
    options, rest, remarks = Options.parse(told)
    query, more = Query.parse(rest, mechanism)
    if remarks or more:
        raise InvalidArgument("\n".join((*remarks, *more)))
    return overview_of(mechanism) if query.overview else mechanism, replace(query, map=""), options


def asked(given: argparse.Namespace) -> Export:
    """Return the view of a command, ready to be written."""
    mechanism, query, options = viewed(given)
    layouts = load_layouts(given.path or shipped())
    return Export(mechanism, query, options, layouts, given.base_url, given.template)


def _said(given: argparse.Namespace, prefix: str) -> str:
    values = {name.removeprefix(prefix): value for name, value in vars(given).items() if name.startswith(prefix) and value is not None}
    return urlencode(values)
