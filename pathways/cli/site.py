"""`publish`: write maps as a static site into a folder, for any web server."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from pathways import shipped
from pathways.layout import Layout
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.reading.files import read_folder, read_mechanism

__all__ = ["fill_publish"]


def fill_publish(parser: argparse.ArgumentParser) -> None:
    """Give `publish` its arguments."""
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write into; what is of another origin there is left alone")
    parser.add_argument("path", nargs="*", type=Path, metavar="FILE",
                        help="mechanisms' YAML files, or folders of them (default: the mechanism that comes along)")
    parser.add_argument("--base-url", default=os.environ.get("BASE_URL", ""), metavar="URL",
                        help="address of the folder on the web; link previews and search engines need it (default: $BASE_URL, else none)")
    parser.add_argument("--force", action="store_true", help="write over files of another origin that have the name of one of ours")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    parser.set_defaults(command=_publish)


def _publish(given: argparse.Namespace) -> int:
    from pathways.publish import publish

    maps = [found for path in given.path or [shipped()] for found in _maps(path)]
    try:
        done = publish(maps, given.out, base_url=given.base_url, force=given.force, progress=None if given.quiet else _bar)
    except KeyboardInterrupt:
        print(f"\nStopped. {given.out} is not whole; publishing again goes on from there.", file=sys.stderr)
        return 1  # so that a calling script does not treat it as a complete site
    print(f"{given.out}: {len(done.written)} written, {len(done.unchanged)} unchanged, {len(done.removed)} removed", file=sys.stderr)
    for sentence in done.refused:
        print(f"left out {sentence}", file=sys.stderr)
    print(given.out / "index.html")
    return 0


def _maps(path: Path) -> list[tuple[Mechanism, dict[str, Layout]]]:
    if not path.is_dir():
        return [(read_mechanism(path), load_layouts(path))]
    stored = {key: layout for file in sorted(path.glob("*.yaml")) for key, layout in load_layouts(file).items()}
    return [(mechanism, stored) for mechanism in read_folder(path)]


def _bar(paths: Sequence[str]) -> Iterable[str]:
    from tqdm import tqdm

    bar: Iterable[str] = tqdm(paths, desc="publish", unit="file", disable=not sys.stderr.isatty(), leave=False)
    return bar
