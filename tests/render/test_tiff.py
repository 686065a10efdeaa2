"""TIFF: the pixels of the PNG at the resolution of print, with description and the way back."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from pathways.errors import CannotWrite
from pathways.export.formats import write
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.scene.read_provenance import origin_in
from pathways.sheet.view_export import Export


def read(mechanism: Mechanism, **options: object) -> Image.Image:
    return Image.open(io.BytesIO(write(Export(mechanism, options=Options(**options)), "tiff")))  # type: ignore[arg-type]


@pytest.mark.parametrize(("options", "dpi"), [({}, 300), ({"dpi": 600}, 600), ({"inches": 3.35}, 300), ({"inches": 3.35, "dpi": 600}, 600)])
def test_it_has_the_resolution_of_print(toy: Mechanism, options: dict[str, float], dpi: int) -> None:
    picture = read(toy, **options)
    assert picture.info["dpi"] == (dpi, dpi)
    assert picture.info["compression"] == "tiff_lzw"
    inches = options.get("inches") or Export(toy).sheet.width / 96
    assert picture.width == pytest.approx(inches * dpi, abs=1)


def test_its_pixels_are_those_of_the_png(toy: Mechanism) -> None:
    png = Image.open(io.BytesIO(write(Export(toy, options=Options(dpi=300)), "png")))
    assert ImageChops.difference(read(toy).convert("RGB"), png.convert("RGB")).getbbox() is None


def test_a_transparent_one_has_an_alpha_channel(toy: Mechanism) -> None:
    assert read(toy, background="none").mode == "RGBA"
    assert read(toy).mode == "RGB"


def test_it_says_what_it_shows_and_leads_back(toy: Mechanism) -> None:
    export = Export(toy)
    content = write(export, "tiff")
    assert origin_in(content) == export.origin
    assert write(export, "tiff") == content
    tags = read(toy).tag_v2  # type: ignore[attr-defined]
    assert "boxes and" in tags[270]
    assert "α" in bytes(tags[700]).decode(), "letters beyond ASCII are in the description that can have them"


def test_one_that_is_too_large_is_refused_with_the_largest_width(toy: Mechanism) -> None:
    with pytest.raises(CannotWrite, match=r"A TIFF of 32,000 x .* At most width=\d+ with scale=4 would do; SVG and PDF"):
        read(toy, width=8000, scale=4)
