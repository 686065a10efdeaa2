"""Fonts for characters that Open Sans lacks: Greek with breathings, arrows, mathematics, stars and shapes.

They are parts of Noto under the SIL Open Font License, from the package pymupdf-fonts. Each is loaded when the first text needs it,
as a map in Latin and Greek letters needs none. All weights of a text take the regular one. Chinese, Japanese and Korean are not
among them: a font for them is ten times as large as everything else here.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

import uharfbuzz

__all__ = ["FALLBACKS", "fallback_file", "fallback_font", "fallback_of"]

FALLBACKS: dict[str, str] = {  # in the order in which they are asked, with their modules
    "Noto Sans": "NotoSans_Regular",
    "Noto Sans Math": "NotoSansMath_Regular",
    "Noto Sans Symbols2": "NotoSansSymbols2_Regular",
    "Noto Sans Symbols": "NotoSansSymbols_Regular",
}


@lru_cache(maxsize=2_000)
def fallback_of(character: str) -> str:
    """Return the name of the first font that has a character; empty where none has.

    Example:
        >>> [fallback_of(character) for character in "\\u2192\\u2605\\u75db"]
        ['Noto Sans Math', 'Noto Sans Symbols2', '']
    """
    return next((name for name in FALLBACKS if ord(character) in _characters(name)), "")


@lru_cache(maxsize=len(FALLBACKS))
def fallback_file(name: str) -> bytes:
    """Return a font as OpenType.

    Example:
        >>> fallback_file("Noto Sans Math")[:4]
        b'OTTO'
    """
    font: bytes = import_module(f"pymupdf_fonts.{FALLBACKS[name]}").fontbuffer
    return font


@lru_cache(maxsize=len(FALLBACKS))
def fallback_font(name: str) -> uharfbuzz.Font:
    """Return a font for measuring and for its outlines."""
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(fallback_file(name))))


@lru_cache(maxsize=len(FALLBACKS))
def _characters(name: str) -> frozenset[int]:
    return frozenset(fallback_font(name).face.unicodes)
