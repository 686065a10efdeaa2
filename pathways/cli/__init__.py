"""The commands: `pathways export | show | query | stories`, the questions `paths | loops | whatif | compare | explain`, and
`formats | publish | serve | check | new | layout | schema`.

Each is a few lines around a function of the package. An error is one sentence on standard error, never a traceback.
Exit codes: 0 done, 1 an error in the data or of the system, 2 the command line is invalid.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from pathways import __version__
from pathways.errors import DataProblems, InvalidArgument, PathwaysError

__all__ = ["COMMANDS", "main"]

# name: (module, what it does, examples)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "export": ("figures", "write a view as a picture, slide, page, data, references or text",
               "pathways export --from LDN --to pain --format pptx -o talk.pptx"),
    "show": ("serving", "open a view, or the view that a figure was made from, in the explorer", "pathways show talk.svg"),
    "query": ("figures", "print what a question selects, in words or as a table", "pathways query --focus TLR4 --direction downstream"),
    "paths": ("questions", "print how one thing is said to reach another, with net sign and weakest evidence",
              "pathways paths --from LDN --to pain"),
    "loops": ("questions", "print the feedback loops, reinforcing and balancing", "pathways loops --layer document"),
    "whatif": ("questions", "print what follows if some things go up or down, or are blocked",
               "pathways whatif --up LDN --block TLR4"),
    "compare": ("questions", "print what differs between two questions", "pathways compare --dose low --against dose=high"),
    "explain": ("questions", "print a part, a path or a what-if in words, with numbered papers",
                "pathways explain --from LDN --to pain --plain"),
    "stories": ("stories", "list the stories of a map, or print one with its captions and references",
                "pathways stories --story how-ldn-is-thought-to-work"),
    "formats": ("figures", "list the formats, what for, and what each cannot hold", "pathways formats"),
    "publish": ("site", "write maps as a site that needs no server: stories, figures, embeds and data",
                "pathways publish site/ --base-url https://example.org/ldn/"),
    "serve": ("serving", "open the explorer in the browser", "pathways serve my-maps/knee-pain.yaml --port 8060"),
    "check": ("curation", "report everything that is wrong in mechanism files", "pathways check data/"),
    "new": ("curation", "write a commented first file for a mechanism of your own", "pathways new knee-pain --folder my-maps"),
    "layout": ("curation", "rebuild the stored layout of a mechanism", "pathways layout data/low-dose-naltrexone.yaml"),
    "schema": ("curation", "write the JSON Schema of mechanism files, for editors", "pathways schema --output data/mechanism.schema.json"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the arguments are by default those of the process."""
    given_arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        given = _parser(given_arguments).parse_args(given_arguments)
        command: Callable[[argparse.Namespace], int] = given.command
        return command(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    except DataProblems as error:
        return _complain(error.problems)
    except (PathwaysError, OSError) as error:
        return _failed(error)
    except KeyboardInterrupt:
        return 0


def _failed(error: Exception) -> int:
    """Print an error and return the exit code: 2 for an invalid command line, 1 for all else."""
    if isinstance(error, BrokenPipeError):  # the reading program has closed the pipe
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  else Python reports an error when it flushes at exit
        return 0
    _complain([_said(error)])
    return 2 if isinstance(error, InvalidArgument) else 1


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, with the arguments of the requested command: only its module is imported."""
    parser = argparse.ArgumentParser(prog="pathways", description="Mechanism maps that carry their evidence.")
    parser.add_argument("--version", action="version", version=f"pathways {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, (module, does, example) in COMMANDS.items():
        command: Any = commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.", epilog=f"example: {example}")
        if name in arguments:
            getattr(import_module(f"pathways.cli.{module}"), f"fill_{name}")(command)
    return parser


def _said(error: Exception) -> str:
    """The message of an error as one sentence, also of one that the operating system reports."""
    if isinstance(error, OSError):
        return f"{error.filename or 'This machine'}: {error.strerror or error}. Nothing more was done."
    return str(error)


def _complain(lines: Sequence[object]) -> int:
    """Print lines to standard error and return the exit code for wrong data."""
    for line in lines:
        print(line, file=sys.stderr)
    return 1
