"""The recipes of CONTRIBUTING.md are tried: what they name is enough, in a copy of the project to which nothing else is done."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pathways.cli import main
from tests.conftest import ROOT

STEP = re.compile(r"^(?:New file|In) `(?P<file>[^`]+)`(?:, (?P<how>after|instead of) `(?P<place>[^\n]+)`)?:\n\n```\w+\n(?P<text>.*?)^```$",
                  re.MULTILINE | re.DOTALL)  # fmt: skip
PARTS = ("pathways", "tests", "data", "README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "pyproject.toml", "app.py", ".github", ".ci")
UNUSED = shutil.ignore_patterns("__pycache__", "browser", "benchmarks", "node_modules")
PAIRS = "Alpha\tBeta\nBeta\tGamma-1\n"
PAPER = {"id": "able-2019", "type": "article-journal", "title": "A list", "author": [{"family": "Able"}]}


def recipe(title: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def commands(title: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```$", recipe(title), re.MULTILINE | re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]


class Copy:
    """A copy of the project to which a recipe is applied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in PARTS:
            source, target = ROOT / name, folder / name
            shutil.copytree(source, target, ignore=UNUSED) if source.is_dir() else shutil.copy(source, target)

    def apply(self, title: str) -> None:
        steps = list(STEP.finditer(recipe(title)))
        assert len(steps) == len(re.findall(r"^(?:New file|In) `", recipe(title), re.MULTILINE)), "a step is not understood"
        for step in steps:
            self._take(step)
        for command in commands(title):
            self.run("-m", *shlex.split(command))

    def _take(self, step: re.Match[str]) -> None:
        file = self.folder / step["file"]
        if not step["how"]:
            assert not file.exists(), file
            file.write_text(step["text"], encoding="utf-8")
            return
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        places = [number for number, line in enumerate(lines) if step["place"] in line]
        assert len(places) == 1, f"{step['place']!r} stands {len(places)} times in {step['file']}"
        lines[places[0] + (step["how"] == "after") : places[0] + 1] = [step["text"]]
        file.write_text("".join(lines), encoding="utf-8")

    def run(self, *arguments: str) -> str:
        settings = {**os.environ, "PYTHONPATH": str(self.folder)}
        done = subprocess.run([sys.executable, *arguments], cwd=self.folder, env=settings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def holds(self, *tests: str, only: str = "") -> None:
        """What is checked of the copy: the style, and some of the tests."""
        self.run("-m", "ruff", "check", "--no-cache", "pathways")
        self.run("-m", "pytest", "--reruns", "0", "-p", "no:cacheprovider", "-x", *(("-k", only) if only else ()), *tests)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "copy")


def test_a_format_is_added_by_what_the_recipe_names(copy: Copy) -> None:
    copy.apply("Add a format")
    copy.holds("tests/test_project.py", "tests/web/test_export_panel.py", "pathways/write/plain_sentences.py", "pathways/export/formats.py",
               only="format or public or offered")  # fmt: skip
    said = copy.run("-m", "pathways", "export", "--focus", "TLR4", "--format", "txt", "-o", "-")
    assert "Low-dose naltrexone downregulates Toll-like receptor 4.\n" in said


def test_a_relation_is_added_by_what_the_recipe_names(copy: Copy) -> None:
    copy.apply("Add a relation")
    copy.holds("tests/model/test_names.py", "tests/wording/test_sentences.py", "tests/reading/test_json_schema.py",
               only="strengthens or schema or sentence or relation")  # fmt: skip
    toy = copy.folder / "tests/toy/toy.yaml"
    toy.write_text(toy.read_text(encoding="utf-8").replace("relation: increases", "relation: strengthens", 1), encoding="utf-8")
    copy.run("-m", "pathways", "check", str(toy))
    assert "strengthens" in copy.run("-m", "pathways", "export", str(toy), "-f", "md", "-o", "-")


def test_a_filter_is_added_by_what_the_recipe_names(copy: Copy) -> None:
    copy.apply("Add a filter")
    copy.holds("tests/query/test_fields.py", "tests/query/test_query.py", "tests/export/test_keywords.py", only="not type_checker")
    assert "stance: contradicts" in copy.run("-m", "pathways", "query", "--stance", "contradicts")


def test_a_map_is_added_by_what_the_recipe_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = [line for line in commands("Add a map") if not line.startswith("pathways serve")]
    assert [main(shlex.split(line)[1:]) for line in done] == [0, 0, 0]
    assert main(["export", "data/knee/knee-pain.yaml", "-o", "knee.svg"]) == 0


def test_an_importer_is_what_the_recipe_shows(tmp_path: Path) -> None:
    names: dict[str, Any] = {}
    text = re.search(r"^```python\n(.*?)^```$", recipe("Add an importer"), re.MULTILINE | re.DOTALL)
    assert text
    exec(text[1], names)  # noqa: S102 (it is ours, and it is what is tried)
    file = tmp_path / "My pairs.sif"
    file.write_text(PAIRS, encoding="utf-8")
    read = names["read_pairs"](file, PAPER)
    assert names["write_map"](read, tmp_path) == read
    assert [edge.id for edge in read.edges] == ["alpha-associated-with-beta", "beta-associated-with-gamma-1"]
    assert main(["check", str(tmp_path / "my-pairs.yaml")]) == 0


def test_the_test_command_is_that_of_the_readme() -> None:
    assert commands("Set up and test")[0] in (ROOT / "README.md").read_text(encoding="utf-8")
