"""`serve` and `show`: start the explorer, with the whole map or the view of a figure."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from pathways import shipped
from pathways.cli.arguments import add_question, viewed
from pathways.errors import InvalidArgument
from pathways.layout import Layout
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.reading.files import read_folder, read_mechanism
from pathways.scene.read_provenance import origin_of

__all__ = ["fill_serve", "fill_show"]

PORT = 8050  # Dash's default
_FIGURES = (".svg", ".png", ".tiff", ".tif", ".pdf", ".pptx", ".docx", ".gif", ".html")


def fill_serve(parser: argparse.ArgumentParser) -> None:
    """Give `serve` its arguments."""
    parser.add_argument("path", nargs="?", type=Path, metavar="FILE_OR_FOLDER",
                        help="a mechanism's YAML file, or a folder of them (default: the mechanism that comes with the package)")
    _add_place(parser)
    parser.set_defaults(command=_serve)


def fill_show(parser: argparse.ArgumentParser) -> None:
    """Give `show` its arguments."""
    parser.add_argument("figure", nargs="?", type=Path, metavar="FIGURE",
                        help="a figure that was exported; without one, the question below")
    parser.add_argument("--map", dest="path", type=Path, metavar="FILE_OR_FOLDER",
                        help="a mechanism's YAML file, or a folder of them (default: the mechanism that comes with the package)")
    _add_place(parser)
    add_question(parser)
    parser.set_defaults(command=_show)


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"),
                        help="address to listen on (default: $HOST, else this machine only)")
    parser.add_argument("--port", type=_port, default=os.environ.get("PORT", str(PORT)),
                        help=f"port to listen on (default: $PORT, else {PORT})")
    parser.add_argument("--base-url", default=os.environ.get("BASE_URL", ""), metavar="URL",
                        help="address at which readers reach the page; files lead back to it (default: $BASE_URL, else none)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def _serve(given: argparse.Namespace) -> int:
    return _open(given, "")


def _show(given: argparse.Namespace) -> int:
    if not given.figure:
        if given.path and given.path.is_dir():
            raise InvalidArgument(f"{given.path} is a folder. A question is asked of one map: name its file with --map.")
        return _open(given, viewed(given)[1].search())
    if given.figure.suffix.casefold() not in _FIGURES:
        raise InvalidArgument(f"{given.figure} is no figure. Expected a file that ends with {', '.join(_FIGURES)}.")
    origin = origin_of(given.figure)
    known = {mechanism.id: mechanism for mechanism in _mechanisms(given.path or shipped())}
    if origin.map not in known:
        here = ", ".join(known)
        raise InvalidArgument(f"{given.figure} was made from the map '{origin.map}'. Here is: {here}. Name its file with --map.")
    if changed := origin.changed(known[origin.map]):
        print(changed)
    version = re.sub(r"[^\w.+ -]", "-", origin.version, flags=re.ASCII)[:60]
    made = f"made={quote(version)}~{origin.fingerprint}"
    return _open(given, "&".join(filter(None, (origin.search, made if changed else ""))))


def _open(given: argparse.Namespace, search: str) -> int:
    from pathways.web import serve

    path: Path = given.path or shipped()
    mechanisms, layouts = _mechanisms(path), _layouts(path)
    serve(
        mechanisms, host=given.host, port=given.port, open_browser=not given.no_browser,
        layouts=layouts, base=given.base_url, search=search,
    )  # fmt: skip
    return 0


def _mechanisms(path: Path) -> Sequence[Mechanism]:
    return read_folder(path) if path.is_dir() else (read_mechanism(path),)


def _layouts(path: Path) -> dict[str, Layout]:
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return {key: layout for file in files for key, layout in load_layouts(file).items()}


def _port(text: str) -> int:
    """Read a port; argparse turns the exception into a usage error."""
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port. Expected a whole number from 1 to 65535.")
    return int(text)
