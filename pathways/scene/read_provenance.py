"""Reading the provenance from a figure's file, whatever its format, so that its view can be restored."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from pathways.errors import PathwaysError
from pathways.scene.provenance import Origin, read_origin

__all__ = ["LARGEST", "NoFigure", "origin_in", "origin_of"]

LARGEST = 50_000_000  # bytes of a file that is searched
_ENDS = 2_000_000  # bytes at the beginning and at the end, where formats have their metadata
_GIF_COMMENT = b"\x21\xfe"
_PPTX_METADATA = "docProps/core.xml"
_DAMAGED = (  # errors that reading a damaged archive may raise
    EOFError, KeyError, OSError, RuntimeError, ValueError, lzma.LZMAError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class NoFigure(PathwaysError):
    """A file from which no view can be restored; the message says why."""


def origin_of(path: Path) -> Origin:
    """Return the origin that a figure's file holds.

    Raises:
        NoFigure: The file is too large, or holds no origin.
        OSError: It cannot be read.
    """
    if path.stat().st_size > LARGEST:
        raise NoFigure(f"{path}: larger than {LARGEST // 1_000_000} MB, so it was not looked into.")
    if found := origin_in(path.read_bytes()):
        return found
    raise NoFigure(f"{path}: no view is kept in it. A figure that Pathways exported keeps one, unless another program saved it anew.")


def origin_in(content: bytes) -> Origin | None:
    """Return the origin in a file's content; None where there is none.

    Example:
        >>> origin_in(b"<svg><metadata>" + Origin("m", "1", "d", "f", "focus=a").line().encode() + b"</metadata></svg>").search
        'focus=a'
    """
    if content.startswith(b"PK"):
        return _in_pptx(content)
    if content.startswith(b"GIF89a"):
        return read_origin(_gif_comment(content).decode("latin-1"))
    if content.startswith(b"%PDF"):
        content = content.replace(b"\\\\", b"\\").replace(b"\\(", b"(").replace(b"\\)", b")")
    return read_origin(content[:_ENDS].decode("latin-1")) or read_origin(content[-_ENDS:].decode("latin-1"))


def _gif_comment(content: bytes) -> bytes:
    """The first comment of a GIF, whose text is in blocks with their lengths before them; empty where there is none."""
    at = content.find(_GIF_COMMENT) + len(_GIF_COMMENT)
    parts: list[bytes] = []
    while len(_GIF_COMMENT) <= at < len(content) and (length := content[at]):
        parts.append(content[at + 1 : at + 1 + length])
        at += 1 + length
    return b"".join(parts)


def _in_pptx(content: bytes) -> Origin | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_PPTX_METADATA) as part:
            text = part.read(_ENDS).decode("utf-8", "replace")
    except _DAMAGED:
        return None
    return read_origin(text.replace("&quot;", '"').replace("&amp;", "&"))
