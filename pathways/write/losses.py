"""What each format of data, references and text cannot hold: shown in the table of formats and written into the files."""

from __future__ import annotations

__all__ = ["LACKS", "not_held"]

_ONLY_PAPERS = (
    "everything but the papers behind what is drawn, or behind what is chosen; what was not seen of a paper is left out, and so are papers "
    "that only properties of things and limits of the map cite (Markdown, CSV and JSON have them)"
)
_ONLY_DRAWN = (
    "everything but what is drawn: folded groups without their members, an arrow's evidence as kinds and numbers of papers, the papers "
    "as a short list, kinds of box, stories"
)
LACKS: dict[str, str] = {
    "json": "places and colours; the quoted documents beyond what is quoted",
    "graphml": (
        "the drawn course of the lines; stories; lists, which stand as one text with '; ' between the items; "
        "gaps as edges (they are listed with the graph); evidence as fields of its own (each quote and finding is one text of its edge); "
        "control characters, which XML forbids and which stand as U+FFFD"
    ),
    "dot": f"{_ONLY_DRAWN}; the tinted areas of regions, which are classes of their nodes; frames of open groups",
    "mmd": (
        f"{_ONLY_DRAWN}; the way back to the view; places, as the program arranges it anew; the T-bar, for which a cross stands; "
        "what is said where one points; frames of open groups. Programs draw at most 500 arrows of 50,000 characters unless they are told "
        "otherwise"
    ),
    "drawio": f"{_ONLY_DRAWN}; the drawn bend of the lines between the points that they pass; frames of open groups",
    "cx2": (
        "the drawn course of the lines; stories; gaps as edges and regions as areas (both are listed with the network); "
        "evidence as fields of its own (each quote and finding is one text of its edge)"
    ),
    "sif": (
        "labels, layers, evidence, references, gaps, caveats, stories, version and places: only ids and relations, whose names tell "
        "the sign"
    ),
    "csv": "places and colours; stories; fields of a reference beyond the usual ones, and italics in its title (CSL-JSON has them)",
    "nodes.csv": "relations, gaps, evidence, references, caveats, stories and places",
    "edges.csv": "nodes without relations, gaps, the quotes and findings themselves, references, caveats, stories and places",
    "evidence.csv": "relations without evidence, descriptions of nodes, gaps, caveats without evidence, stories, and places",
    "csl.json": (
        f"{_ONLY_PAPERS}; that a list of authors goes on, which has no field: its last author is the literal 'others', as pandoc has it; "
        "the registration number of an article but in its note"
    ),
    "ris": (
        f"{_ONLY_PAPERS}; that a list of authors goes on, which has no field: its last author is 'et al.'; commas in the name of a group; "
        "italics in titles"
    ),
    "bib": f"{_ONLY_PAPERS}; the day of publication, and italics in titles",
    "cff": (
        "what the map says; a citation of the map needs its title and version, and lists the papers behind what is drawn; that a list of "
        "authors goes on, which has no field: its last author is 'et al.'; italics in titles"
    ),
    "md": "descriptions and identifiers of nodes, stories, and places; line breaks and control characters of the data; italics in titles",
}


def not_held(name: str) -> str:
    """Return the sentence about it in a file of this format.

    Example:
        >>> not_held("nodes.csv")
        'Not held here: relations, gaps, evidence, references, caveats, stories and places.'
    """
    return f"Not held here: {LACKS[name]}."
