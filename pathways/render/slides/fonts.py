"""The width of a template's font, if it is installed on this machine, so that text can be shrunk to fit its boxes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pathways.drawing.shapes import Group, Words
from pathways.drawing.text_metrics import FAMILY, width

__all__ = ["font_file", "shrink_for"]

SLACK = 6.0  # px by which a line may be longer than it was laid out for: boxes have a padding of 8 px
SMALLEST = 0.7  # the least scale of text; a font that needs a smaller one overflows
SHORT = 30.0  # px; shorter lines always fit
_REGULAR = ("", "regular", "r", "book", "roman", "normal", "variable", "vf")
_KINDS = (".ttf", ".otf", ".ttc")


def shrink_for(family: str, groups: Sequence[Group]) -> tuple[float, tuple[str, ...]]:
    """Return the scale of text in a font, at most 1, and remarks about it.

    Example:
        >>> shrink_for("Open Sans", ())
        (1.0, ())
    """
    if family == FAMILY:
        return 1.0, ()
    found = font_file(family)
    if not found:
        return 1.0, (f"The template's font '{family[:60]}' is not on this machine; words are as large as {FAMILY} would be, so look.",)
    font = _font(found)
    if not font:
        return 1.0, ()
    needed = [_needed(font, shape, line) for group in groups for shape in group.shapes if isinstance(shape, Words) for line in shape.lines]
    return round(max(SMALLEST, min([1.0, *needed])), 3), ()


def _needed(font: object, text: Words, line: str) -> float:
    ours = width(line, text.size, text.weight)
    if ours < SHORT:
        return 1.0
    theirs = _width(font, line) * text.size
    return min(1.0, (ours + SLACK) / theirs) if theirs else 1.0


@lru_cache(maxsize=8)
def _font(path: Path) -> object:
    import uharfbuzz

    try:
        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes())))
    except (OSError, ValueError, RuntimeError):
        return None


def _width(font: object, text: str) -> float:
    """The width of a line in em."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(at.x_advance for at in buffer.glyph_positions) / font.face.upem)  # type: ignore[attr-defined]


@lru_cache(maxsize=32)
def font_file(family: str) -> Path | None:
    """Return the file of a font's upright regular style, found by its name; None where there is none.

    Example:
        >>> font_file("No Such Font 7") is None
        True
    """
    wanted = re.sub(r"[^a-z0-9]", "", family.casefold())
    if not wanted:
        return None
    known = {re.sub(r"[^a-z0-9]", "", path.stem.casefold()): path for path in _files()}
    return next((known[wanted + cut] for cut in _REGULAR if wanted + cut in known), None)


def _files() -> Iterator[Path]:
    for folder in _folders():
        for root, _, names in os.walk(folder):
            yield from (Path(root, name) for name in sorted(names) if name.casefold().endswith(_KINDS))


def _folders() -> Iterator[Path]:
    """The font folders of Windows, macOS and Linux."""
    home = Path.home()
    yield from (Path(os.environ[name], "Fonts") for name in ("WINDIR", "SYSTEMROOT") if name in os.environ)
    yield from (Path(os.environ["LOCALAPPDATA"], "Microsoft", "Windows", "Fonts"),) if "LOCALAPPDATA" in os.environ else ()
    yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")
