"""`pathways publish` says what it wrote, what it does not do, and that it was interrupted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathways.cli import main
from tests.publish.test_site import BASE, TOY, files, stopping


def test_the_command_publishes_and_says_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "site"
    assert main(["publish", str(out), TOY, "--base-url", BASE]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out / 'index.html'}\n"
    count = len(files(out)) - 1
    assert told.err == f"{out}: {count} written, 0 unchanged, 0 removed\n"
    assert main(["publish", str(out), TOY, "--base-url", BASE]) == 0
    assert capsys.readouterr().err == f"{out}: 0 written, {count} unchanged, 0 removed\n"


def test_the_command_says_what_it_does_not_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text("mine")
    assert main(["publish", str(tmp_path), TOY]) == 1
    assert "holds index.html, which `pathways publish` did not write" in capsys.readouterr().err
    assert main(["publish", str(tmp_path), TOY, "--base-url", "example.org"]) == 2
    assert "'example.org' is no address of a site" in capsys.readouterr().err
    assert main(["publish", str(tmp_path), str(tmp_path / "none.yaml")]) == 1
    assert main(["publish"]) == 2
    assert main(["publish", str(tmp_path / "index.html"), TOY]) == 1
    assert "Nothing more was done." in capsys.readouterr().err


def test_an_interrupt_is_no_whole_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import pathways.cli.site as command

    monkeypatch.setattr(command, "_bar", stopping(2))
    assert main(["publish", str(tmp_path / "site"), TOY]) == 1
    assert "publishing again goes on from there" in capsys.readouterr().err
    assert len(files(tmp_path / "site")) == 3
