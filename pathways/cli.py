"""The commands: `pathways check | new | serve | schema | layout`.

Each is a few lines around a function of the package. What goes wrong is one sentence on standard error, never a trace.
Exit codes: 0 done, 1 something is wrong with the data or the machine, 2 the command was not understood.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pathways import __version__, shipped
from pathways.check import examine, examine_folder
from pathways.errors import DataProblems, PathwaysError
from pathways.model import Mechanism
from pathways.tally import tally

__all__ = ["main"]

PORT = 8050  # Dash's own


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without arguments those of the process are taken."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except DataProblems as error:
        return _complain(error.problems)
    except (PathwaysError, OSError) as error:
        return _complain([_said(error)])
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pathways", description="Mechanism maps that carry their evidence.")
    parser.add_argument("--version", action="version", version=f"pathways {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_add_check, _add_new, _add_serve, _add_schema, _add_layout):
        add(commands)
    return parser


_Commands = argparse._SubParsersAction  # argparse has no public name for what `add_subparsers` returns


def _add(commands: _Commands[argparse.ArgumentParser], name: str, run: Callable[[argparse.Namespace], int], does: str,
         example: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.", epilog=f"example: {example}")
    parser.set_defaults(command=run)
    return parser


def _add_check(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add(commands, "check", _check, "report everything that is wrong in mechanism files", "pathways check data/")
    parser.add_argument("path", nargs="+", type=Path, metavar="PATH", help="a mechanism's YAML file, or a folder of them")


def _add_new(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add(commands, "new", _new, "write a commented first file for a mechanism of your own",
                  "pathways new knee-pain --folder my-maps")
    parser.add_argument("name", metavar="NAME", help="what it is about; the file's name is made from it")
    parser.add_argument("--folder", type=Path, default=Path(), help="where to write (default: here)")


def _add_serve(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add(commands, "serve", _serve, "open the explorer in the browser", "pathways serve my-maps/knee-pain.yaml --port 8060")
    parser.add_argument("path", nargs="?", type=Path, metavar="FILE_OR_FOLDER",
                        help="a mechanism's YAML file, or a folder of them (default: the mechanism that comes with the package)")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"),
                        help="address to listen on (default: $HOST, else this machine only)")
    parser.add_argument("--port", type=_port, default=os.environ.get("PORT", str(PORT)),
                        help=f"port to listen on (default: $PORT, else {PORT})")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def _add_schema(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add(commands, "schema", _schema, "write the JSON Schema of mechanism files, for editors",
                  "pathways schema --output data/mechanism.schema.json")
    parser.add_argument("--output", type=Path, metavar="FILE", help="the file to write (default: standard output)")


def _add_layout(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add(commands, "layout", _layout, "rebuild the stored layout of a mechanism", "pathways layout data/low-dose-naltrexone.yaml")
    parser.add_argument("path", type=Path, metavar="FILE", help="the mechanism's YAML file")


def _check(options: argparse.Namespace) -> int:
    examined = [found for path in options.path for found in (examine_folder(path) if path.is_dir() else [examine(path)])]
    for found in examined:
        if found.mechanism:
            print(f"{found.file}: {tally(found.mechanism)}")
    problems = [problem for found in examined for problem in found.problems]
    return _complain([*problems, _plural(len(problems), "problem")]) if problems else 0


def _new(options: argparse.Namespace) -> int:
    from pathways.starter import start

    for path in start(options.name, options.folder):
        print(f"wrote {path}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    path: Path = options.path or shipped()
    mechanisms = _mechanisms(path)
    from pathways.stored import load_layouts
    from pathways.web import serve

    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    layouts = {key: layout for file in files for key, layout in load_layouts(file).items()}
    serve(mechanisms, host=options.host, port=options.port, open_browser=not options.no_browser, layouts=layouts)
    return 0


def _schema(options: argparse.Namespace) -> int:
    from pathways.schema import schema_text, write_schema

    if options.output:
        print(f"wrote {write_schema(options.output)}")
    else:
        sys.stdout.write(schema_text())
    return 0


def _layout(options: argparse.Namespace) -> int:
    from pathways.stored import rebuild

    print(f"wrote {rebuild(options.path)}")
    return 0


def _mechanisms(path: Path) -> tuple[Mechanism, ...]:
    from pathways.read import read_folder, read_mechanism

    return read_folder(path) if path.is_dir() else (read_mechanism(path),)


def _port(text: str) -> int:
    """Read a port; argparse makes the usage error."""
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port. Expected a whole number from 1 to 65535.")
    return int(text)


def _said(error: Exception) -> str:
    """One sentence for an error, also where the system made it."""
    if isinstance(error, OSError):
        return f"{error.filename or 'This machine'}: {error.strerror or error}. Nothing more was done."
    return str(error)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}."


def _complain(lines: Sequence[object]) -> int:
    """Print lines to standard error and return the exit code for wrong data."""
    for line in lines:
        print(line, file=sys.stderr)
    return 1
