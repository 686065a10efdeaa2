"""A paper or a quoted text as running text: short for the foot of a figure, in one line for a slide, in full in lists.

Every format that prints a paper as text uses these functions, so that all agree; reference formats (BibTeX, RIS, CSL-JSON) have fields
instead. Bibliographic data that is missing is left out or marked as not seen, never guessed.
"""

from __future__ import annotations

import re

from pathways.drawing.text_metrics import clean
from pathways.language.rich_text import plain
from pathways.model.mechanism import Source
from pathways.model.reference import Reference

__all__ = ["container", "full", "identifier", "line", "listed", "medium", "named", "place", "short", "stopped", "title", "written"]

FEW = 3  # authors that are named where space is short
MOST = 100  # authors that are named at most; some papers have thousands
BEGINNING = 4  # words of the title that identify a paper without authors
FINAL_MARKS = (".", "?", "!")


def short(paper: Reference) -> str:
    """Return authors and year: one or two authors, or the first and "et al."; without authors the beginning of the title.

    Example:
        >>> short(Reference(id="x", type="book", author=({"family": "Cant"}, {"literal": "others"}), issued={"date-parts": [[2017]]}))
        'Cant et al. 2017'
        >>> short(Reference(id="x", type="book", title="A very long title of a book", issued={"date-parts": [[2001]]}))
        '“A very long title…” 2001'
    """
    words = line(paper.title).split()
    if paper.authors or not words:
        return line(paper.cited(more="et al."))
    begins = f"{' '.join(words[:BEGINNING])}{'…' if len(words) > BEGINNING else ''}"
    return f"\N{LEFT DOUBLE QUOTATION MARK}{begins}\N{RIGHT DOUBLE QUOTATION MARK} {line(paper.year) or '(year not seen)'}"


def medium(paper: Reference) -> str:
    """Return up to three authors, year, title, journal with volume and pages, and a registry number; its link is printed beside it.

    Example:
        >>> medium(Reference(id="x", type="book", title="A title.", author=({"family": "Cant", "given": "Rachel"},)))
        'Cant R (year not seen). A title.'
    """
    return _line(paper, written(paper, most=FEW, more="et al."), "")


def full(paper: Reference, *, linked: bool = False) -> str:
    """Return all authors, year, title, journal with volume and pages, registry number, and identifier.

    Args:
        linked: Its link is printed beside it, so that DOI, PubMed id or address are left out.

    Example:
        >>> paper = {"id": "x", "type": "article-journal", "title": "On toys", "container-title": "Toys", "volume": "8", "page": "1-9"}
        >>> full(Reference.model_validate(paper | {"DOI": "10.5555/toy.1", "author": [{"literal": "The Toy Group"}]}))
        'The Toy Group (year not seen). On toys. Toys 8:1-9. doi:10.5555/toy.1'
    """
    return _line(paper, written(paper), "" if linked else identifier(paper))


def _line(paper: Reference, authors: str, known_by: str) -> str:
    journal = " ".join(filter(None, (container(paper), place(paper))))
    number = "" if line(paper.number) in (known_by, paper.url.rpartition("/")[2]) else line(paper.number)  # not twice
    parts = (f"{authors} ({line(paper.year) or 'year not seen'})", title(paper) or "Title not seen", journal, number)
    return " ".join(filter(None, (*(stopped(part) for part in parts if part), known_by)))


def written(paper: Reference, *, most: int = MOST, more: str = "and others") -> str:
    """Return the authors of a paper with initials: at most `most`, and then `more` if there are others.

    Example:
        >>> by = ({"family": "Giessen", "given": "Janine", "non-dropping-particle": "van der"}, {"family": "Lie", "given": "M.R.K.L."})
        >>> written(Reference(id="x", type="book", author=by)), written(Reference(id="x", type="book", author=by), most=1)
        ('van der Giessen J, Lie MRKL', 'van der Giessen J and others')
        >>> written(Reference(id="x", type="book"))
        'Author not seen'
    """
    authors = [line(one.short) for one in paper.authors]
    rest = f" {more}" if len(authors) > most or not paper.complete else ""
    return f"{', '.join(authors[:most])}{rest}" if authors else "Author not seen"


def title(paper: Reference) -> str:
    """Return the title as one line without tags; empty where it was not seen."""
    return line(paper.title)


def container(paper: Reference) -> str:
    """Return the title of what a paper appeared in, usually a journal, by its short form where only that is known; empty if none is.

    Example:
        >>> container(Reference.model_validate({"id": "x", "type": "article-journal", "container-title": "Pain &amp; Practice"}))
        'Pain & Practice'
    """
    return line(paper.container) or line(paper.container_short)


def place(paper: Reference) -> str:
    """Return volume, issue and pages of a paper, as far as they are known.

    Example:
        >>> place(Reference(id="x", type="article-journal", volume="24", issue="11", page="1270-1281"))
        '24(11):1270-1281'
        >>> place(Reference(id="x", type="article-journal", issue="11", page="1270-1281")), place(Reference(id="x", type="book"))
        ('no. 11, pages 1270-1281', '')
    """
    volume, issue, page = line(paper.volume), line(paper.issue), line(paper.page)
    if volume:
        return f"{volume}{f'({issue})' if issue else ''}{f':{page}' if page else ''}"
    several = bool(re.search(r"\d\s*[-,\N{EN DASH}]\s*\w*\d", page))
    return ", ".join(filter(None, (f"no. {issue}" if issue else "", f"page{'s' if several else ''} {page}" if page else "")))


def identifier(paper: Reference) -> str:
    """Return the first known identifier of a paper: DOI, PubMed id, PubMed Central id, registry number, or address; empty if none is known.

    Example:
        >>> identifier(Reference(id="x", type="webpage", number="NCT00000001")), identifier(Reference(id="x", type="book", PMID="12"))
        ('NCT00000001', 'PMID 12')
    """
    known = (f"doi:{paper.doi}" if paper.doi else "", f"PMID {paper.pmid}" if paper.pmid else "", paper.pmcid, paper.number, paper.url)
    return line(next(filter(None, known), ""))


def listed(paper: Reference, number: int = 0) -> str:
    """Return a paper in full with its link, after its number if it has one, as a line of a list of papers.

    Example:
        >>> listed(Reference(id="x", type="book", title="A title.", DOI="10.1000/a"), 3)
        '[3] Author not seen (year not seen). A title. https://doi.org/10.1000/a'
    """
    return " ".join(filter(None, (f"[{number}]" if number else "", full(paper, linked=True), paper.url)))


def named(source: Source) -> str:
    """Return a quoted text's title and publisher."""
    return clean(". ".join(filter(None, (source.title, source.publisher))))


def stopped(text: str) -> str:
    """Return a text with its full stop, unless it is empty or ends with a final mark already.

    Example:
        >>> stopped("A title"), stopped("Why?"), stopped("")
        ('A title.', 'Why?', '')
    """
    return f"{text}{'' if text.endswith(FINAL_MARKS) else '.'}" if text else ""


def line(text: str) -> str:
    """Return a text of a paper as one line without tags."""
    return clean(plain(text))
