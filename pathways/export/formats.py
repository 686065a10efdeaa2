"""The table of all formats, from which menu, commands, addresses, README and tests are derived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Literal

from pathways.errors import CannotWrite, InvalidArgument, UnknownName, hint
from pathways.export.text_size import too_small
from pathways.model.diagram import MOST_BOXES, shown_nodes
from pathways.query.export_options import OPTIONS, Options
from pathways.sheet.view_export import Export
from pathways.story.render_plan import RenderPlan
from pathways.write.losses import LACKS

__all__ = [
    "FORMATS", "MOST_BOXES", "STORY_FORMATS", "UNWRITTEN", "Format", "format_of", "heeded", "meaningless", "name_of", "story_format_of",
    "write",
    "write_story",
]  # fmt: skip

Family = Literal["picture", "page", "data", "citations", "words"]
Fidelity = Literal["exact", "native", "approximate", "data"]

SIZES = ("width", "inches", "dpi", "scale", "page")  # options that say how large the figure is, beside `fit`
_ARRANGED = ("without", "shape", "text")
_SHEET = ("fit", "least_text", *_ARRANGED, "papers", "title", "caption", "number")


@dataclass(frozen=True)
class Format:
    """One format. `use` is its purpose, `lacks` what it cannot hold, `heeds` the options that change it, `module` the module with its
    writer, the function `write` unless another is named. A format that `narrows` writes the selection alone, if there is one;
    a published site has those that are `on_sites`.
    """

    name: str
    label: str
    family: Family
    fidelity: Fidelity
    mimetype: str
    module: str
    use: str
    lacks: str = ""
    heeds: tuple[str, ...] = ()
    narrows: bool = False
    on_sites: bool = True

    @property
    def suffix(self) -> str:
        """The suffix of a file's name."""
        return f".{self.name}"


_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LETTERS = "the shapes of characters that neither Open Sans nor Noto Sans has, as Chinese and Japanese ones"
_ROWS = (
    Format("svg", "Picture, SVG", "picture", "exact", "image/svg+xml", "render.svg",
           "web pages, papers, drawing programs", heeds=(*_SHEET, "background")),
    Format("png", "Picture, PNG", "picture", "exact", "image/png", "render.png",
           "anywhere that takes an image", f"links, selectable text, and {_LETTERS}",
           (*_SHEET, "background", "width", "inches", "dpi", "scale")),
    Format("tiff", "Picture, TIFF", "picture", "exact", "image/tiff", "render.tiff",
           "journals; 300 dots an inch, or 600 with dpi=600", f"links, selectable text, and {_LETTERS}",
           (*_SHEET, "background", "width", "inches", "dpi", "scale"), on_sites=False),
    Format("pdf", "Document, PDF", "picture", "exact", "application/pdf", "render.pdf",
           "printing, papers, mail", _LETTERS, (*_SHEET, "page")),
    Format("pptx", "Slides, PowerPoint", "picture", "native", _SLIDES, "render.pptx",
           "talks; boxes, lines and words can be edited",
           "semibold letters, which become bold; in editable mode the bend of arrows that are glued", (*_SHEET, "mode", "page")),
    Format("docx", "Hand-out, Word", "picture", "exact", _WORD, "render.docx",
           "teaching, mail; picture, relations as sentences, numbered papers and limits, to be edited",
           f"links in the picture and its selectable text, though not in the words around it; {_LETTERS} in the picture",
           (*_ARRANGED, "page", "background"), on_sites=False),
    Format("html", "Interactive page, HTML", "page", "approximate", "text/html", "render.html",
           "pulling the graph about, without a network",
           "the drawn course of the lines, which the page bends in its own way; kinds of evidence and of box as small drawings",
           ("without",)),
    Format("light.html", "Light page, HTML", "page", "exact", "text/html", "render.light",
           "reading the evidence without a network, mailing, archiving", heeds=_ARRANGED),
    Format("json", "Graph, node-link JSON", "data", "data", "application/json", "write.node_link",
           "programs; everything that the map holds", LACKS["json"]),
    Format("graphml", "Graph, GraphML", "data", "data", "application/xml", "write.graphml", "networkx, yEd, Gephi", LACKS["graphml"]),
    Format("cx2", "Graph, CX2", "data", "data", "application/json", "write.cx2", "Cytoscape and NDEx", LACKS["cx2"]),
    Format("dot", "Graph, DOT", "data", "approximate", "text/vnd.graphviz", "write.dot",
           "Graphviz; drawn as placed with neato -n2, or arranged anew", LACKS["dot"]),
    Format("mmd", "Flowchart, Mermaid", "data", "approximate", "text/vnd.mermaid", "write.mermaid",
           "Markdown on GitHub and GitLab, wikis", LACKS["mmd"]),
    Format("drawio", "Diagram, draw.io", "data", "approximate", "application/vnd.jgraph.mxfile", "write.drawio",
           "drawing on with diagrams.net", LACKS["drawio"]),
    Format("sif", "Graph, SIF", "data", "data", "text/plain", "write.sif", "scripts and Cytoscape; one relation a line", LACKS["sif"]),
    Format("csv", "Table of everything, CSV", "data", "data", "text/csv", "write.csv_tables",
           "reading back exactly; nodes, edges and evidence in one table", LACKS["csv"]),
    Format("nodes.csv", "Table of nodes, CSV", "data", "data", "text/csv", "write.csv_tables:nodes_csv",
           "spreadsheets", LACKS["nodes.csv"]),
    Format("edges.csv", "Table of edges, CSV", "data", "data", "text/csv", "write.csv_tables:edges_csv",
           "spreadsheets", LACKS["edges.csv"]),
    Format("evidence.csv", "Table of evidence, CSV", "data", "data", "text/csv", "write.csv_tables:evidence_csv",
           "spreadsheets", LACKS["evidence.csv"]),
    Format("csl.json", "References, CSL-JSON", "citations", "data", "application/vnd.citationstyles.csl+json", "write.csl",
           "Zotero, pandoc", LACKS["csl.json"], narrows=True),
    Format("ris", "References, RIS", "citations", "data", "application/x-research-info-systems", "write.ris",
           "EndNote, Mendeley, Zotero", LACKS["ris"], narrows=True),
    Format("bib", "References, BibTeX", "citations", "data", "application/x-bibtex", "write.bibtex", "LaTeX", LACKS["bib"],
           narrows=True),
    Format("cff", "How to cite the map, CFF", "citations", "data", "application/yaml", "write.cff", "GitHub, Zenodo, Zotero", LACKS["cff"]),
    Format("md", "Words, Markdown", "words", "data", "text/markdown", "write.markdown",
           "texts; each relation as a sentence with numbered references", LACKS["md"], narrows=True),
)  # fmt: skip
FORMATS: dict[str, Format] = {row.name: row for row in _ROWS}


