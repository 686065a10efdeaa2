"""A deck of one's own: its colours, font, size and layouts are taken over, and what cannot be read is refused with a sentence."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.drawing.theme import THEMES, contrast
from pathways.errors import CannotWrite
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.render.pptx import theme_from, write
from pathways.render.slides import fonts, template
from pathways.sheet.view_export import Export
from tests.decks import opened, own_deck


@pytest.fixture(scope="module")
def exact(toy: Mechanism) -> Export:
    return Export(toy, options=Options(mode="exact", shape="wide"))


def test_a_templates_colours_become_a_theme_where_they_can_be_read(tmp_path: Path) -> None:
    colours = {"dk1": "1A1A2E", "lt1": "FFFFFF", "accent1": "0B6E4F", "accent2": "9B2226", "accent3": "FFFF66"}
    theme = theme_from(own_deck(tmp_path / "own.pptx", colours))
    assert (theme.ink, theme.paper, theme.up, theme.down) == ("#1a1a2e", "#ffffff", "#0b6e4f", "#9b2226")
    assert theme.open == THEMES["light"].open  # yellow on white cannot be seen
    night = theme_from(own_deck(tmp_path / "dark.pptx", {"dk1": "EEEEEE", "lt1": "101020"}))
    assert (night.ink, night.paper) == ("#eeeeee", "#101020")


hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
names = ["bg1", "tx1", *(f"accent{number}" for number in range(1, 7))]


@given(st.dictionaries(st.sampled_from(names), hexes))
def test_a_theme_from_any_colours_can_be_read(colours: dict[str, str]) -> None:
    theme = template._theme(colours)
    under = [theme.paper, theme.box, *theme.tints]
    for text in (theme.ink, theme.soft, theme.gap):
        assert all(contrast(text, below) >= 4.5 for below in under)
    for line in (theme.up, theme.down, theme.open, theme.plain, theme.border, theme.frame, theme.drug, theme.focus):
        assert all(contrast(line, below) >= 3 for below in under)
    assert contrast(theme.drug_ink, theme.drug) >= 4.5
    assert contrast(theme.ink, theme.contested) >= 4.5
    assert contrast(theme.ink, theme.badge) >= 4.5


def test_a_template_gives_its_size_and_layouts_and_loses_its_slides(exact: Export, tmp_path: Path) -> None:
    export = replace(exact, template=own_deck(tmp_path / "own.pptx", {}))
    deck, blob = opened(export), write(export)
    assert (deck.slide_width, deck.slide_height) == (9_144_000, 5_143_500)
    assert deck.slides[0].slide_layout.name == "Title Only"
    assert deck.slides[0].shapes.title.text_frame.text == export.sheet.title
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        assert not any(b"secret" in archive.read(name) for name in archive.namelist())
    assert blob == write(export)
    assert 'typeface="+mn-lt"' in zipfile.ZipFile(io.BytesIO(blob)).read("ppt/slides/slide1.xml").decode()


def test_words_shrink_where_a_templates_font_is_wider(exact: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = exact.sheet.placed()
    monkeypatch.setattr(fonts, "font_file", lambda _: Path("wide.ttf"))
    monkeypatch.setattr(fonts, "_font", lambda _: "font")
    monkeypatch.setattr(fonts, "_width", lambda _, text: fonts.width(text, 1.0) * 1.25)
    shrink, remarks = fonts.shrink_for("Wide", groups)
    assert 0.8 <= shrink < 0.9
    assert not remarks
    monkeypatch.setattr(fonts, "_width", lambda _, text: fonts.width(text, 1.0) * 0.9)
    assert fonts.shrink_for("Narrow", groups) == (1.0, ())


def test_a_font_that_is_not_found_is_said_in_the_notes(exact: Export, tmp_path: Path) -> None:
    export = replace(exact, template=own_deck(tmp_path / "own.pptx", {}, font="No Such Font 7"))
    assert "'No Such Font 7' is not on this machine" in opened(export).slides[0].notes_slide.notes_text_frame.text


def test_a_template_that_cannot_be_used_is_refused_with_a_sentence(exact: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, archive, bomb = tmp_path / "text.pptx", tmp_path / "other.pptx", tmp_path / "bomb.pptx"
    text.write_text("no deck")
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "a")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.xml", b"0" * 3_000_000)
    for path, said in ((tmp_path / "none.pptx", "cannot be read"), (text, "no PowerPoint deck"), (archive, "no PowerPoint deck")):
        with pytest.raises(CannotWrite, match=said):
            write(replace(exact, template=path))
    damaged = own_deck(tmp_path / "damaged.pptx", {})
    with zipfile.ZipFile(damaged) as file:
        parts = {item.filename: file.read(item) for item in file.infolist()}
    with zipfile.ZipFile(damaged, "w") as file:
        for part, blob in parts.items():
            file.writestr(part, re.sub(rb"<p:sldMasterIdLst>.*</p:sldMasterIdLst>", b"", blob, flags=re.DOTALL))
    for use in (lambda: write(replace(exact, template=damaged)), lambda: theme_from(damaged)):
        with pytest.raises(CannotWrite, match="found wrong"):
            use()
    monkeypatch.setattr(template, "UNPACKED", 2_000_000)
    with pytest.raises(CannotWrite, match="unpack"):
        theme_from(bomb)
    monkeypatch.setattr(template, "LARGEST", 1_000)
    with pytest.raises(CannotWrite, match="at most"):
        theme_from(bomb)
