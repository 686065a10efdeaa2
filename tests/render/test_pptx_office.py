"""Slides in an independent program: LibreOffice makes pages of them, and poppler and a raster tell what lies where."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pathways.drawing.shapes import Words
from pathways.layout.store import load_layouts, stored_beside
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.render import png
from pathways.render.pptx import point_scale, write
from pathways.render.slides.connectors import front
from pathways.render.slides.fonts import font_file
from pathways.sheet.view_export import Export
from tests.conftest import ROOT
from tests.decks import opened

FONT = "Open Sans"
TOLERANCE = 1.0  # px of the sheet, by which LibreOffice may set a label or a box elsewhere than the PNG has it
WIDER = 1.06  # semibold letters are bold on a slide, which knows nothing between, and a little wider
FINE = 3  # px of the rasters to a px of the sheet


@cache
def missing() -> tuple[str, ...]:
    """What this machine lacks of what looks at the slides; without the font LibreOffice sets the words in another, of other widths."""
    lacking = [name for name in ("soffice", "pdftotext", "pdftoppm") if not shutil.which(name)]
    return (*lacking, *([] if installed(FONT) else [FONT]))


def installed(font: str) -> bool:
    """Whether programs find a font: asked of fontconfig, where there is one, else looked for among the files."""
    if not shutil.which("fc-match"):
        return font_file(font) is not None
    found = subprocess.run(["fc-match", "--format=%{family}", font], check=False, capture_output=True, text=True, timeout=60)
    return font in found.stdout


def office(deck: bytes, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a deck, with a profile of its own."""
    if missing() and os.environ.get("REQUIRE_OFFICE") == "1":
        pytest.fail(f"{', '.join(missing())} not found, which is required here (REQUIRE_OFFICE=1)")
    if missing():
        pytest.skip(f"{', '.join(missing())} not installed: LibreOffice, with the font of the slides, and poppler look at them")
    (folder / "deck.pptx").write_bytes(deck)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "deck.pptx")]
    subprocess.run(convert, check=True, capture_output=True, timeout=240)
    return folder / "deck.pdf"


def words_of(document: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """The words of each page as poppler reads them, each with its rectangle in points."""
    found = subprocess.run(["pdftotext", "-bbox", str(document), "-"], check=True, capture_output=True, timeout=60)
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    read = [word.findall(page) for page in found.stdout.decode().split("<page ")[1:]]
    return [[(text, float(x), float(y), float(right), float(low)) for x, y, right, low, text in page] for page in read]


def rasters(export: Export, folder: Path) -> tuple[Image.Image, Image.Image]:
    """The first slide as LibreOffice draws it, cut to the sheet, and the PNG of the same view, both in grey."""
    document, scale = office(write(export), folder), point_scale(export)
    made = ["pdftoppm", "-png", "-r", str(72 * FINE / scale), "-f", "1", "-l", "1", "-singlefile", str(document), str(folder / "slide")]
    subprocess.run(made, check=True, capture_output=True, timeout=60)
    large = replace(export, options=replace(export.options, width=round(export.sheet.width * FINE)))
    own = Image.open(io.BytesIO(png.write(large))).convert("L")
    slide = Image.open(folder / "slide.png").convert("L")
    left, top = round((slide.width - own.width) / 2), round((slide.height - own.height) / 2)
    return slide.crop((left, top, left + own.width, top + own.height)), own


def ink(raster: Image.Image, rect: tuple[float, float, float, float]) -> tuple[float, ...]:
    """What is drawn inside a rectangle of the sheet, as a rectangle of the sheet."""
    part = raster.crop(tuple(round(value * FINE) for value in rect))
    ground = part.getpixel((0, 0))
    found = part.point(lambda value: 255 if abs(value - ground) > 60 else 0).getbbox()
    assert found, "nothing is drawn there"
    return tuple(value / FINE for value in found)


@pytest.fixture(scope="module")
def whole(shipped: Mechanism) -> Export:
    return Export(shipped, layouts=load_layouts(stored_beside(ROOT / "data/low-dose-naltrexone.yaml")), options=Options(shape="wide"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_libreoffice_sets_labels_and_boxes_where_the_png_has_them(toy: Mechanism, theme: Any, tmp_path: Path) -> None:
    export = Export(toy, query=Query(theme=theme), options=Options(mode="exact", shape="wide"))
    slide, own = rasters(export, tmp_path)
    for group in export.sheet.placed():
        label = next((shape for shape in group.shapes if isinstance(shape, Words) and shape.part == "label"), None)
        panel = front(group) if group.role == "box" else None
        if label and panel:
            room = (label.x - 3, panel.y + 3, panel.x + panel.w - (3 if len(group.shapes) < 5 else 28), panel.y + panel.h - 3)
            (left, top, right, low), (x, y, far, base) = ink(slide, room), ink(own, room)
            assert (left, top, low) == pytest.approx((x, y, base), abs=TOLERANCE), label.lines
            assert far - TOLERANCE <= right <= x + (far - x) * WIDER + TOLERANCE, label.lines
            whole = (panel.x - 5, panel.y + panel.h / 2 - 1, panel.x + panel.w / 2, panel.y + panel.h / 2 + 1)
            assert ink(slide, whole)[0] == pytest.approx(ink(own, whole)[0], abs=TOLERANCE), label.lines


def test_libreoffice_makes_a_page_of_each_slide_with_all_words_on_it(whole: Export, tmp_path: Path) -> None:
    found = words_of(office(write(whole), tmp_path))
    assert len(found) == len(opened(whole).slides)
    for page in found:
        assert page
        assert max(low for *_, low in page) <= 540 - 6
        assert max(right for _, _, _, right, _ in page) <= 960 - 6
    first = {text for text, *_ in found[0]}
    assert {line.split()[0] for box in whole.scene.boxes for line in box.box.lines} <= first
