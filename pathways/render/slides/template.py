"""A PowerPoint template from the user: checked before it is opened, and its colours and font read as a theme.

As a template is untrusted, its size is checked before it is unpacked. Its colours are used where text has a contrast of 4.5 and lines
of 3 to all backgrounds; otherwise those of the light or dark theme are used.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from pathways.drawing.text_metrics import FAMILY
from pathways.drawing.theme import THEMES, Theme, channels, contrast, mixed
from pathways.errors import CannotWrite

__all__ = ["LARGEST", "asked", "entries", "font_of", "plain_paper", "size_of", "theme_from"]

Answer = TypeVar("Answer")

LARGEST = 50_000_000  # bytes of the file
UNPACKED = 400_000_000  # bytes of its unpacked parts
MOST = 10_000  # parts
TEXT, LINE = 4.5, 3.0  # contrast, WCAG 2.2 AA
APART = 90.0  # the least distance of two distinguishable colours, each channel from 0 to 255
TINT_SHARE = 0.07  # share of the accent colour in a tint
_OWN_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


def entries(blob: bytes) -> dict[str, bytes]:
    """Return the parts of a deck's archive by name."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        return {item.filename: archive.read(item) for item in archive.infolist() if not item.is_dir()}


def asked(template: Path, question: Callable[[Any], Answer]) -> Answer:
    """Check a template, open it with python-pptx, and return what `question` returns for it.

    Raises:
        CannotWrite: There is no such file, it is too large, it is no deck, or a damaged one.
    """
    name, blob = template.name[:80], _bytes(template)
    _check_archive(blob, name)
    try:
        return question(Presentation(io.BytesIO(blob)))
    except CannotWrite:
        raise
    except Exception as error:  # a damaged deck fails in zipfile, lxml or python-pptx, each in its own way
        raise CannotWrite(f"The template '{name}' is no PowerPoint deck that can be read (.pptx expected). {_cause(error)}") from None


def _bytes(template: Path) -> bytes:
    name = template.name[:80]
    try:
        size = template.stat().st_size
        if size > LARGEST:
            most = f"at most {LARGEST // 1_000_000} MB are read. Take its pictures out."
            raise CannotWrite(f"The template '{name}' has {size // 1_000_000} MB; {most}")
        return template.read_bytes()
    except OSError as error:
        raise CannotWrite(f"The template '{name}' cannot be read: {error.strerror or error}. Nothing was written.") from None


def _cause(error: Exception) -> str:
    return f"What was found wrong: {' '.join(str(error).split())[:120] or type(error).__name__}."


def _check_archive(blob: bytes, name: str) -> None:
    """Raise `CannotWrite` for a file that is no archive or whose unpacked size is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise CannotWrite(f"The template '{name}' is no PowerPoint deck (.pptx expected).") from None
    if len(listed) > MOST or sum(item.file_size for item in listed) > UNPACKED:
        raise CannotWrite(f"The template '{name}' would unpack to more than {UNPACKED // 1_000_000} MB, so it is not opened.")


def _theme_part(deck: Any) -> Any:
    master = deck.slide_masters[0]
    return parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)


def size_of(deck: Any) -> tuple[int, int]:
    """Return the width and height of a deck's slides in EMU."""
    return int(deck.slide_width), int(deck.slide_height)


def font_of(deck: Any) -> str:
    """Return the name of the font for running text in a deck; Open Sans where it names none."""
    minor = next(_theme_part(deck).iter(qn("a:minorFont")), None)
    latin = minor.find(qn("a:latin")) if minor is not None else None
    return str(latin.get("typeface", "") if latin is not None else "") or FAMILY


def theme_from(template: Path) -> Theme:
    """Return the colours of a deck as a theme.

    Background, text and accents are those of the deck where they are readable, else those of the light or dark theme.

    Raises:
        CannotWrite: There is no such file, it is too large, or it is no deck.
    """
    return asked(template, lambda deck: _theme(_colours(deck)))


def _colours(deck: Any) -> dict[str, str]:
    """The colours of a deck's theme by name, and by the names of its slide master; invalid ones are left out."""
    found: dict[str, str] = {}
    scheme = next(_theme_part(deck).iter(qn("a:clrScheme")), None)
    for child in scheme if scheme is not None else ():
        value = next((item.get("val") if item.tag == qn("a:srgbClr") else item.get("lastClr") for item in child), None)
        if value and len(value) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in value):
            found[child.tag.rpartition("}")[2]] = f"#{value.lower()}"
    mapped = deck.slide_masters[0]._element.find(qn("p:clrMap"))
    names = dict(mapped.attrib) if mapped is not None else _OWN_MAP
    return found | {name: found[place] for name, place in names.items() if place in found}


def plain_paper(deck: Any) -> bool:
    """Tell whether the background of a deck's slides is just the first background colour of its theme."""
    background = next(deck.slide_masters[0]._element.iter(qn("p:bg")), None)
    if background is None:
        return True
    colours = list(background.iter(qn("a:schemeClr")))
    pictured = any(background.iter(qn("a:blip"), qn("a:gradFill"), qn("a:pattFill"), qn("a:srgbClr")))
    return not pictured and len(colours) == 1 and colours[0].get("val") in ("bg1", "lt1") and len(colours[0]) == 0


def _theme(colours: dict[str, str]) -> Theme:
    paper = colours.get("bg1", "#ffffff")
    own = THEMES["light" if contrast(paper, "#000000") >= contrast(paper, "#ffffff") else "dark"]
    ink = _first([colours.get("tx1"), own.ink, "#000000", "#ffffff"], [paper], TEXT)
    accents = [colours.get(f"accent{i}", own.up) for i in range(1, 7)]
    tints = tuple(_tint(paper, accent, ink) for accent in accents)
    backgrounds = [paper, *tints]

    def text(*wanted: str | None) -> str:
        return _first([*wanted, ink], backgrounds, TEXT)

    def line(*wanted: str | None) -> str:
        return _first([*wanted, ink], backgrounds, LINE)

    up, down = _distinct(line(accents[0], own.up), line(accents[1], own.down), line(own.up), line(own.down))
    drug = line(colours.get("accent1"), own.drug)
    border = line(mixed(paper, ink, 0.5), own.border)
    return Theme(
        name="template", paper=paper, ink=ink, soft=text(mixed(paper, ink, 0.72), own.soft), box=paper, border=border,
        drug=drug, drug_ink=_first([paper, ink, "#ffffff", "#000000"], [drug], TEXT),
        up=up, down=down, open=line(accents[2], own.open), plain=border, gap=text(accents[3], own.gap),
        badge=paper, contested=_first([own.contested, paper], [ink], TEXT), focus=ink,
        trail=_first([own.trail, paper], [ink], TEXT), frame=border, tints=tints,
    )  # fmt: skip


def _first(wanted: Iterable[str | None], backgrounds: Iterable[str], least: float) -> str:
    """The first colour with enough contrast to all backgrounds, or the last one."""
    known = [colour for colour in wanted if colour]
    return next((colour for colour in known if all(contrast(colour, background) >= least for background in backgrounds)), known[-1])


def _distinct(up: str, down: str, own_up: str, own_down: str) -> tuple[str, str]:
    """Two distinguishable colours: those of the template, or the given ones."""
    return (up, down) if _distance(up, down) >= APART else (own_up, own_down)


def _distance(one: str, other: str) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True)) ** 0.5)


def _tint(paper: str, accent: str, ink: str) -> str:
    tint = mixed(paper, accent, TINT_SHARE)
    return tint if contrast(tint, ink) >= TEXT else paper
