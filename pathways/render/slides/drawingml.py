"""DrawingML primitives as text: names, fills, lines, outlines, text.

python-pptx has no cubic curves and sets one property at a time; a map has hundreds of shapes, so their XML is written here
and parsed once. All lengths are in EMU, font sizes in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from pathways.drawing.shapes import Paint
from pathways.drawing.text_metrics import clean

__all__ = [
    "LONGEST",
    "OWN",
    "PER_POINT",
    "SPACE",
    "Frame",
    "Outline",
    "Type",
    "attribute",
    "fill",
    "freeform",
    "letters",
    "line",
    "named",
    "place",
    "preset",
    "shape_of",
    "words",
]

PER_POINT = 12_700  # EMU
LONGEST = 2_000  # characters of an alternative text
DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
OWN = "{0F6C2B57-6A53-4E5B-9D5C-3B1D8E0A7C41}"  # the extension with the group of the map that a shape is; other programs keep it
SPACE = "urn:pathways-explorer:slide"
KEEP_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)

Spot = tuple[int, int]


class Frame(NamedTuple):
    """A rectangle on the slide."""

    x: int
    y: int
    w: int
    h: int


class Outline(NamedTuple):
    """Curves of start + 3n points that are filled, stroked, or both."""

    curves: Sequence[Sequence[Spot]]
    closed: bool
    filled: bool
    stroked: bool


class Type(NamedTuple):
    """How text is set; `leading` in points, 0 for that of the font. `font` is a name or a reference to the theme."""

    size: float
    colour: str
    bold: bool = False
    align: str = "l"
    leading: float = 0.0
    font: str = "+mn-lt"
    language: str = "en"


def attribute(text: str, most: int = LONGEST) -> str:
    """Return text as the value of an attribute with its quotes, as one line of at most `most` characters.

    Example:
        >>> attribute('a "b" <c>' + chr(0))
        '"a &quot;b&quot; &lt;c&gt;"'
    """
    line = clean(text)
    line = line if len(line) <= most else line[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"
    return '"' + escape(line, {'"': "&quot;"}) + '"'


def named(number: int, name: str, alt: str, *, link: str = "", decorative: bool = False, thing: Sequence[tuple[str, str]] = ()) -> str:
    """Return the id, name and alternative text of a shape. `link` is a relationship id, `thing` the data of its group on the map."""
    click = f'<a:hlinkClick r:id="{link}"/>' if link else ""
    marks = DECORATIVE if decorative else ""
    if thing:
        data = "".join(f" {key}={attribute(value)}" for key, value in thing)
        marks += f'<a:ext uri="{OWN}"><pw:thing xmlns:pw="{SPACE}"{data}/></a:ext>'
    inside = click + (f"<a:extLst>{marks}</a:extLst>" if marks else "")
    descr = "" if decorative else f" descr={attribute(alt)}"
    return f'<p:cNvPr id="{number}" name={attribute(name, 250)}{descr}>{inside}</p:cNvPr>'


def _colour(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'


def fill(colour: str) -> str:
    """Return a fill; none for an empty colour."""
    return _colour(colour) if colour else "<a:noFill/>"


def line(paint: Paint, per_px: float, ends: str = "") -> str:
    """Return the line properties; `ends` is the markup of arrowheads. Dashes are relative to the line width."""
    if not paint.stroke:
        return "<a:ln><a:noFill/></a:ln>"
    cap = "rnd" if paint.round else "flat"
    join = "<a:round/>" if paint.round else '<a:miter lim="800000"/>'
    return f'<a:ln w="{round(paint.width * per_px)}" cap="{cap}">{_colour(paint.stroke)}{_dash(paint)}{join}{ends}</a:ln>'


def _dash(paint: Paint) -> str:
    if not paint.dash:
        return ""
    parts = [round(length / paint.width * 100_000) for length in paint.dash]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return "<a:custDash>" + "".join(f'<a:ds d="{dash}" sp="{space}"/>' for dash, space in pairs) + "</a:custDash>"


def shape_of(head: str, drawn: str, text: str = "", *, box: bool = False) -> str:
    """Return a shape from its name, its properties and its text; `box` marks a text box."""
    kind = '<p:cNvSpPr txBox="1"/>' if box else "<p:cNvSpPr/>"
    return f"<p:sp><p:nvSpPr>{head}{kind}<p:nvPr/></p:nvSpPr><p:spPr>{drawn}</p:spPr>{text}</p:sp>"


def place(frame: Frame, *, flip: str = "", inner: bool = False) -> str:
    """Return the position of a shape; `inner` adds the same coordinates for the children of a group."""
    within = f'<a:chOff x="{frame.x}" y="{frame.y}"/><a:chExt cx="{frame.w}" cy="{frame.h}"/>' if inner else ""
    return f'<a:xfrm{flip}><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.w}" cy="{frame.h}"/>{within}</a:xfrm>'


def preset(kind: str, adjust: int | None = None) -> str:
    """Return one of PowerPoint's own shapes, such as "rect", "ellipse", "line", "roundRect"."""
    guide = f'<a:gd name="adj" fmla="val {adjust}"/>' if adjust is not None else ""
    return f'<a:prstGeom prst="{kind}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def freeform(outlines: Sequence[Outline], frame: Frame) -> str:
    """Return a geometry of own curves inside a frame."""
    paths = "".join(_path(outline, frame) for outline in outlines)
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{paths}</a:pathLst></a:custGeom>'
    )


