"""A figure as a PNG: its PDF rasterised by PDFium, with description, citations and provenance in text chunks of the file.

As the PDF embeds its font and PDFium uses none of the machine, the same figure gives the same pixels everywhere.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from math import isqrt
from threading import Lock
from typing import Any, NamedTuple

from pathways.drawing.text_metrics import clean
from pathways.errors import CannotWrite
from pathways.query.export_options import LIMITS, Options
from pathways.render.pdf import draw_sheet
from pathways.scene.provenance import MARK, Origin, read_origin
from pathways.sheet.paper_size import printed
from pathways.sheet.sheet import Sheet
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import full

__all__ = ["MOST", "Size", "draw", "read_origin_png", "size_of", "too_large", "write"]

MOST = 64_000_000  # pixels: up to 600 MB while it is drawn, and about four seconds
SIGNATURE = b"\x89PNG\r\n\x1a\n"
METRE = 39.3701  # inches
LONGEST_NOTE = 5_000  # characters of a title, a description or a citation in a text chunk
LONGEST_READ = 100_000  # bytes of a text chunk that is read
_COMPRESSION = 6  # level from 0 to 9; more takes longer and saves almost nothing
_OVERSAMPLED = 16_000_000  # pixels of oversampling for images smaller than their sheet: PDFium draws no line thinner than a pixel
_LOCK = Lock()  # PDFium is not safe for threads
MOST_CHUNKS = 100_000  # that are searched; a large picture has thousands, as 8 kB a chunk are usual


class Size(NamedTuple):
    """Width and height in pixels, and pixels an inch on paper; `dpi` is 0 where none is given."""

    width: int
    height: int
    dpi: float = 0.0


def write(export: Export) -> bytes:
    """Write a view as a PNG. The same view gives the same bytes.

    Raises:
        CannotWrite: The picture would have more than `MOST` pixels; the message has the largest possible width.
    """
    size = size_of(export.sheet, export.options)
    if size.width * size.height > MOST:
        raise CannotWrite(f"{too_large(size, export.options, MOST)}; SVG and PDF have no such limit.")
    drawn = draw(export.sheet, size, ground=export.theme.paper if export.options.background == "paper" else "")
    first = len(SIGNATURE) + 25  # the signature and the header come first
    return b"".join((drawn[:first], *_text_chunks(export, size), drawn[first:]))


def draw(sheet: Sheet, size: Size, *, ground: str = "") -> bytes:
    """Return a sheet as a PNG without text chunks; `ground` is the background colour such as "#ffffff", "" for transparent.

    Example:
        >>> draw(Sheet(960, 480, (0, 0), 1, (), (), "Title", "Description"), Size(8, 4))[:4]
        b'\x89PNG'
    """
    oversampling = max(1, min(round(sheet.width / size.width), isqrt(_OVERSAMPLED // (size.width * size.height))))
    with _LOCK:
        pixels = _pixels(draw_sheet(sheet), size.width * oversampling, size.height * oversampling, ground)
    written = BytesIO()
    (pixels.reduce(oversampling) if oversampling > 1 else pixels).save(written, "PNG", compress_level=_COMPRESSION)
    return written.getvalue()


def _pixels(page: bytes, width: int, height: int, ground: str) -> Any:
    """The page of a one-page PDF as an image of Pillow."""
    from pypdfium2 import PdfBitmap, PdfDocument
    from pypdfium2.raw import FPDF_RenderPageBitmap, FPDFBitmap_BGR, FPDFBitmap_BGRA

    bitmap = PdfBitmap.new_native(width, height, FPDFBitmap_BGR if ground else FPDFBitmap_BGRA)
    bitmap.fill_rect((*bytes.fromhex(ground[1:]), 255) if ground else (0, 0, 0, 0), 0, 0, width, height)
    with PdfDocument(page) as document:
        first = document[0]  # a variable, so that it is not collected while it is drawn
        FPDF_RenderPageBitmap(bitmap.raw, first.raw, 0, 0, width, height, 0, 0)
        first.close()
    picture = bitmap.to_pil()  # a copy
    bitmap.close()
    return picture


def size_of(sheet: Sheet, options: Options) -> Size:
    """Return the size of a sheet as a PNG, from where it goes and the options `width`, `inches`, `dpi` and `scale`.

    Example:
        >>> sheet = Sheet(960, 480, (0, 0), 1, (), (), "Title", "Description")
        >>> size_of(sheet, Options(inches=5)), size_of(sheet, Options(width=1920, scale=2))
        (Size(width=1500, height=750, dpi=300.0), Size(width=3840, height=1920, dpi=0.0))
    """
    width, dpi = printed(sheet.width, options, sheet.points)
    height = max(1, round(width * sheet.height / sheet.width))
    return Size(width, height, dpi if options.inches or options.dpi or options.fit else 0.0)


def too_large(size: Size, options: Options, most: int, name: str = "PNG") -> str:
    """Return the message that a picture has more pixels than `most`, with the largest possible width; without full stop.

    `name` is that of its format.

    Example:
        >>> too_large(Size(16_000, 8_000), Options(width=8000, scale=2), 32_000_000)
        'A PNG of 16,000 x 8,000 pixels has 128 million, and 32 million is the limit here. At most width=4000 with scale=2 would do'
    """
    fits = min(int((most * size.width / size.height) ** 0.5 / options.scale), int(LIMITS["width"][1]))
    times = f" with scale={options.scale:g}" if options.scale != 1 else ""
    count = f"{size.width * size.height / 1e6:,.0f} million, and {most / 1e6:.0f} million is the limit here"
    return f"A {name} of {size.width:,} x {size.height:,} pixels has {count}. At most width={fits}{times} would do"


def _text_chunks(export: Export, size: Size) -> Iterator[bytes]:
    """The text chunks: for programs that list the properties of an image, and the provenance of the view."""
    sheet = export.sheet
    papers = (f"{export.number[paper.id]}. {full(paper, linked=True)} {clean(paper.url)}".rstrip() for paper in export.references)
    notes = {
        "Title": clean(sheet.title)[:LONGEST_NOTE],
        "Description": clean(sheet.description)[:LONGEST_NOTE],
        "Comment": export.scene.caveat,
        "Source": clean(f"{export.mechanism.id} {export.mechanism.version} {export.link}")[:LONGEST_NOTE],
        "Software": "pathways",
        "Citations": "\n".join(paper[:LONGEST_NOTE] for paper in papers),
    }
    if size.dpi:
        yield _chunk(b"pHYs", struct.pack(">IIB", *(round(size.dpi * METRE),) * 2, 1))
    yield from (_text_chunk(name, text, sheet.language) for name, text in notes.items() if text)
    yield _text_chunk(MARK, export.origin.line(), "")


def _text_chunk(keyword: str, text: str, language: str) -> bytes:
    """An international text chunk (iTXt), uncompressed, so that its text can be found in the bytes of the file."""
    tag = language if language.isascii() else ""
    return _chunk(b"iTXt", b"\0".join((keyword.encode("latin-1"), b"\0\0" + tag.encode(), b"", text.encode("utf-8", "replace"))))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def read_origin_png(data: bytes) -> Origin | None:
    """Return the provenance in a PNG; None where there is no valid one. Compressed text chunks are ignored.

    Example:
        >>> read_origin_png(b"no picture") is None
        True
    """
    for kind, content in _chunks(data):
        keyword, _, rest = content.partition(b"\0")
        if kind == b"iTXt" and keyword == MARK.encode() and rest[:2] == b"\0\0":
            return read_origin(rest[2:].split(b"\0", 2)[-1].decode("utf-8", "replace"))
    return None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The type and content of the short chunks with a valid checksum; none where the file is no PNG."""
    at = len(SIGNATURE) if data.startswith(SIGNATURE) else len(data)
    for _ in range(MOST_CHUNKS):
        if at + 12 > len(data):
            return
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 8 + length
        if length <= LONGEST_READ and data[end : end + 4] == struct.pack(">I", zlib.crc32(data[at + 4 : end])):
            yield kind, data[at + 8 : end]
        at = end + 4
