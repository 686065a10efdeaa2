"""Widths of text, line breaking, and the font that is embedded in the picture.

Boxes are sized before a browser draws them, so the widths must equal the browser's. uharfbuzz with the font file
that the picture embeds is within 0.02 px of Chromium; Pillow and fontTools were up to 6 px off on the same labels.
"""

from __future__ import annotations

import io
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

import uharfbuzz

from pathways.drawing.fallback_fonts import fallback_file, fallback_font, fallback_of

__all__ = [
    "FAMILY", "NO_GLYPH", "Run", "Weight", "broken", "clean", "drawable", "fallback_woff2", "font_file", "font_of", "font_woff2",
    "plain_form", "runs", "width", "wrap",
]  # fmt: skip

Weight = Literal["regular", "semibold"]

FAMILY = "Open Sans"
NO_GLYPH = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
CHUNK = 80  # characters of a word that are measured together; a longer word has to be broken anyway
LONGEST = 400  # characters of a label that are broken into lines; the full text is in the title
FILES: dict[Weight, str] = {"regular": "OpenSans-Regular.ttf", "semibold": "OpenSans-SemiBold.ttf"}
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN_AND_GREEK = ASCII + "".join(map(chr, [*range(0xA0, 0x180), *range(0x370, 0x400), *range(0x2010, 0x2027), 0x2212, 0x00D7]))


@lru_cache(maxsize=2_000)  # the same labels are measured repeatedly
def clean(text: str) -> str:
    """Return one line of text that is safe to draw: no control characters, single spaces, composed characters as fonts have them.

    Bidirectional controls are dropped, as they would also reverse the text beside the label.

    Example:
        >>> clean(" a\\n b\\x00 \\u202ec ")
        'a b c'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # the common case
    spaced = (" " if ch.isspace() else ch for ch in unicodedata.normalize("NFC", text))
    printable = (ch for ch in spaced if ch not in BIDI and unicodedata.category(ch) not in ("Cc", "Cs", "Cn"))
    return " ".join("".join(printable).split())


@lru_cache(maxsize=2)
def _font(weight: Weight) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font_file(weight).read_bytes())))


def font_file(weight: Weight) -> Path:
    """Return the path of the font file, for libraries that read it themselves.

    Example:
        >>> font_file("semibold").name
        'OpenSans-SemiBold.ttf'
    """
    return Path(str(files("ttf_opensans").joinpath("ttf", FILES[weight])))


class Run(NamedTuple):
    """A part of a line in one font; `font` is a name of `FALLBACKS`, empty for Open Sans."""

    text: str
    font: str


@lru_cache(maxsize=5_000)
def runs(line: str) -> tuple[Run, ...]:
    """Return the parts of a line, each in the font that has its characters; what no font has stays in Open Sans.

    Example:
        >>> runs("TNF \u2192 pain"), runs("\u75db")
        ((Run(text='TNF ', font=''), Run(text='→', font='Noto Sans Math'), Run(text=' pain', font='')), (Run(text='痛', font=''),))
    """
    return (Run(line, ""),) if line.isascii() else tuple(Run("".join(part), font) for font, part in groupby(line, _font_name))


def _font_name(ch: str) -> str:
    return "" if ord(ch) in _characters() or ch.isspace() or unicodedata.category(ch) == "Cf" else fallback_of(ch)


def font_of(run: Run, weight: Weight) -> uharfbuzz.Font:
    """Return the font of a run, for its outlines."""
    return fallback_font(run.font) if run.font else _font(weight)


@lru_cache(maxsize=20_000)
def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Return the advance of `text` in px at font size `size` px; the empty text is 0 wide.

    A character that Open Sans lacks is as wide as in the font that has it; one that no font has counts as one em, which is what most
    fonts need at the most.

    Example:
        >>> round(width("TLR4", 13), 2)
        29.41
    """
    return sum(_advance(run, size, weight) for run in runs(text)) if text else 0.0


