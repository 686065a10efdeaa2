"""What a PDF says beside its picture: its parts in the order in which they are read out, its title, language and origin.

A picture is one figure with a description; title, caption, legend, citations and caveat are parts of their own. The
origin stands in the metadata uncompressed, so that a search through the bytes of the file finds it.
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

LONGEST = 5_000  # characters of a title or description; nobody listens to more
_PICTURE = ("area", "arrow", "gap", "area-title", "box")
_TAGS = {"title": "H1", "scene-title": "H2", "heading": "H2", "picture": "Figure"}
_FIRST = ("title", "caption", "picture")  # what is read out first, though the picture is drawn before its title


class About(NamedTuple):
    """What a document says of itself; `origin` is a line that programs find again."""

    title: str
    description: str
    language: str
    origin: str


class Part(NamedTuple):
    """Groups that follow each other and are read out as one."""

    role: str
    groups: tuple[Group, ...]

    @property
    def tag(self) -> str:
        """What the part is in a document: a heading, a figure, a paragraph."""
        return _TAGS.get(self.role, "P")


class Page(NamedTuple):
    """The parts of a page, as they are drawn, and the sheet that they are from."""

    parts: tuple[Part, ...]
    sheet: Sheet

    def order(self) -> list[int]:
        """Return the parts by their places, as they are read out: on a page with several pictures as they come."""
        if self.sheet.pictures:
            return list(range(len(self.parts)))
        roles = [part.role for part in self.parts]
        return sorted(range(len(roles)), key=lambda i: (_FIRST.index(roles[i]) if roles[i] in _FIRST else len(_FIRST), i))

    def told(self) -> list[str]:
        """Return what is said in place of each part: a picture's description, nothing for words."""
        pictures = iter(self.sheet.pictures)
        return [next(pictures, self.sheet.description) if part.role == "picture" else "" for part in self.parts]


def parts_of(groups: Iterable[Group]) -> list[Part]:
    """Return groups as parts: the picture is one, each of the words around it another.

    Example:
        >>> [part.role for part in parts_of([Group("arrow", "a", ()), Group("box", "b", ()), Group("caveat", "c", ())])]
        ['picture', 'caveat']
    """
    named = groupby(groups, lambda group: ("picture", "") if group.role in _PICTURE else (group.role, group.id))
    return [Part(role, tuple(found)) for (role, _), found in named]


def tagged(number: int, part: Part, operators: str) -> str:
    """Return a part's operators with its number on the page.

    Example:
        >>> print(tagged(3, Part("caveat", ()), "f"))
        /P <</MCID 3>> BDC
        f
        EMC
    """
    return f"/{part.tag} <</MCID {number}>> BDC\n{operators}\nEMC"


def spoken(document: Any, pages: Sequence[Page]) -> None:
    """Put the tree of a document's parts into it; its pages must be there."""
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
    """The elements of a page's parts."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString

    found = []
    for place, (part, told) in enumerate(zip(page.parts, page.told(), strict=True)):
        element = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(part.tag), "Pg": _page(number), "K": place})
        element["P"] = document.Reference(whole)
        if part.role == "picture":
            element["Alt"] = PDFString(_short(told))
        found.append(document.Reference(element))
    return found


def _page(number: int) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFObjectReference

    return PDFObjectReference(f"Page{number + 1}")


class _Outlines:
    """What reportlab asks for before it writes a file; ours are there already."""

    ready = 1

    def prepare(self, document: Any, canvas: Any) -> None:
        """Nothing to do."""


def bookmarks(document: Any, marks: Sequence[tuple[str, int]]) -> None:
    """Put bookmarks into a document, each the number of its page from 0; nothing for none. A reader opens with them beside the page."""
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
    """Put title, description and origin into a document, for readers and for programs."""
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
    said = clean(text)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}\N{HORIZONTAL ELLIPSIS}"


def _xmp(about: About) -> str:
    language = escape(about.language, {'"': "&quot;"})

    def said(name: str, text: str) -> str:
        return f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(_short(text))}</rdf:li></rdf:Alt></dc:{name}>'

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:format>application/pdf</dc:format>{said('title', about.title)}{said('description', about.description)}"
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language><dc:source>{escape(about.origin)}</dc:source>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>\n'
    )
