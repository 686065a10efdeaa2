"""`export`, `show`, `query` and `formats`, as a person types them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import pathways.web
from pathways.cli import COMMANDS, main
from pathways.cli.arguments import ARGUMENTS
from pathways.export.formats import FORMATS, STORY_FORMATS, UNWRITTEN
from pathways.query.export_options import Options
from pathways.scene.read_provenance import NoFigure, origin_of
from tests.conftest import ROOT

TOY = str(ROOT / "tests/toy/toy.yaml")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files without a folder are written here."""
    monkeypatch.chdir(tmp_path)


def test_every_option_has_an_argument() -> None:
    assert set(ARGUMENTS) == {field.name for field in fields(Options)}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"example: pathways {command}" in capsys.readouterr().out


@pytest.mark.parametrize("row", FORMATS.values(), ids=list(FORMATS))
def test_every_format_is_written_by_its_suffix(row: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "-o", f"out{row.suffix}"]) == 0
    assert (tmp_path / f"out{row.suffix}").stat().st_size > 50
    assert f"wrote out{row.suffix}" in capsys.readouterr().err


def test_a_part_is_named_and_arranged_anew(tmp_path: Path) -> None:
    assert main(["export", "--focus", "TLR4", "--quiet"]) == 0
    origin = origin_of(tmp_path / "low-dose-naltrexone-focus-tlr4.svg")
    assert origin.search == "focus=tlr4&arrange=compact"
    assert main(["export", "--focus", "TLR4", "--arrange", "map", "-o", "map.svg"]) == 0
    assert origin_of(tmp_path / "map.svg").search == "focus=tlr4&arrange=map"


def test_standard_output_has_the_file_and_nothing_else() -> None:
    command = [sys.executable, "-m", "pathways", "export", TOY, "-f", "sif", "-o", "-"]
    answer = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120)
    assert all(line.count(b"\t") in (0, 2) for line in answer.stdout.splitlines())
    assert len(answer.stdout.splitlines()) >= 14


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    command = f"{sys.executable} -m pathways query | head -n 1"
    answer = subprocess.run(command, shell=True, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120)  # noqa: S602
    assert answer.stdout == b"The whole map.\n"
    assert answer.stderr == b""


def test_all_that_is_not_understood_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--focus", "TLR44", "--shape", "squar", "--layer", "documents", "-o", "x.svg"]) == 2
    said = capsys.readouterr().err
    assert "'squar' is not a value of 'shape'. Did you mean 'square'?" in said
    assert "No node 'TLR44'. Nearest: 'tlr4'" in said
    assert "'documents' is not a value of 'layer'. Did you mean 'document'?" in said


def test_an_unknown_format_is_no_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "-o", "x.pptxx"]) == 2
    assert "Did you mean 'pptx'?" in capsys.readouterr().err


def test_a_failed_export_leaves_the_old_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = tmp_path / "map.png"
    old.write_bytes(b"old")
    assert main(["export", TOY, "--width", "8000", "--scale", "4", "--force", "-o", "map.png"]) == 1
    assert "pixels" in capsys.readouterr().err
    assert old.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["map.png"]


def test_all_formats_go_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "--all-formats", "-o", "all"]) == 0
    assert {path.name for path in (tmp_path / "all").iterdir()} == {f"toy.{name}" for name in FORMATS}
    assert f"wrote {len(FORMATS)} files into all" in capsys.readouterr().err


def test_the_export_says_what_is_hard_to_read_and_mends_it_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--focus", "TLR4", "--arrange", "map", "-o", "a.pptx"]) == 0
    assert "pt at this size" in capsys.readouterr().err
    assert main(["export", "--focus", "TLR4", "--arrange", "map", "--mend", "-o", "b.pptx"]) == 0
    assert "Done: Arrange the part anew" in capsys.readouterr().err
    assert "arrange=compact" in origin_of(tmp_path / "b.pptx").search


def test_species_and_years_narrow_a_part_and_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--species", "rat,mouse", "--year-from", "2015"]) == 0
    assert capsys.readouterr().out.startswith("Part of the map; only relations with a paper on mice or rats, or on their cells; ")
    assert main(["query", "--species", "martian", "--year-from", "20x5"]) == 2
    said = capsys.readouterr().err
    assert "'martian' is not a value of 'species'. Known: human, mouse, rat, rodent." in said
    assert "'20x5' is not a year for 'year-from'. Expected four digits from 1000 to 2999, as in 2015." in said


def test_query_says_a_part_in_words_or_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--from", "LDN", "--to", "pain", "--cutoff", "1"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "What leads from low-dose naltrexone to pain in at most 1 step."
    assert "- Low-dose naltrexone decreases pain." in said
    assert main(["query", "--from", "LDN", "--to", "pain", "--cutoff", "1", "--as-table"]) == 0
    assert "low-dose-naltrexone\tdecreases\tpain\t" in capsys.readouterr().out


def test_formats_lists_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats"]) == 0
    written, _, unwritten = capsys.readouterr().out.partition("\nNot written:\n")
    assert [line.split()[0] for line in written.splitlines()] == [*FORMATS, *STORY_FORMATS]
    assert [line.split()[0] for line in unwritten.splitlines()] == [*UNWRITTEN]


