"""The project's own rules: style, types, layers of imports, and that the documents say what runs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from pathways.cli import COMMANDS
from pathways.export.formats import FORMATS, STORY_FORMATS
from pathways.layout.store import load_layouts
from pathways.model.assessment import LIMITS, RULE
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.render.svg import write
from pathways.sheet.view_export import Export

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", ".")


def test_types_are_sound() -> None:
    run("mypy")


def test_imports_run_downwards_only() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Contracts: " in done.stdout
    assert " 0 broken" in done.stdout


def test_ci_runs_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*pytest.*$", readme, re.MULTILINE)
    assert len(commands) == 1, "the README names one test command"
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert commands[0].replace("pip install ", "pip install -q ") in script


def test_starting_up_imports_only_what_it_needs() -> None:
    late = {"pyvis", "pptx", "docx", "pymupdf_fonts", "reportlab", "pygraphviz", "fontTools.subset", "pypdfium2", "tqdm", "segno"}
    code = f"import app, sys; print(*({late!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_picture_of_the_readme_is_the_one_that_is_drawn(shipped: Mechanism, same_as_file: Callable[[str, Path], None]) -> None:
    """The README says by which command it is made."""
    layouts = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
    same_as_file(write(Export(shipped, options=Options(without=("citations",)), layouts=layouts)), ROOT / ".github/low-dose-naltrexone.svg")


def test_the_rule_of_the_readme_is_the_one_that_is_applied() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    flat = " ".join(readme.replace("\n> ", " ").split())
    assert RULE in flat
    assert LIMITS in flat


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\.venv/bin/pathways (\w+)", readme, re.MULTILINE))
    assert named == set(COMMANDS)


def test_the_formats_of_the_readme_are_those_of_the_table() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| ([^|]+?) \| (\w+) \|", readme, re.MULTILINE)
    assert rows == [(row.name, row.use, row.fidelity) for row in FORMATS.values()]


def test_the_forms_of_a_story_in_the_readme_are_those_of_the_table() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| ([^|]+?) \|$", readme, re.MULTILINE)
    assert rows == [(row.name, row.use) for row in STORY_FORMATS.values()]


def test_the_options_of_the_readme_are_those_of_a_figure() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {field.name for field in fields(Options)} <= set(re.findall(r"`--?([a-z]+)[ `=]", readme))


def test_every_public_name_is_listed_in_order() -> None:
    """`__all__` is sorted as ruff sorts it, and names what exists."""
    import importlib

    for path in sorted((ROOT / "pathways").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name)
        assert hasattr(module, "__all__"), f"{name} does not say what is public"
        for public in module.__all__:
            assert hasattr(module, public), f"{name}.{public}"
