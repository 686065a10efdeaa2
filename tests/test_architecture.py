"""What holds of the folders: which room is what, how large a file and a function may be, what is declared, what a start takes along."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "pathways"
MOST_LINES = {"file": 400, "function": 45}
# A name that two modules share, and why a reader is not misled by it.
SHARED_NAMES: dict[str, str] = {}


def sources(*kinds: str) -> list[Path]:
    """The files of these kinds that are part of the project."""
    listed = subprocess.run(["git", "ls-files", *(f"*.{kind}" for kind in kinds)], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines()]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def layers() -> list[list[str]]:
    """The rooms of the contract, the highest first; those that stand together import nothing of each other."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    found = next(one["layers"] for one in contracts if one["type"] == "layers")
    return [[name.strip("() ") for name in layer.split("|")] for layer in found]


def tree() -> list[tuple[str, str]]:
    """The entries of the tree in ARCHITECTURE.md: paths below the package, and what each is for."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    listed = text.partition("```\npathways/\n")[2].partition("```")[0]
    found: list[tuple[str, str]] = []
    for line in listed.splitlines():
        name, _, purpose = line.strip().partition(" ")
        deep = len(line) - len(line.lstrip()) > 2
        room = next(path for path, _ in reversed(found) if "/" not in path) + "/" if deep else ""
        found.append((f"{room}{name.rstrip('/')}", purpose.strip()))
    return found


def test_the_tree_names_every_room_once_with_what_it_is_for() -> None:
    folders = {path.parent.relative_to(PACKAGE) for path in sources("py", "js", "css", "html") if PACKAGE in path.parents}
    there = {one.as_posix() for folder in folders for one in (folder, *folder.parents)} - {"."}
    modules = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert sorted(path for path, _ in tree()) == sorted(there | modules)
    assert all(purpose for _, purpose in tree())


def test_the_tree_stands_in_the_order_in_which_rooms_import() -> None:
    contract, shown = layers(), [path.removesuffix(".py") for path, _ in tree() if "/" not in path]
    assert sorted(shown) == sorted(name for names in contract for name in names)
    assert [number for name in shown for number, names in enumerate(contract) if name in names] == sorted(
        number for number, names in enumerate(contract) for _ in names
    )


def test_the_rooms_that_import_nothing_of_each_other_are_named() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    said = re.search(r"^Rooms between which nothing is imported: (.*?)\. ", text, re.MULTILINE | re.DOTALL)
    assert said
    groups = [set(re.findall(r"`(\w+)(?:\.py)?`", part)) for part in said[1].split(";")]
    assert groups == [set(names) for names in layers() if len(names) > 1]


def test_no_file_is_longer_than_one_can_hold_in_the_head() -> None:
    long = {path.relative_to(ROOT).as_posix(): lines for path in sources("py", "js", "css", "html")
            if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES["file"]}  # fmt: skip
    assert long == {}


def test_no_function_is_longer_than_one_can_hold_in_the_head() -> None:
    long = {f"{path.relative_to(ROOT)}:{one.name}": lines for path in sources("py") for one in functions(path)
            if (lines := (one.end_lineno or 0) - one.lineno + 1) > MOST_LINES["function"]}  # fmt: skip
    assert long == {}


def test_no_two_modules_have_the_same_name_without_a_reason() -> None:
    found = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        if path.name != "__init__.py":
            found[path.stem].append(path.relative_to(PACKAGE).as_posix())
    assert {name: paths for name, paths in found.items() if len(paths) > 1 and name not in SHARED_NAMES} == {}


def test_the_tests_stand_in_folders_named_like_the_rooms() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert folders <= rooms | {"browser"}, "a folder of tests is named after the room that it tests"
    assert rooms - {"client"} <= folders | {"language"}


def test_what_is_imported_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=]", line)[0].lower().replace("_", "-") for line in declared}
    homes = packages_distributions()
    imported = {name.partition(".")[0] for path in (*PACKAGE.rglob("*.py"), ROOT / "app.py") for name in imports(path)}
    outside = imported - sys.stdlib_module_names - {"pathways"}
    assert {name for name in outside if not names & {one.lower().replace("_", "-") for one in homes.get(name, ())}} == set()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_importing_the_package_takes_no_other_along() -> None:
    code = "import sys, pathways; print(*{name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names)"
    done = subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    before = subprocess.run([sys.executable, "-I", "-c", code.replace(", pathways", "")], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) - set(before.stdout.split()) == {"pathways"}
