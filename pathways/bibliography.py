"""A paper or a quoted text as a line: short for the foot of a figure, in full for a list of references."""

from __future__ import annotations

from pathways.model import Reference, Source
from pathways.text import clean

__all__ = ["full", "named", "short"]

AUTHORS = 3  # that are named; a fourth makes it "et al."


def short(paper: Reference) -> str:
    """Return author and year; where no author was seen the beginning of the title.

    Example:
        >>> short(Reference(id="x", type="book", title="A very long title of a book", issued={"date-parts": [[2001]]}))
        '“A very long title…” 2001'
    """
    if paper.author or not paper.title:
        return clean(paper.cite)
    words = clean(paper.title).split()
    begins = f"{' '.join(words[:4])}{'…' if len(words) > 4 else ''}"
    return f"\N{LEFT DOUBLE QUOTATION MARK}{begins}\N{RIGHT DOUBLE QUOTATION MARK} {paper.year or '(year not seen)'}"


def full(paper: Reference) -> str:
    """Return authors, year, title, journal and registry number, as far as they were seen.

    Example:
        >>> full(Reference(id="x", type="book", title="A title.", author=({"family": "Cant", "given": "R"},)))
        'Cant R (year not seen). A title.'
    """
    title = clean(paper.title).rstrip(".")
    said = (f"{_authors(paper)} ({paper.year or 'year not seen'})", title, clean(paper.container), clean(paper.number))
    return ". ".join(filter(None, said)) + "."


def named(source: Source) -> str:
    """Return a quoted text's title and publisher."""
    return clean(". ".join(filter(None, (source.title, source.publisher))))


def _authors(paper: Reference) -> str:
    names = [clean(f"{who.get('family', '')} {who.get('given', '')}") or clean(who.get("literal", "")) for who in paper.author]
    known = [name for name in names if name]
    return ", ".join(known[:AUTHORS]) + (" et al." if len(known) > AUTHORS else "") if known else "Author not seen"