@pytest.mark.parametrize("name", UNWRITTEN)
def test_what_is_not_written_is_refused_with_the_reason_and_what_does_as_well(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "-o", f"x.{name}"]) == 2
    assert f"'x.{name}' is not written here. {UNWRITTEN[name]}" in capsys.readouterr().err


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The views at which the explorer would open."""
    views: list[str] = []
    monkeypatch.setattr(pathways.web, "serve", lambda _, **told: views.append(told["search"]))
    return views


@pytest.mark.parametrize("name", ["svg", "png", "tiff", "pdf", "pptx", "docx", "html", "light.html"])
def test_a_figure_shows_the_view_that_it_was_made_from(name: str, opened: list[str]) -> None:
    assert main(["export", "--focus", "TLR4", "--radius", "2", "-o", f"a.{name}"]) == 0
    assert main(["show", f"a.{name}", "--no-browser"]) == 0
    assert opened == ["focus=tlr4&radius=2&arrange=compact"]


def test_show_says_that_the_map_has_changed_since(tmp_path: Path, opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--focus", "TLR4", "-o", "a.svg"]) == 0
    old = (tmp_path / "a.svg").read_text(encoding="utf-8")
    origin = origin_of(tmp_path / "a.svg")
    other = old.replace(origin.fingerprint, "0" * 12).replace(f'"version": "{origin.version}"', '"version": "1"')
    (tmp_path / "a.svg").write_text(other, encoding="utf-8")
    assert main(["show", "a.svg"]) == 0
    assert f"made from version 1 of the map; it is now version {origin.version}" in capsys.readouterr().out
    assert opened == [f"focus=tlr4&arrange=compact&made=1~{'0' * 12}"]


def test_show_opens_a_question(opened: list[str]) -> None:
    assert main(["show", "--from", "LDN", "--to", "pain"]) == 0
    assert opened == ["from=low-dose-naltrexone&to=pain"]


@pytest.mark.parametrize("content", [b"<svg/>", b"\x89PNG\r\n\x1a\nrubbish", b"PK\x03\x04rubbish", b"%PDF-1.4 rubbish", b""])
def test_a_picture_of_somebody_else_is_refused(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.png").write_bytes(content)
    assert main(["show", "a.png"]) == 1
    assert "no view is kept in it" in capsys.readouterr().err


def test_however_a_deck_is_damaged_it_is_said_and_nothing_breaks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--focus", "TLR4", "-o", "a.pptx"]) == 0
    deck, chance, refused = (tmp_path / "a.pptx").read_bytes(), random.Random(1), 0
    for low in (0, len(deck) - 6_000, len(deck) - 22):  # anywhere, in the last parts and their list, in where that list begins
        for _ in range(100):
            damaged = bytearray(deck)
            damaged[chance.randrange(max(low, 4), len(deck))] ^= chance.randrange(1, 256)
            try:
                (tmp_path / "a.pptx").write_bytes(damaged)
                origin_of(tmp_path / "a.pptx")
            except NoFigure:
                refused += 1
    assert refused > 20
    (tmp_path / "a.pptx").write_bytes(deck[:-6] + b"\xff\xff\xff\xff" + deck[-2:])
    capsys.readouterr()
    assert main(["show", "a.pptx"]) == 1
    assert "no view is kept in it" in capsys.readouterr().err


def test_a_figure_of_another_map_names_that_map(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "-o", "toy.svg"]) == 0
    assert main(["show", "toy.svg"]) == 2
    assert "was made from the map 'toy'" in capsys.readouterr().err


# ---- names, and what is there already


@pytest.mark.parametrize(("question", "name"), [
    (["--from", "LDN", "--to", "pain"], "low-dose-naltrexone-from-ldn-to-pain.svg"),
    (["--up", "LDN"], "low-dose-naltrexone-up-ldn.svg"),
    (["--focus", "tlr4", "--radius", "2"], "low-dose-naltrexone-focus-tlr4-radius-2.svg"),
    (["--layer", "document"], "low-dose-naltrexone-layer-document.svg"),
    ([], "low-dose-naltrexone.svg"),
])
def test_the_name_of_a_file_says_what_is_asked(question: list[str], name: str, tmp_path: Path) -> None:
    assert main(["export", "--quiet", *question]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_nothing_is_overwritten_unless_it_is_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "toy.svg").write_text("old")
    assert main(["export", TOY, "--quiet"]) == 0
    assert "toy.svg is there already" in capsys.readouterr().err
    assert main(["export", TOY, "--quiet", "-o", "toy.svg"]) == 2
    assert "toy.svg is there already. Nothing was written. Take another name, or --force" in capsys.readouterr().err
    assert (tmp_path / "toy.svg").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["toy-2.svg", "toy.svg"]
    assert main(["export", TOY, "--quiet", "-o", "toy.svg", "--force"]) == 0
    assert (tmp_path / "toy.svg").read_text().startswith("<svg")


def test_a_format_that_the_name_of_the_file_contradicts_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "-f", "png", "-o", "z.svg"]) == 2
    assert "'z.svg' does not end in .png, as --format png asks" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_all_formats_say_what_means_nothing_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "--all-formats", "--page", "a4", "-o", "all"]) == 0
    said = capsys.readouterr().err
    assert "left out there: svg: --page; png: --page; tiff: --page; html: --page" in said
    assert "pdf: --page" not in said


def test_the_alternative_text_lies_beside_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "--alt", "--quiet", "--number", "3", "--caption", "Said to help.", "-o", "a.svg"]) == 0
    text = (tmp_path / "a.svg.alt.txt").read_text(encoding="utf-8")
    assert text.splitlines()[1] == "Figure 3. Said to help."
    assert "Evidence: " in text
    assert main(["export", TOY, "--alt", "-o", "a.ris"]) == 2
    assert "ris has no picture" in capsys.readouterr().err
