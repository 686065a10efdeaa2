"""Everything that the shipped map comes out as, written into a folder: `python tests/record.py before`.

Run it before a change that should change nothing, and after it into another folder: `diff -r before after` is then empty. Pages
are kept twice, as they are and with their scripts, styles and policy taken out (`.bare`), since a change of the player shows only
in the former.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

VIEWS = {
    "whole": "",
    "focus": "focus=tlr4&radius=2",
    "open": "open=cytokines&layer=clinical",
    "paths": "from=low-dose-naltrexone&to=pain&theme=dark",
    "whatif": "up=low-dose-naltrexone&ghosts=1",
    "against": "dose=low&against=dose%3Dhigh&select=tlr4",
}
STORIES = 3
ADDRESSES = (
    "/embed?focus=tlr4", "/embed?story=what-the-evidence-shows", "/present?own=a", "/loose", "/qr.svg", "/figure.svg", "/data.csv",
    "/figure.x",
)  # fmt: skip
COMMANDS = (
    ["formats"], ["check", "data"], ["stories"], ["loops"], ["schema"], ["query", "--evidence", "trial"],
    ["paths", "--from", "LDN", "--to", "pain"], ["whatif", "--up", "LDN"], ["compare", "--dose", "low", "--against", "dose=high"],
    ["explain", "--from", "LDN", "--to", "opioid-receptors"], ["explain", "--focus", "tlr4"],
)  # fmt: skip


def files() -> Iterator[tuple[str, bytes]]:
    """Every file's name and bytes."""
    from pathways import load, shipped
    from pathways.web import create_app

    mechanism = load(shipped())
    with tempfile.TemporaryDirectory() as place:
        for name, search in VIEWS.items():
            yield from _run(f"view/{name}", ["export", "--quiet", "--all-formats", "-o", f"{place}/{name}", "--address", f"?{search}"])
            yield from _under(Path(place, name), f"view/{name}")
        for story in [story.id for story in mechanism.stories][:STORIES]:
            yield from _run(f"story/{story}", ["export", "--quiet", "--all-formats", "-o", f"{place}/{story}", "--story", story])
            yield from _under(Path(place, story), f"story/{story}")
        yield from _run("site", ["publish", "--quiet", f"{place}/site", "--base-url", "https://example.org/maps/"])
        yield from _under(Path(place, "site"), "site")
    for command in COMMANDS:
        yield from _run("command/" + "_".join(command).replace("/", ""), command)
    client = create_app([mechanism]).server.test_client()
    for name, search in VIEWS.items():
        layout = client.get("/_dash-layout", headers={"Referer": f"http://localhost/?{search}"})
        yield f"page/{name}.json", json.dumps(layout.get_json(), indent=1, ensure_ascii=False, sort_keys=True).encode()
    for address in ADDRESSES:
        answer = client.get(address)
        yield f"address/{address.strip('/').replace('?', '_')}.html", f"{answer.status}\n".encode() + answer.data


def _run(name: str, command: list[str]) -> Iterator[tuple[str, bytes]]:
    from pathways.cli import main

    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        try:
            code = main(command)
        except SystemExit as left:
            code = left.code
    text = f"{code}\n{said.getvalue()}\n{complained.getvalue()}"
    yield f"{name}.said", re.sub(rf"{re.escape(tempfile.gettempdir())}/\w+/", "", text).encode()


def _under(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{name}/{path.relative_to(folder)}", path.read_bytes()


def main(target: str) -> None:
    for name, content in files():
        path = Path(target, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.suffix == ".html":
            bare = re.sub(rb"<(script|style)\b[^>]*>.*?</\1>|<meta http-equiv[^>]*>", b"", content, flags=re.DOTALL)
            path.with_name(path.name + ".bare").write_bytes(bare)


if __name__ == "__main__":
    main(sys.argv[1])
