"""Slides read back: the shapes of a deck by what they are on the map, in px of the sheet; and a deck to serve as a template."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from pathways.drawing.shapes import Group, Words
from pathways.render.pptx import point_scale, write
from pathways.render.slides.drawingml import SPACE
from pathways.sheet.view_export import Export


def opened(export: Export) -> Any:
    return Presentation(io.BytesIO(write(export)))


def every(shapes: Any) -> Iterator[Any]:
    """All shapes, those in groups after their group."""
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and "GROUP" in str(shape.shape_type):
            yield from every(shape.shapes)


def named(shape: Any) -> Any:
    return next(shape._element.iter(qn("p:cNvPr")))


def thing(shape: Any) -> dict[str, str]:
    """What a shape is on the map: role, id, sign and so on; empty for its parts and for decoration."""
    found = named(shape).find(f".//{{{SPACE}}}thing")
    return dict(found.attrib) if found is not None else {}


def things(slide: Any, role: str) -> dict[str, Any]:
    return {thing(shape)["id"]: shape for shape in every(slide.shapes) if thing(shape).get("role") == role}


class Back:
    """From the slide back to px of the sheet."""

    def __init__(self, export: Export, deck: Any) -> None:
        self.per_px = point_scale(export) * 12_700
        self.left = (deck.slide_width - export.sheet.width * self.per_px) / 2
        self.top = (deck.slide_height - export.sheet.height * self.per_px) / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left) / self.per_px, (y - self.top) / self.per_px

    def rect(self, shape: Any) -> tuple[float, ...]:
        return (*self.point(shape.left, shape.top), shape.width / self.per_px, shape.height / self.per_px)

    def paths(self, shape: Any) -> list[list[list[tuple[float, float]]]]:
        """The curves of a freeform, as start + 3n points, by the parts of its geometry."""
        return [self._curves(shape, path) for path in shape._element.iter(qn("a:path"))]

    def _curves(self, shape: Any, path: Any) -> list[list[tuple[float, float]]]:
        found: list[list[tuple[float, float]]] = []
        for piece in path:
            points = [self.point(shape.left + int(at.get("x")), shape.top + int(at.get("y"))) for at in piece.iter(qn("a:pt"))]
            if piece.tag == qn("a:moveTo"):
                found.append(points)
            elif piece.tag == qn("a:lnTo"):
                found[-1] += [found[-1][-1], points[0], points[0]]
            else:
                found[-1] += points
        return found


def text_of(slide: Any) -> list[str]:
    """Every line of text on a slide."""
    return sorted(run.text for run in slide.shapes._spTree.iter(qn("a:t")) if run.text)


def drawn_text(groups: tuple[Group, ...]) -> list[str]:
    return sorted(line for group in groups for shape in group.shapes if isinstance(shape, Words) for line in shape.lines if line)


def own_deck(path: Path, colours: dict[str, str], font: str = "Georgia", *, size: tuple[int, int] = (9_144_000, 5_143_500)) -> Path:
    """A template with two slides of its own, these theme colours and this font."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(size[0]), Emu(size[1])
    for number in range(2):
        deck.slides.add_slide(deck.slide_layouts[number]).shapes.title.text_frame.text = f"secret {number}"
    deck.save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    theme = parts["ppt/theme/theme1.xml"].decode()
    for name, colour in colours.items():
        theme = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', theme, flags=re.DOTALL)
    theme = re.sub(r'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", theme)
    parts["ppt/theme/theme1.xml"] = theme.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, blob in parts.items():
            archive.writestr(name, blob)
    return path
