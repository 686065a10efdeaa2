"""What the tests of several picture formats share: views to write, pixels to compare, programs to ask."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from typing import Any

import pytest
from PIL import Image, ImageChops

from pathways.drawing.shapes import Curves, Panel, Words
from pathways.layout import Layout
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.sheet.view_export import Export

__all__ = ["opened", "program", "shapes", "slightly_different", "strongly_different", "view"]

def view(mechanism: Mechanism, search: str = "", layouts: dict[str, Layout] | None = None, base: str = "", **options: Any) -> Export:
    """A view by its query string and options."""
    return Export(mechanism, Query.parse(search, mechanism)[0], Options(**options), layouts or {}, base)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def strongly_different(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ strongly; a last row or column that only one of them has is left out."""
    return _different(one, other, 96)


def slightly_different(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ by more than rounding."""
    return _different(one, other, 12)


def _different(one: Image.Image, other: Image.Image, level: int) -> float:
    assert abs(one.width - other.width) <= 1
    assert abs(one.height - other.height) <= 1
    both = (0, 0, min(one.width, other.width), min(one.height, other.height))
    bands = ImageChops.difference(one.convert("RGB").crop(both), other.convert("RGB").crop(both)).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[level:]) / (both[2] * both[3])


def shapes(export: Export, kind: type[Curves] | type[Panel] | type[Words], *parts: str) -> list[Any]:
    """The shapes of a kind on the sheet, of certain parts or all."""
    found = (shape for group in export.sheet.placed() for shape in group.shapes)
    return [shape for shape in found if isinstance(shape, kind) and (not parts or shape.part in parts)]


def program(*command: str, data: bytes | None = None) -> bytes:
    """What a program prints; without the program the test is skipped, or fails where everything has to be there."""
    if not shutil.which(command[0]):
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(f"{command[0]} is not installed")
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=120).stdout
