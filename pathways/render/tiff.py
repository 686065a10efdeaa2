"""A figure as a TIFF, which journals ask for: the pixels of its PNG, compressed without loss, with the resolution of print.

Without another wish it has 300 dots an inch; `dpi=600` gives 600. Description and provenance are in the tags 270 and 700.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape

from pathways.errors import CannotWrite
from pathways.render.png import LONGEST_NOTE, MOST, Size, draw, size_of, too_large
from pathways.sheet.view_export import Export

__all__ = ["DPI", "size_on_paper", "write"]

DPI = 300  # dots an inch where the options give none
_DESCRIPTION, _SOFTWARE, _XMP = 270, 305, 700  # tags


def write(export: Export) -> bytes:
    """Write a view as a TIFF with LZW compression. The same view gives the same bytes.

    Raises:
        CannotWrite: The picture would have more than `png.MOST` pixels; the message has the largest possible width.
    """
    from PIL import Image, TiffImagePlugin

    size = size_on_paper(export)
    if size.width * size.height > MOST:
        raise CannotWrite(f"{too_large(size, export.options, MOST, 'TIFF')}; SVG and PDF have no such limit.")
    ground = export.theme.paper if export.options.background == "paper" else ""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[_DESCRIPTION] = export.sheet.description[:LONGEST_NOTE].encode("ascii", "replace").decode()
    tags[_SOFTWARE] = "pathways"
    tags[_XMP] = _packet(export).encode()
    written = BytesIO()
    with Image.open(BytesIO(draw(export.sheet, size, ground=ground))) as pixels:
        pixels.save(written, "TIFF", compression="tiff_lzw", dpi=(size.dpi, size.dpi), tiffinfo=tags)
    return written.getvalue()


def size_on_paper(export: Export) -> Size:
    """Return the size of a view as a TIFF, whose resolution is always given.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> from pathways.query.export_options import Options
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> size_on_paper(Export(toy, options=Options(inches=3.35))).dpi
        300.0
    """
    options = export.options
    size = size_of(export.sheet, options if options.dpi else replace(options, dpi=DPI))
    return size._replace(dpi=float(round(size.dpi)))  # whole pixels make it 300.01


def _packet(export: Export) -> str:
    """The description in full and the provenance, as XMP."""
    rdf, dc = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"
    said = escape(export.sheet.description[:LONGEST_NOTE])
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about="" xmlns:dc="{dc}">'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{said}</rdf:li></rdf:Alt></dc:description>'
        f"<dc:source>{escape(export.origin.line())}</dc:source></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