_STORIES = (
    Format("story.html", "Presentation, HTML", "page", "exact", "text/html", "render.story",
           "presenting in a browser, with speaker view; one file that needs no network"),
    Format("story.pptx", "Slides, PowerPoint", "picture", "native", _SLIDES, "render.pptx:write_story",
           "talks; a slide a scene, with notes and references",
           "semibold letters, which become bold; in editable mode the bend of arrows that are glued", ("mode", "page")),
    Format("story.pdf", "Slides, PDF", "picture", "exact", "application/pdf", "render.pdf:write_story",
           "talks on any machine; a page a scene, then the references", _LETTERS, ("page",)),
    Format("handout.pdf", "Hand-out, PDF", "picture", "exact", "application/pdf", "render.pdf:write_handout",
           "paper; scenes with captions and notes, then the references", _LETTERS, ("page",)),
    Format("handout.docx", "Hand-out, Word", "picture", "exact", _WORD, "render.docx:write_handout",
           "teaching; scenes with captions, relations as sentences, notes, papers and limits, to be edited",
           f"links in the pictures and their selectable text; {_LETTERS} in the pictures", ("page",)),
    Format("story.gif", "Animation, GIF", "picture", "approximate", "image/gif", "render.gif:write_story",
           "chats, wikis and screens that play no slides; a slide a scene, played once",
           f"notes, links, selectable text, more than 128 colours, and {_LETTERS}; nobody can stop it, so it ends by itself", ("page",)),
    Format("story.json", "Story, JSON", "data", "data", "application/json", "write.story_json",
           "changing the story on the page; opening it again", "the map: a story asks the one that it names"),
)  # fmt: skip
STORY_FORMATS: dict[str, Format] = {row.name: row for row in _STORIES}

# What people ask for and is not written, with the reason and what does as well.
UNWRITTEN: dict[str, str] = {
    "emf": "EMF knows no transparency and no fonts of its own, and no kept library writes it. Take svg, which Word and PowerPoint draw as "
           "sharply, or pptx, whose shapes can be edited.",
    "eps": "EPS knows no transparency, and journals that ask for it take pdf, or tiff with dpi=600.",
    "mp4": "Films need a program beside Python to be written. Take story.gif, or story.html, which plays without a network.",
    "webm": "Films need a program beside Python to be written. Take story.gif, or story.html, which plays without a network.",
}  # fmt: skip
_SUFFIXES = {"tif": "tiff", "gv": "dot", "mermaid": "mmd"}  # by which other programs name the same formats


def format_of(name: str) -> Format:
    """Return the format of this name or of a file with this name.

    Raises:
        UnknownName: There is none; the message names the nearest or all.

    Example:
        >>> format_of("talk.pptx").name, format_of("map.light.html").name
        ('pptx', 'light.html')
    """
    return _named(name, FORMATS | {suffix: FORMATS[row] for suffix, row in _SUFFIXES.items() if row in FORMATS})