def _path(outline: Outline, frame: Frame) -> str:
    curves = "".join(_curve(curve, outline.closed, frame) for curve in outline.curves)
    paint = ("" if outline.filled else ' fill="none"') + ("" if outline.stroked else ' stroke="0"')
    return f'<a:path w="{frame.w}" h="{frame.h}"{paint}>{curves}</a:path>'


def _curve(curve: Sequence[Spot], closed: bool, frame: Frame) -> str:
    spots = [f'<a:pt x="{x - frame.x}" y="{y - frame.y}"/>' for x, y in curve]
    pieces = [_piece(curve, spots, i) for i in range(1, len(spots) - 2, 3)]
    return f"<a:moveTo>{spots[0]}</a:moveTo>{''.join(pieces)}{'<a:close/>' if closed else ''}"


def _piece(curve: Sequence[Spot], spots: Sequence[str], i: int) -> str:
    if curve[i] == curve[i - 1] and curve[i + 1] == curve[i + 2]:
        return f"<a:lnTo>{spots[i + 2]}</a:lnTo>"
    return f"<a:cubicBezTo>{''.join(spots[i : i + 3])}</a:cubicBezTo>"


def words(lines: Sequence[str], type_: Type, *, left: int = 0, anchor: str = "ctr") -> str:
    """Return lines of text without automatic wrapping, vertically centred in their shape."""
    body = f'<a:bodyPr wrap="none" lIns="{left}" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    run = letters(type_)
    runs = f"<a:br>{run}</a:br>".join(f"<a:r>{run}<a:t>{escape(clean(text))}</a:t></a:r>" for text in lines)
    spacing = f'<a:spcPts val="{round(type_.leading * 100)}"/>' if type_.leading else '<a:spcPct val="100000"/>'
    none = '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
    set_ = f'<a:pPr marL="0" indent="0" algn="{type_.align}"><a:lnSpc>{spacing}</a:lnSpc>{none}<a:buNone/></a:pPr>'
    paragraph = f"<a:p>{set_}{runs}</a:p>"
    return f"<p:txBody>{body}<a:lstStyle/>{paragraph}</p:txBody>"


def letters(type_: Type, *, link: str = "") -> str:
    """Return the properties of a text run. A link keeps the colour of its text in programs that support it."""
    size = min(400_000, max(100, round(type_.size * 100)))
    click = f'<a:hlinkClick r:id="{link}">{KEEP_COLOUR}</a:hlinkClick>' if link else ""
    return (
        f'<a:rPr lang={attribute(type_.language)} sz="{size}" b="{int(type_.bold)}" i="0" cap="none" dirty="0">'
        f"{_colour(type_.colour)}<a:latin typeface={attribute(type_.font)}/>{click}</a:rPr>"
    )
