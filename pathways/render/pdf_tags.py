"""The structure tree of a PDF in reading order, its bookmarks, and its metadata: title, language and provenance.

A picture is one figure with an alternative text; title, caption, legend, citations and caveat are elements of their own. The
provenance is stored uncompressed in the metadata, so that it can be found in the bytes of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from pathways.drawing.shapes import Group
from pathways.drawing.text_metrics import clean
from pathways.sheet.sheet import Sheet

__all__ = ["About", "Page", "Part", "bookmarks", "describe", "parts_of", "spoken", "tagged"]

LONGEST = 5_000  # characters of a title or alternative text
_PICTURE = ("area", "arrow", "gap", "area-title", "box", "cited")
_TAGS = {"title": "H1", "scene-title": "H2", "heading": "H2", "picture": "Figure"}
_FIRST = ("title", "caption", "picture")  # roles that are read first, though the picture is drawn before its title


class About(NamedTuple):
    """The metadata of a document; `origin` is the line of provenance."""

    title: str
    description: str
    language: str
    origin: str


class Part(NamedTuple):
    """Consecutive groups that are one element of the structure tree."""

    role: str
    groups: tuple[Group, ...]

    @property
    def tag(self) -> str:
        """The structure type of the element: a heading, a figure or a paragraph."""
        return _TAGS.get(self.role, "P")


class Page(NamedTuple):
    """The parts of a page, in drawing order, and its sheet."""

    parts: tuple[Part, ...]
    sheet: Sheet

    def order(self) -> list[int]:
        """Return the indexes of the parts in reading order; on a page with several pictures that is the drawing order."""
        if self.sheet.pictures:
            return list(range(len(self.parts)))
        roles = [part.role for part in self.parts]
        return sorted(range(len(roles)), key=lambda i: (_FIRST.index(roles[i]) if roles[i] in _FIRST else len(_FIRST), i))

    def alternative_texts(self) -> list[str]:
        """Return the alternative text of each part: the description of a picture, empty for text."""
        pictures = iter(self.sheet.pictures)
        return [next(pictures, self.sheet.description) if part.role == "picture" else "" for part in self.parts]


def parts_of(groups: Iterable[Group]) -> list[Part]:
    """Return groups as parts: the picture is one, each text around it another.

    Example:
        >>> [part.role for part in parts_of([Group("arrow", "a", ()), Group("box", "b", ()), Group("caveat", "c", ())])]
        ['picture', 'caveat']
    """
    named = groupby(groups, lambda group: ("picture", "") if group.role in _PICTURE else (group.role, group.id))
    return [Part(role, tuple(found)) for (role, _), found in named]


def tagged(number: int, part: Part, operators: str) -> str:
    """Return a part's operators as marked content with its number on the page.

    Example:
        >>> print(tagged(3, Part("caveat", ()), "f"))
        /P <</MCID 3>> BDC
        f
        EMC
    """
    return f"/{part.tag} <</MCID {number}>> BDC\n{operators}\nEMC"


def spoken(document: Any, pages: Sequence[Page]) -> None:
    """Add the structure tree to a document that has its pages."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

    root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    whole = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName("Document")})
    found = [_elements(document, page, number, whole) for number, page in enumerate(pages)]
    whole["K"] = PDFArray([listed[i] for page, listed in zip(pages, found, strict=True) for i in page.order()])
    whole["P"] = document.Reference(root)
    root["K"] = document.Reference(whole)
    numbers = [item for number, listed in enumerate(found) for item in (number, PDFArray(listed))]
    root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    document.Catalog.StructTreeRoot = root
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _elements(document: Any, page: Page, number: int, whole: Any) -> list[Any]:
    """The structure elements of a page's parts."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString

    found = []
    for place, (part, text) in enumerate(zip(page.parts, page.alternative_texts(), strict=True)):
        element = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(part.tag), "Pg": _page(number), "K": place})
        element["P"] = document.Reference(whole)
        if part.role == "picture":
            element["Alt"] = PDFString(_short(text))
        found.append(document.Reference(element))
    return found


def _page(number: int) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFObjectReference

    return PDFObjectReference(f"Page{number + 1}")


class _Outlines:
    """The object that reportlab prepares before it writes a file; the bookmarks are already in the catalogue."""

    ready = 1

    def prepare(self, document: Any, canvas: Any) -> None:
        """Nothing to do."""


def bookmarks(document: Any, marks: Sequence[tuple[str, int]]) -> None:
    """Add bookmarks to a document, each a title and the number of its page from 0; a PDF reader shows them when it opens the file."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

    if not marks:
        return
    root = PDFDictionary({"Type": PDFName("Outlines"), "Count": len(marks)})
    items = [
        PDFDictionary({"Title": PDFString(_short(title)), "Dest": PDFArray([_page(page), PDFName("Fit")])}) for title, page in marks
    ]
    links = [document.Reference(item) for item in items]
    for i, item in enumerate(items):
        item["Parent"] = document.Reference(root)
        if i:
            item["Prev"] = links[i - 1]
        if i + 1 < len(items):
            item["Next"] = links[i + 1]
    root["First"], root["Last"] = links[0], links[-1]
    document.Outlines = _Outlines()
    document.Catalog.Outlines = document.Reference(root)
    document.Catalog.PageMode = PDFName("UseOutlines")


def describe(document: Any, about: About) -> None:
    """Add title, description and provenance to a document, as document information and as XMP."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

    info = document.info
    info.title, info.subject = _short(about.title), _short(about.description)
    info.keywords = about.origin.replace("\\u0026", "&")  # a backslash would be doubled in a PDF's strings, and "&" needs none there
    info.author, info.creator = "", "pathways"
    document.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    document.Catalog.Metadata = PDFStream(kind, _xmp(about).encode())
    document.Reference(document.Catalog.Metadata)


def _short(text: str) -> str:
    line = clean(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}\N{HORIZONTAL ELLIPSIS}"


def _xmp(about: About) -> str:
    language = escape(about.language, {'"': "&quot;"})

    def element(name: str, text: str) -> str:
        return f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(_short(text))}</rdf:li></rdf:Alt></dc:{name}>'

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:format>application/pdf</dc:format>{element('title', about.title)}{element('description', about.description)}"
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language><dc:source>{escape(about.origin)}</dc:source>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>\n'
    )
