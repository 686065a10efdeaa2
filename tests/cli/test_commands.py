"""The commands, as a person types them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pathways
import pathways.web
from pathways.cli import main, serving
from pathways.reading.files import read_mechanism
from tests.conftest import ROOT

WHOLE = {"base": "", "search": ""}
TOY = str(ROOT / "tests/toy/toy.yaml")


def test_check_says_what_it_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", TOY, str(ROOT / "data")]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0].startswith(f"{TOY}: 8 nodes in 1 connected piece, 14 edges, 16 quotes found in 1 source")
    assert "low-dose-naltrexone.yaml: " in out.splitlines()[1]
    assert [line.partition(": ")[0] for line in err.splitlines()] == ["Warning", "Warning", "2 warnings."]  # both of the toy
    assert main(["check", str(ROOT / "data")]) == 0
    assert capsys.readouterr().err == ""


def test_check_prints_all_problems_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("id: M\nnodes: []\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{path}, line 1, id: 'M' is no id. Expected small letters, digits and hyphens, as in 'm'." in err
    assert f"{path}, line 1, edges: this field is missing." in err
    assert err.splitlines()[-1] == "6 problems."


def test_new_writes_a_mechanism_that_passes_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "maps"
    assert main(["new", 'Knee: "pain" {x}', "--folder", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"wrote {folder / name}" for name in ("knee-pain-x.yaml", "references.json", "sources/knee-pain-x.txt")
    ]
    assert main(["check", str(folder)]) == 0
    assert read_mechanism(folder / "knee-pain-x.yaml").title == 'Knee: "pain" {x}'


def test_new_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "references.json").write_text("mine")
    assert main(["new", "knee", "--folder", str(tmp_path)]) == 1
    assert "references.json exists. Nothing was written; choose another name or --folder." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["references.json"]


def test_new_needs_letters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "../..", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "No id can be made from the name '../..'. Use letters or digits, as in 'knee-pain'.\n"


def test_new_says_when_the_folder_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["new", "knee", "--folder", str(tmp_path / "file")]) == 1
    err = capsys.readouterr().err
    assert str(tmp_path / "file") in err
    assert len(err.splitlines()) == 1


def test_schema_goes_to_a_file_or_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.json"
    assert main(["schema", "--output", str(path)]) == 0
    assert capsys.readouterr().out == f"wrote {path}\n"
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, Any]]]:
    """What would be served: instead of listening, each call is written down. A stored layout is named after its file."""
    calls: list[tuple[list[str], dict[str, Any]]] = []
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("BASE_URL", raising=False)
    monkeypatch.setattr(serving, "load_layouts", lambda path: {path.name: "layout"})
    monkeypatch.setattr(pathways.web, "serve", lambda mechanisms, **options: calls.append(([one.id for one in mechanisms], options)))
    return calls


def test_serve_opens_the_shipped_mechanism_or_a_persons_own(served: list[tuple[list[str], dict[str, Any]]]) -> None:
    assert main(["serve"]) == 0
    assert main(["serve", TOY, "--port", "8060", "--host", "0.0.0.0", "--no-browser"]) == 0
    assert main(["serve", str(ROOT / "tests/toy")]) == 0
    assert [ids for ids, _ in served] == [["low-dose-naltrexone"], ["toy"], ["toy"]]
    shipped, own, folder = (options for _, options in served)
    assert shipped == {"host": "127.0.0.1", "port": 8050, "open_browser": True, "layouts": {"low-dose-naltrexone.yaml": "layout"}, **WHOLE}
    assert own == {"host": "0.0.0.0", "port": 8060, "open_browser": False, "layouts": {"toy.yaml": "layout"}, **WHOLE}
    assert folder["layouts"] == {"toy.yaml": "layout"}


def test_serve_takes_host_and_port_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, served: list[tuple[list[str], dict[str, Any]]],
) -> None:
    monkeypatch.setenv("HOST", "::1")
    monkeypatch.setenv("PORT", "9000")
    assert main(["serve", TOY]) == 0
    assert (served[0][1]["host"], served[0][1]["port"]) == ("::1", 9000)


def test_a_broken_file_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str], served: list[Any]) -> None:
    assert main(["serve", str(tmp_path / "none.yaml")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'none.yaml'}: the file does not exist.\n"
    assert served == []


@pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "8050.5", "²"])
def test_a_port_that_is_none_is_a_usage_error(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", TOY, f"--port={port}"]) == 2
    assert f"{port!r} is not a port. Expected a whole number from 1 to 65535." in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check"], ["new"], ["serve", "--prot", "1"]])
def test_what_is_no_command_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage: pathways" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "new", "serve", "schema", "layout"])
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"example: pathways {command}" in capsys.readouterr().out


def test_the_module_runs_as_a_command() -> None:
    done = subprocess.run([sys.executable, "-m", "pathways", "--version"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"pathways {pathways.__version__}\n")


@pytest.mark.parametrize("module", ["dash", "pyvis", "pygraphviz", "networkx", "pydantic", "yaml"])
def test_importing_the_package_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, pathways; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("module", ["dash", "pyvis", "pygraphviz", "uharfbuzz"])
def test_checking_a_file_loads_neither_page_nor_drawing(module: str) -> None:
    code = f"import sys; from pathways.cli import main; main(['check', {TOY!r}]); sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", ["TNF alpha", "TNFa", "TNF-α", "tnf-alpha", "tumour necrosis factor α"])
def test_a_thing_is_named_in_any_spelling(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--focus", "tnf-alpha"]) == 0
    wanted = capsys.readouterr().out
    assert main(["query", "--focus", name]) == 0
    assert capsys.readouterr().out == wanted


@pytest.mark.parametrize(("name", "said"), [
    ("naltrexne", "No node 'naltrexne'. Nearest: 'naltrexone' (Naltrexone)"), ("endorfin", "Nearest: 'endorphins' (Endorphins)"),
    ("CHEBI:7465", "'CHEBI:7465' names several nodes: 'naltrexone' (Naltrexone), 'low-dose-naltrexone' (Low-dose naltrexone)"),
])  # fmt: skip
def test_a_slip_is_answered_with_the_nearest_an_ambiguous_name_with_all(name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--focus", name]) == 2
    assert said in capsys.readouterr().err