def story_format_of(name: str) -> Format:
    """Return the format of a whole story by its name, or by that of a file; "pptx", "pdf", "html", "json", "gif" and
    "docx" alone will do.

    Raises:
        UnknownName: There is none; the message names the nearest or all.

    Example:
        >>> story_format_of("talk.pptx").name, story_format_of("paper.handout.pdf").name, story_format_of("html").name
        ('story.pptx', 'handout.pdf', 'story.html')
    """
    short = {row.name.removeprefix("story."): row for row in _STORIES} | {"docx": STORY_FORMATS["handout.docx"]}
    return _named(name, STORY_FORMATS | short)


def _named(name: str, known: Mapping[str, Format]) -> Format:
    for found in sorted(known, key=len, reverse=True):
        if name.casefold() == found or name.casefold().endswith((f".{found}", f"-{found}")):
            return known[found]
    if reason := UNWRITTEN.get(name.casefold().rpartition(".")[2]):
        raise UnknownName(f"{name[:60]!r} is not written here. {reason}")
    raise UnknownName(f"{name[:60]!r} names no format. {hint(name.rpartition('.')[2], known)}")


def name_of(export: Export, row: Format) -> str:
    """Return the file name of a view in a format: the map and its part, or the selection where the format narrows to it.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.query.query import Query
        >>> name_of(Export(load(shipped()), Query(select="tlr4")), FORMATS["ris"])
        'low-dose-naltrexone-tlr4.ris'
    """
    return f"{(export.narrowed if row.narrows else export).name}{row.suffix}"


def heeded(options: Options, row: Format) -> Options:
    """Return the options that change a format; the others are as by default.

    Example:
        >>> heeded(Options(page="a4", shape="wide"), FORMATS["svg"]).search()
        'shape=wide'
    """
    return replace(Options(), **{name: getattr(options, name) for name in row.heeds})


def meaningless(options: Options, row: Format) -> tuple[str, ...]:
    """Return a sentence for each option that changes nothing in a format, or that contradicts another one.

    Example:
        >>> meaningless(Options(page="a4"), FORMATS["svg"])
        ("'page' means nothing for svg; it is for pdf, pptx, docx. Here 'fit' says how large the figure is.",)
        >>> meaningless(Options(fit="column", width=800), FORMATS["png"])
        ("'fit' and 'width' both say how large the figure is. Keep one of them.",)
    """
    said = [name for name in options.said if name not in row.heeds]
    instead = " Here 'fit' says how large the figure is." if "fit" in row.heeds else ""
    strange = [
        f"{OPTIONS[name]!r} means nothing for {row.name}; it is for {_heeding(name, row)}." + (instead if name in SIZES else "")
        for name in said
    ]
    twice = [name for name in SIZES if name in options.said and name in row.heeds and name not in ("dpi", "scale")] if options.fit else []
    twice += ["shape"] if options.shape != "free" and options.fit.startswith("slide") else []
    return (*strange, *(f"'fit' and {name!r} both say how large the figure is. Keep one of them." for name in twice))


def _heeding(name: str, beside: Format) -> str:
    """The formats that an option changes, of those that stand in one list with a format."""
    rows = _STORIES if beside in _STORIES else _ROWS
    return ", ".join(row.name for row in rows if name in row.heeds) or "single figures, such as the scenes of a story"


def write(export: Export, name: str) -> bytes:
    """Write a view in a format. The same view gives the same bytes.

    Raises:
        UnknownName: There is no such format.
        InvalidArgument: An option means nothing for the format.
        CannotWrite: The format cannot hold the view; the message says why and what would help.
        LayoutFailed: The part could not be arranged in time.
    """
    row = format_of(name)
    if wrong := meaningless(export.options, row):
        raise InvalidArgument("\n".join(wrong))
    if row.family in ("picture", "page") and (boxes := len(shown_nodes(export.part, export.query.open))) > MOST_BOXES:
        raise CannotWrite(f"{row.label}: the view has {boxes} boxes; a picture holds at most {MOST_BOXES}. Choose a part, such as a focus.")
    if "least_text" in row.heeds and (small := too_small(export, row.name)):
        raise CannotWrite(f"{row.label}: {small}")
    return _written(row, export)


def write_story(plan: RenderPlan, name: str) -> bytes:
    """Write a whole story in a format. The same story gives the same bytes.

    Raises:
        UnknownName: There is no such format.
        InvalidArgument: An option means nothing for the format.
        CannotWrite: The format cannot hold the story; the message says why and what would help.
        LayoutFailed: The story could not be arranged in time.
    """
    row = story_format_of(name)
    if wrong := meaningless(plan.options, row):
        raise InvalidArgument("\n".join(wrong))
    if row.family != "data" and (boxes := len(plan.diagram.nodes)) > MOST_BOXES:
        raise CannotWrite(f"{row.label}: the story shows {boxes} boxes; at most {MOST_BOXES} are drawn. Show fewer things in its scenes.")
    return _written(row, plan)


def _written(row: Format, what: Export | RenderPlan) -> bytes:
    module, _, function = row.module.partition(":")
    text: str | bytes = getattr(import_module(f"pathways.{module}"), function or "write")(what)
    return text.encode() if isinstance(text, str) else text
