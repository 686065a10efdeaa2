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
