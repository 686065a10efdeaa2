"""What a PDF says beside its picture: its parts in the order in which they are read out, its title, language and origin.

The picture is one figure with a description; title, caption, legend, citations and caveat are parts of their own. The
origin stands in the metadata uncompressed, so that a search through the bytes of the file finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from pathways.drawing import Group
from pathways.sheet import Sheet
from pathways.text import clean

__all__ = ["Part", "describe", "parts_of", "spoken", "tagged"]

LONGEST = 5_000  # characters of a title or description; nobody listens to more
_PICTURE = ("area", "arrow", "gap", "area-title", "box")
_TAGS = {"title": "H1", "picture": "Figure"}
_FIRST = ("title", "caption", "picture")  # what is read out first, though the picture is drawn before its title


class Part(NamedTuple):
    """Groups that follow each other and are read out as one."""

    role: str
    groups: tuple[Group, ...]

    @property
    def tag(self) -> str:
        """What the part is in a document: a heading, a figure, a paragraph."""
        return _TAGS.get(self.role, "P")


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


def spoken(document: Any, parts: Sequence[Part], sheet: Sheet) -> None:
    """Put the tree of a document's parts into it; its page must be there."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

    page = PDFObjectReference("Page1")
    root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    whole = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName("Document")})
    found = []
    for number, part in enumerate(parts):
        element = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(part.tag), "Pg": page, "K": number})
        element["P"] = document.Reference(whole)
        if part.role == "picture":
            element["Alt"] = PDFString(_short(sheet.description))
        found.append(document.Reference(element))
    order = sorted(range(len(parts)), key=lambda i: (_FIRST.index(parts[i].role) if parts[i].role in _FIRST else len(_FIRST), i))
    whole["K"], whole["P"] = PDFArray([found[i] for i in order]), document.Reference(root)
    root["K"] = document.Reference(whole)
    root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray([0, PDFArray(found)])}))
    document.Catalog.StructTreeRoot = root
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def describe(document: Any, sheet: Sheet, metadata: str) -> None:
    """Put title, description and origin into a document, for readers and for programs."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

    info = document.info
    info.title, info.subject = _short(sheet.title), _short(sheet.description)
    info.keywords = metadata.replace("\\u0026", "&")  # a backslash would be doubled in a PDF's strings, and "&" needs none there
    info.author, info.creator = "", "pathways"
    document.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    document.Catalog.Metadata = PDFStream(kind, _xmp(sheet, metadata).encode())
    document.Reference(document.Catalog.Metadata)


def _short(text: str) -> str:
    said = clean(text)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}\N{HORIZONTAL ELLIPSIS}"


def _xmp(sheet: Sheet, metadata: str) -> str:
    language = escape(sheet.language, {'"': "&quot;"})

    def said(name: str, text: str) -> str:
        return f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(_short(text))}</rdf:li></rdf:Alt></dc:{name}>'

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:format>application/pdf</dc:format>{said('title', sheet.title)}{said('description', sheet.description)}"
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language><dc:source>{escape(metadata)}</dc:source>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>\n'
    )
