"""The evidence behind a statement as plain values: quotes with their sources, and what papers found for and against it.

The explorer and the written pages differ in appearance, never in content, because all of them show these values. Every
text is one line without control characters, and is not yet escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pathways.drawing.text_metrics import clean
from pathways.model.assessment import fit, tier_of
from pathways.model.evidence import Context, Evidence, Finding, Statement
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Mechanism, Source
from pathways.model.quotes import find_quote, fold_blanks
from pathways.model.reference import Reference
from pathways.model.vocabulary import STUDIES, Layer, Read, Stance
from pathways.wording.bibliography import container, line, place, stopped, title
from pathways.wording.sentences import appraisal_phrases, context_sentence, paper_sentences

__all__ = [
    "LAYER_WORDS",
    "Behind",
    "Link",
    "Paper",
    "Quote",
    "Shelf",
    "addresses",
    "back",
    "capitalised_first",
    "surroundings",
]

STANCES: dict[Stance, tuple[str, str]] = {
    Stance.SUPPORTS: ("tick", "Supports"),
    Stance.CONTRADICTS: ("cross", "Speaks against"),
    Stance.MIXED: ("mixed", "Mixed"),
}
READ: dict[Read, str] = {
    Read.ABSTRACT: "abstract read",
    Read.FULL_TEXT: "full text read",
    Read.EXCERPT: "excerpt read",
    Read.REGISTRY_ENTRY: "registry entry read",
    Read.SECONDARY: "read in another paper",
}
LAYER_WORDS: dict[Layer, str] = {Layer.DOCUMENT: "Document", Layer.CLINICAL: "Clinical", Layer.LITERATURE: "Papers only"}
AROUND = 420  # characters of the source on either side of a quote


@dataclass(frozen=True)
class Link:
    """A link: its text, and an address outside, or "#..." within the page; `url` is empty if no address is known.

    In the explorer `go` holds the fields of the address that the link changes, as in "select=tlr4".
    """

    text: str
    url: str = ""
    go: str = ""


@dataclass(frozen=True)
class Quote:
    """A quote from a source with the text around it; `marker` is the reference mark as printed."""

    before: str
    text: str
    after: str
    source: Link
    title: str
    marker: str
    reading: str
    inferred: bool


@dataclass(frozen=True)
class Paper:
    """What one paper found. `number` is its number among the references, `place` its volume and pages, `outside` why it may not count."""

    id: str
    number: int
    stance: str
    glyph: str
    word: str
    null_result: bool
    outside: str
    finding: str
    cite: str
    title: str
    container: str
    place: str
    tier: str
    design: str
    appraisal: str
    context: str
    note: str
    about: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Behind:
    """The evidence behind a statement: quotes from sources, in file order, then findings of papers: for, against, mixed."""

    quotes: tuple[Quote, ...]
    papers: tuple[Paper, ...]

    @property
    def counted(self) -> str:
        """The number of papers, in words; a paper that both supports and contradicts counts once.

        Example:
            >>> Behind((), ()).counted
            '0 papers'
        """
        count = len({paper.id for paper in self.papers})
        return "one paper" if count == 1 else f"{count} papers"


@dataclass(frozen=True)
class Shelf:
    """The sources and papers of a whole mechanism, with the number of each paper by its id; a paper without one has zero."""

    mechanism: Mechanism
    number: Mapping[str, int]

    def behind(self, evidence: Iterable[Evidence], context: Context | None = None) -> Behind | None:
        """The evidence as values, None if there is none. Without a context no paper is marked as outside it.

        A source that the mechanism does not hold is named by its id.
        """
        items = tuple(evidence)
        known = self.mechanism.source
        quotes = (_quote(known.get(item.source) or _unknown(item.source), item) for item in items if isinstance(item, Statement))
        found = [item for item in items if isinstance(item, Finding)]
        papers = (self._paper(item, context) for stance in STANCES for item in found if item.stance is stance)
        return Behind(tuple(quotes), tuple(papers)) if items else None

    def _paper(self, found: Finding, context: Context | None) -> Paper:
        paper = self.mechanism.reference[found.reference]
        glyph, word = STANCES[found.stance]
        return Paper(
            id=paper.id,
            number=self.number.get(paper.id, 0),
            stance=found.stance.value,
            glyph=glyph,
            word=word,
            null_result=found.null_result,
            outside=_outside(found, context),
            finding=clean(found.finding),
            cite=line(paper.cite),
            title=stopped(title(paper)),
            container=container(paper),
            place=place(paper),
            tier=tier_of(found).value,
            design=_design(found),
            appraisal=_appraisal(found),
            context=clean(context_sentence(found.context)),
            note=clean(found.note),
            about=(*map(clean, paper_sentences(self.mechanism, self.mechanism.paper.get(paper.id))), *_entered(self.mechanism, found)),
            links=addresses(paper),
        )


def _unknown(name: str) -> Source:
    return Source(id=name, title=name, file=name)


def _quote(source: Source, said: Statement) -> Quote:
    before, text, after = surroundings(source.text, said.quote)
    return Quote(
        before=clean(before),
        text=clean(text),
        after=clean(after),
        source=Link(clean(source.publisher or source.title), linked(source.url)),
        title=clean(source.title),
        marker=clean(said.marker),
        reading=clean(said.reading),
        inferred=said.inferred,
    )


def surroundings(text: str, quote: str) -> tuple[str, str, str]:
    """Return the text before a quote in its paragraph, the quote as its source writes it, and the text after it.

    Nothing before and after it if the quote is not found. Long texts are cut at word boundaries.

    Example:
        >>> surroundings("One. Two three. Four.", "Two three.")
        ('One. ', 'Two three.', ' Four.')
    """
    searched = ((folded, find_quote(folded, quote)) for folded in _paragraphs(text))
    paragraph, found = next(((folded, place) for folded, place in searched if place), (fold_blanks(quote), None))
    start_at, end_at = found or (0, len(paragraph))
    before, wanted, after = paragraph[:start_at], paragraph[start_at:end_at], paragraph[end_at:]
    start = before if len(before) <= AROUND else f"… {before[-AROUND:].split(' ', 1)[-1]}"
    return start, wanted, after if len(after) <= AROUND else f"{after[:AROUND].rsplit(' ', 1)[0]} …"


@lru_cache(maxsize=32)
def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(map(fold_blanks, text.split("\n\n")))


def _outside(found: Finding, context: Context | None) -> str:
    if context is None or not (other := fit(found, context).other):
        return ""
    return f"{other}{': not counted as support' if found.stance is Stance.SUPPORTS else ''}"


def _appraisal(found: Finding) -> str:
    """What is stated about the reliability of the finding, as one sentence; empty if nothing is."""
    phrases = appraisal_phrases(found)
    return clean(f"{'; '.join(phrases)}.") if phrases else ""


def _entered(mechanism: Mechanism, found: Finding) -> tuple[str, ...]:
    """Who entered a finding, and when it was last checked against the paper."""
    who = found.curator or mechanism.curator
    told = (f"entered by {clean(who)}" if who else "", f"last held against the paper on {clean(found.checked)}" if found.checked else "")
    return (capitalised_first(f"{', '.join(filter(None, told))}."),) if any(told) else ()


def _design(found: Finding) -> str:
    """Kind of study, design, species, material, and which part of the paper was read."""
    study = STUDIES[found.study]
    design = found.design if found.design.lower() != study.label else ""
    read = f"{READ[found.read]}{f' ({found.locator})' if found.locator else ''}"
    words = (capitalised_first(study.label), design, ", ".join(found.species), found.material, read)
    return " · ".join(said for word in words if (said := clean(word)))


def addresses(paper: Reference) -> tuple[Link, ...]:
    """Return the addresses of a paper, each with a name; empty if the reference has none.

    Example:
        >>> addresses(Reference(id="x", type="article-journal", PMID="12"))
        (Link(text='PubMed 12', url='https://pubmed.ncbi.nlm.nih.gov/12/', go=''),)
    """
    known = (
        (f"doi:{paper.doi}", f"https://doi.org/{paper.doi}" if paper.doi else ""),
        (f"PubMed {paper.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{paper.pmid}/" if paper.pmid else ""),
        (paper.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{paper.pmcid}/" if paper.pmcid else ""),
    )
    found = [(text, url) for text, url in known if url] or [(paper.number or "link", paper.url)]
    return tuple(Link(clean(text), linked(url)) for text, url in found if url)


def back(url: str) -> str:
    """Return the address of a page's return link: an address of the web, or a file in a folder nearby; else "".

    Example:
        >>> back("../stories/a_.html"), back("https://example.org/"), back("//example.org/a.html"), back("javascript:a.html")
        ('../stories/a_.html', 'https://example.org/', '', '')
    """
    return url if re.fullmatch(r"(\.\./)*([\w-]+/)*[\w-]+\.html", url, re.ASCII) else linked(url)


def capitalised_first(text: str) -> str:
    """Return a phrase of this project with its first letter in upper case.

    Example:
        >>> capitalised_first("animal study")
        'Animal study'
    """
    return text[:1].upper() + text[1:]
