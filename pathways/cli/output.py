"""Where files are written: an existing file is not overwritten unless `--force` is given."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from pathways.atomic import write_atomically
from pathways.errors import InvalidArgument

__all__ = ["add_output", "file_for", "folder_for", "refuse_overwriting", "say", "to_standard_output", "with_alt", "written"]

_MOST_NUMBERED = 10_000
_BINARY = (".png", ".tiff", ".pdf", ".pptx", ".docx", ".gif")


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for the name of the output."""
    parser.add_argument("-o", "--output", metavar="FILE", default="",
                        help="the file to write; - for standard output (default: a telling name here, numbered where it is taken)")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    parser.add_argument("--alt", action="store_true", help="write the alternative text of the figure beside it, as FILE.alt.txt")


def file_for(given: argparse.Namespace, name: str) -> Path:
    """Return the file to write: the named one, else one with a descriptive name, numbered if that exists.

    Raises:
        InvalidArgument: The named file exists, and `--force` is not given.
    """
    if not given.output:
        return Path(name) if given.force else _free(Path(name), given)
    path = Path(given.output)
    refuse_overwriting(given, [path, *([with_alt(path)] if given.alt else [])])
    return path


def folder_for(given: argparse.Namespace, name: str) -> Path:
    """Return the folder to write into: the named one, else one with a descriptive name, numbered if that exists."""
    return Path(given.output) if given.output else Path(name) if given.force else _free(Path(name), given)


def refuse_overwriting(given: argparse.Namespace, paths: Iterable[Path]) -> None:
    """Raise an error if any of these files exists.

    Raises:
        InvalidArgument: One exists, and `--force` is not given; the message has the first and their number.
    """
    there = [] if given.force else [path for path in paths if path.exists()]
    if there:
        more = f", and {len(there) - 1} more," if there[1:] else ""
        verb = "are" if there[1:] else "is"
        raise InvalidArgument(f"{there[0]}{more} {verb} there already. Nothing was written. Take another name, or --force to overwrite.")


def with_alt(path: Path) -> Path:
    """Return the file for the alternative text beside a figure.

    Example:
        >>> with_alt(Path("a/figure.svg")).as_posix()
        'a/figure.svg.alt.txt'
    """
    return path.with_name(f"{path.name}.alt.txt")


def _free(path: Path, given: argparse.Namespace) -> Path:
    """The path, or the first numbered one (number before the suffix) of which neither file nor alternative text exists."""
    stem, dot, suffix = path.name.partition(".")
    for number in range(1, _MOST_NUMBERED):
        found = path if number == 1 else path.with_name(f"{stem}-{number}{dot}{suffix}")
        if not found.exists() and not (given.alt and with_alt(found).exists()):
            if number > 1:
                say([f"{path} is there already; --force overwrites it."])
            return found
    raise InvalidArgument(f"{path} and {_MOST_NUMBERED:,} numbered ones are there already. Take another name with -o.")


def written(given: argparse.Namespace, path: Path, content: bytes, alt: str) -> int:
    """Write a figure and, if requested, its alternative text; return the exit code."""
    say([f"wrote {write_atomically(path, content)}"])
    if given.alt:
        beside = write_atomically(with_alt(path), f"{alt}\n".encode())
        say([f"wrote {beside}"])
    return 0


def to_standard_output(given: argparse.Namespace, content: bytes, name: str) -> int:
    """Write a file to standard output and return the exit code.

    Raises:
        InvalidArgument: The output is a terminal and the file is binary, or an alternative text is requested too.
    """
    if given.alt:
        raise InvalidArgument("--alt writes a file beside the figure, and standard output has none. Give -o a name.")
    if sys.stdout.isatty() and name.endswith(_BINARY):
        raise InvalidArgument(f"{name} is no text; send it into a file or to another program, as in: -o - > {name}")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return 0


def say(lines: Iterable[str]) -> None:
    """Print lines to standard error."""
    for line in lines:
        print(line, file=sys.stderr)