def _advance(run: Run, size: float, weight: Weight) -> float:
    font = font_of(run, weight)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    em = int(font.face.upem)
    units = (em if info.codepoint == 0 else at.x_advance for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    return float(sum(units) * size / em)


@lru_cache(maxsize=5_000)
def drawable(line: str) -> str:
    """Return a line for formats that draw with our fonts alone: a character that none has becomes its compatibility form, as "m2" for
    a square metre in one sign, else `NO_GLYPH`; format characters are dropped.

    Example:
        >>> drawable("PGE\u2082 \u2192 \u33a1 \u75db")
        'PGE\u2082 \u2192 m2 \ufffd'
    """
    return "".join(run.text if run.font else plain_form(run.text) for run in runs(line))


def plain_form(text: str) -> str:
    """Return what stands for a text in Open Sans alone, as `drawable` has it for all our fonts.

    Example:
        >>> plain_form("PGE\u2082 \u2192")
        'PGE2 \ufffd'
    """
    return text if text.isascii() else "".join(_compatible(ch) for ch in text if unicodedata.category(ch) != "Cf")


def _compatible(ch: str) -> str:
    known = _characters()
    if ord(ch) in known or ch == "\N{NO-BREAK SPACE}":
        return ch
    found = unicodedata.normalize("NFKC", ch).replace("\N{HYPHEN}", "-")
    return found if all(ord(part) in known for part in found) else NO_GLYPH


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    """The characters of the font, the same in both weights."""
    return frozenset(_font("regular").face.unicodes)


@lru_cache(maxsize=5_000)
def wrap(text: str, limit: float, size: float, *, weight: Weight = "regular", lines: int = 2) -> tuple[str, ...]:
    """Break `text` into at most `lines` lines of at most `limit` px, as few and as even as possible.

    Only a word that is wider than a line is broken, after a hyphen or slash if it has one. What does not fit ends in
    an ellipsis. The empty text is one empty line.

    Example:
        >>> wrap("receptor up-regulation", 90, 13)
        ('receptor', 'up-regulation')
        >>> wrap("a label that does not fit", 60, 13, lines=2)
        ('a label', 'that do…')
    """
    words = [piece for word in re.findall(r"\S+ ?", clean(text)[:LONGEST]) for piece in _pieces(word, limit, size, weight)]
    broken = _greedy(words, limit, size, weight)
    if len(broken) > lines:
        return (*(line.rstrip() for line in broken[: lines - 1]), _with_ellipsis("".join(broken[lines - 1 :]), limit, size, weight))
    return _balanced(words, broken, limit, size, weight)


def broken(
    text: str, limit: float, size: float, *, weight: Weight = "regular", lines: int = 0, even: bool = False,
) -> tuple[str, ...]:
    """Break running text into lines of at most `limit` px, each as full as possible, or of about equal length where `even`.

    `lines` is their greatest number, 0 for no limit; text that does not fit ends in an ellipsis. The empty text is one empty line.
    Labels are broken by `wrap`.

    Example:
        >>> broken("a caption of some length", 90, 13)
        ('a caption of', 'some length')
        >>> broken("a caption of some length", 90, 13, lines=1)
        ('a caption of…',)
    """
    parts = re.findall(rf"\S{{1,{CHUNK}}} ?", clean(text))
    words = [piece for word in parts for piece in _pieces(word, limit, size, weight)]
    found = _greedy(words, limit, size, weight)
    if lines and len(found) > lines:
        found = [*found[: lines - 1], _with_ellipsis(found[lines - 1], limit, size, weight)]
    elif even:
        return _balanced(words, found, limit, size, weight)
    return tuple(line.rstrip() for line in found)


def _pieces(word: str, limit: float, size: float, weight: Weight) -> list[str]:
    """Break a word that is wider than a line: after hyphens and slashes, else anywhere."""
    if width(word.rstrip(), size, weight) <= limit:
        return [word]
    return [part for piece in re.findall(r"[^/-]*[/-]+|[^/-]+", word) for part in _split(piece, limit, size, weight)]


def _split(word: str, limit: float, size: float, weight: Weight) -> list[str]:
    parts: list[str] = []
    while len(word.rstrip()) > 1 and width(word.rstrip(), size, weight) > limit:
        most = next((n for n in range(len(word) - 1, 1, -1) if width(word[:n], size, weight) <= limit), 1)
        parts.append(word[:most])
        word = word[most:]
    return [*parts, word]


def _greedy(words: list[str], limit: float, size: float, weight: Weight) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and width((lines[-1] + word).rstrip(), size, weight) > limit:
            lines.append("")
        lines[-1] += word
    return [*lines[:-1], lines[-1].rstrip()]


def _balanced(words: list[str], broken: list[str], limit: float, size: float, weight: Weight) -> tuple[str, ...]:
    """Narrow the limit while the number of lines stays the same, so that the lines become about equally long."""
    narrow = limit
    while narrow > limit / 3:
        narrow -= max(1.0, limit / 40)
        tried = _greedy(words, narrow, size, weight)
        if len(tried) > len(broken) or max(width(line.rstrip(), size, weight) for line in tried) > narrow:
            break
        broken = tried
    return tuple(line.rstrip() for line in broken)


def _with_ellipsis(text: str, limit: float, size: float, weight: Weight) -> str:
    while text and width(text.rstrip() + ELLIPSIS, size, weight) > limit:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def font_woff2(characters: str | None = None, weight: Weight = "regular") -> bytes:
    """Return the font as woff2 with printable ASCII and the given characters; `None` means all of Latin and Greek.

    The same characters give the same bytes. Characters that the font lacks are left out.

    Example:
        >>> font_woff2("α")[:4]
        b'wOF2'
    """
    wanted = LATIN_AND_GREEK if characters is None else characters
    return _subset("".join(sorted({*ASCII, *wanted})), weight)


@lru_cache(maxsize=16)
def _subset(characters: str, weight: Weight) -> bytes:
    return _woff2(font_file(weight).read_bytes(), characters)


@lru_cache(maxsize=16)
def fallback_woff2(name: str, characters: str) -> bytes:
    """Return a fallback font as woff2 with these characters alone.

    Example:
        >>> fallback_woff2("Noto Sans Math", "\u2192")[:4]
        b'wOF2'
    """
    return _woff2(fallback_file(name), characters)


def _woff2(file: bytes, characters: str) -> bytes:
    from fontTools import subset  # takes 0.3 s to import, and is not needed after the first request of the page
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, layout_features=["kern", "liga", "mark", "mkmk", "ccmp"], notdef_outline=True)
    options.drop_tables += ["TTFA"]  # settings of a hinting program
    font = TTFont(io.BytesIO(file), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
