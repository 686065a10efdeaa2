"""The walks of ARCHITECTURE.md are what runs: each is traced, and the functions that it names are called in its order."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

import pathways
from pathways.web import create_app
from tests.conftest import ROOT
from tests.test_architecture import layers

PACKAGE = ROOT / "pathways"
BELOW_ALL = ("language", "errors", "atomic", "drawing.text_metrics")  # no rooms on a walk: what every room leans on
MOST_ROOMS = 5


class Call(NamedTuple):
    """A call of a function of the package; `caller` is the module of the package from which it came, "" for none."""

    module: str
    function: str
    caller: str

    @property
    def step(self) -> tuple[str, str]:
        return f"{self.module.replace('.', '/')}.py", self.function


def walk(title: str) -> list[tuple[str, str]]:
    """The steps of a walk: files and functions."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {title}$(.*?)^##", text, re.MULTILINE | re.DOTALL)
    assert section, title
    numbers, steps = zip(*((int(one[1]), (one[2], one[3])) for one in re.finditer(r"^(\d+)\. `(\S+)` `(\S+)` ", section[1], re.MULTILINE)),
                         strict=True)  # fmt: skip
    assert list(numbers) == list(range(1, len(numbers) + 1)) == list(range(1, len(re.findall(r"^\d+\.", section[1], re.MULTILINE)) + 1))
    return list(steps)


def calls(run: Callable[[], object]) -> list[Call]:
    """What is called in the package while something runs, in order; that a generator goes on where it is read from is no call."""
    found: list[Call] = []
    waiting: list[tuple[FrameType, str]] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if not code.co_filename.startswith(f"{PACKAGE}/") or code.co_name == "<module>":
            return
        if event == "call":
            module = code.co_filename.removeprefix(f"{PACKAGE}/").removesuffix(".py").replace("/", ".")
            if not code.co_flags & inspect.CO_GENERATOR:
                found.append(Call(module, code.co_qualname, waiting[-1][1] if waiting else ""))
            waiting.append((frame, module))
        elif event == "return" and waiting and waiting[-1][0] is frame:
            waiting.pop()

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return found


def missed(steps: Sequence[tuple[str, str]], found: Sequence[Call]) -> list[tuple[str, str]]:
    """The steps from the first that is not called after those before it."""
    called: Iterator[tuple[str, str]] = (one.step for one in found)
    for number, step in enumerate(steps):
        if step not in called:
            return list(steps[number:])
    return []


def room(module: str) -> str:
    """The room of a module; "" for what lies below all."""
    return "" if not module or f"{module}.".startswith(tuple(f"{name}." for name in BELOW_ALL)) else module.partition(".")[0]


def ask(client: FlaskClient, name: str, search: str) -> dict[str, Any]:
    """What the server answers when this part of the address has changed."""
    known = client.get("/_dash-dependencies").get_json()
    one = next(one for one in known if [given["property"] for given in one["inputs"]] == [name] and one["inputs"][0]["id"] == "address"
               and not one["clientside_function"])  # fmt: skip
    outputs = [dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in one["output"].strip(".").split("...")]
    inputs = [{**one["inputs"][0], "value": search}]
    body = {"output": one["output"], "outputs": outputs, "inputs": inputs, "changedPropIds": [f"address.{name}"]}
    return dict(client.post("/_dash-update-component", json=body).get_json()["response"])


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    ldn = pathways.load(pathways.shipped())
    return create_app([ldn], layouts=pathways.layouts(pathways.shipped())).server.test_client()


@pytest.fixture(scope="module")
def arrow(client: FlaskClient) -> str:
    """An arrow of the picture that stands for several relations."""
    arrows = next(one["arrows"] for one in ask(client, "picture", "").values() if "arrows" in one)
    return next(name for name, one in sorted(arrows.items()) if len(one["edges"]) > 1)


def test_a_file_becomes_a_picture_as_the_walk_says() -> None:
    file = pathways.shipped()
    found = calls(lambda: pathways.figure(pathways.load(file), focus="TLR4", layouts=pathways.layouts(file)).bytes("svg"))
    assert missed(walk("A file becomes a picture"), found) == []


def test_an_address_becomes_a_page_as_the_walk_says(client: FlaskClient) -> None:
    def visit() -> None:
        client.get("/?focus=tlr4&radius=2")
        client.get("/_dash-layout", headers={"Referer": "http://localhost/?focus=tlr4&radius=2"})

    assert missed(walk("An address becomes a page"), calls(visit)) == []


def test_a_click_becomes_a_card_as_the_walk_says(client: FlaskClient, arrow: str) -> None:
    steps = [step for step in walk("A click becomes a card") if not step[0].startswith("client/")]
    assert missed(steps, calls(lambda: ask(client, "card", f"?select={arrow}&theme=light"))) == []


def test_the_card_of_an_arrow_comes_from_five_rooms_none_of_which_calls_one_above_it(client: FlaskClient, arrow: str) -> None:
    """The picture is there already: nobody clicks on an arrow that is not drawn. Calls into what lies below all rooms do not count."""
    found = calls(lambda: ask(client, "card", f"?select={arrow}&theme=dark"))
    entered = {room(one.module) for one in found} - {""}
    assert len(entered) <= MOST_ROOMS, entered
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    said = re.search(r"^On the server, in five rooms: (.*?)\. No room", text, re.MULTILINE)
    assert said, "ARCHITECTURE.md names the rooms"
    assert set(re.findall(r"`(\w+)`", said[1])) == entered
    depth = {name: number for number, names in enumerate(layers()) for name in names}
    steps = {(room(one.caller), room(one.module)) for one in found if room(one.module)}
    assert {pair for pair in steps if depth.get(pair[0] or "web", 0) > depth[pair[1]]} == set(), "a room calls one above it"


def test_the_steps_in_the_browser_are_part_of_the_explorer() -> None:
    reached: set[str] = set()
    todo = ["client/page/explorer.js"]
    while todo:
        file = todo.pop()
        if file not in reached:
            reached.add(file)
            here = (PACKAGE / file).parent
            named = re.findall(r'^(?:import|export) .* from "(\..*)";$', (PACKAGE / file).read_text(encoding="utf-8"), re.MULTILINE)
            todo += [(here / name).resolve().relative_to(PACKAGE.resolve()).as_posix() for name in named]
    steps = [step for step in walk("A click becomes a card") if step[0].startswith("client/")]
    assert {file for file, _ in steps} <= reached
    for file, name in steps:
        assert re.search(rf"^ *(export )?(function )?{name}\(", (PACKAGE / file).read_text(encoding="utf-8"), re.MULTILINE), (file, name)
