"""What is copied from here into other pages: links, frames, pictures and slides as markup, a code to be photographed, and the tags
from which other sites make the preview of a link.

All of it is plain text made from addresses and a title, so that the explorer and a published site give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from ipaddress import ip_address
from typing import Any, Literal
from urllib.parse import urlsplit

from pathways.errors import CannotWrite

__all__ = ["DENSE", "LONGEST", "PREVIEW", "Place", "Snippet", "modules_of", "preview_tags", "qr", "reach", "snippets"]

LONGEST = 1_200  # characters of an address that is put into a code; with more, a camera does not read it from a screen
DENSE = 57  # modules across a code above which it is hard to read from the back of a room
PREVIEW = "shape=wide&width=1200&without=caption,legend,citations,origin"  # of the figure that stands for a page, 1200 x 675 px
_QUIET = 4  # modules of white around a code, as its standard asks for
_LISTENER = (
    '<script>addEventListener("message",function(e){var h=e.data&&e.data.type==="pathways-height"&&Number(e.data.height);'
    'if(h>0)document.querySelectorAll("iframe").forEach(function(f){'
    'if(f.contentWindow===e.source)f.style.height=Math.min(Math.max(h,160),4000)+"px"})})</script>'
)


@dataclass(frozen=True)
class Place:
    """Something that others can be led to: `link` is its page, `frame` the light page for a frame, `image` its picture.

    The addresses are whole, or relative to the page that they will stand in; an empty one does not exist.
    `size` is how wide and high the picture is by default, in px.
    """

    title: str
    link: str
    frame: str = ""
    image: str = ""
    size: tuple[int, int] = (960, 540)


@dataclass(frozen=True)
class Snippet:
    """A text to be copied: `label` says what it is, `use` where it is put."""

    name: Literal["link", "iframe", "markdown", "html", "reveal"]
    label: str
    use: str
    text: str


def snippets(place: Place, *, grows: bool = False) -> tuple[Snippet, ...]:
    """Return the texts that lead to a place, those for which it has an address.

    Args:
        grows: The frame takes the height that its content needs, by a few lines of script beside it.

    Example:
        >>> for one in snippets(Place('A "map"', "https://example.org/?focus=a&radius=2", image="https://example.org/a.png")):
        ...     print(one.text)
        https://example.org/?focus=a&radius=2
        [![A "map"](https://example.org/a.png)](https://example.org/?focus=a&radius=2)
        <a href="https://example.org/?focus=a&amp;radius=2"><img src="https://example.org/a.png" alt="A &quot;map&quot;" width="960"></a>
    """
    return tuple(one for one in _snippets(place, grows) if one.text)


def _snippets(place: Place, grows: bool) -> Iterator[Snippet]:
    title = " ".join(place.title.split())
    yield Snippet("link", "Link", "mails, papers, chats", place.link)
    if place.frame:
        frame = _iframe(place, title)
        yield Snippet("iframe", "Frame", "any web page; the map stays alive in it", f"{frame}\n{_LISTENER}" if grows else frame)
        yield Snippet("reveal", "Slide for reveal.js", "a slide that can be asked and zoomed", _section(place, title))
    if place.image:
        yield Snippet("markdown", "Picture, Markdown", "README files, wikis, forums", _markdown(place, title))
        yield Snippet("html", "Picture, HTML", "web pages and mails", _image(place, title))


def _iframe(place: Place, title: str) -> str:
    wide, high = place.size
    look = f'width="100%" height="{high}" style="border:0;max-width:{wide}px"'
    return f'<iframe src="{_attribute(place.frame)}" title="{_attribute(title)}" {look} loading="lazy" allow="fullscreen"></iframe>'


def _section(place: Place, title: str) -> str:
    frame = f'data-background-iframe="{_attribute(place.frame)}" data-background-interactive data-preload'
    return f'<section {frame} aria-label="{_attribute(title)}"></section>'


def _markdown(place: Place, title: str) -> str:
    alt = re.sub(r"([\\\[\]`*_<>])", r"\\\1", title)
    return f"[![{alt}]({_bracketed(place.image)})]({_bracketed(place.link)})"


def _image(place: Place, title: str) -> str:
    picture = f'<img src="{_attribute(place.image)}" alt="{_attribute(title)}" width="{place.size[0]}">'
    return f'<a href="{_attribute(place.link)}">{picture}</a>' if place.link else picture


def _attribute(text: str) -> str:
    """Text as the value of an attribute; what no attribute holds is left out."""
    return escape(re.sub(r"[\x00-\x1f\x7f]", "", text))


def _bracketed(url: str) -> str:
    """An address within the round brackets of Markdown."""
    return re.sub(r"[()<>\\\s]", lambda sign: f"%{ord(sign[0]):02X}", url)


# ---- who can follow a link


def reach(url: str) -> Literal["machine", "network", "all"]:
    """Return who can follow a link: programs of this machine, those of its network, or everybody.

    What cannot be read reaches nobody else. Nothing is looked up: a name is taken at its word.

    Example:
        >>> [reach(url) for url in ("http://127.0.0.1:8050/", "http://192.168.1.7/", "https://example.org/", "file:///map.html")]
        ['machine', 'network', 'all', 'machine']
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "machine"
    if parts.scheme not in ("http", "https") or not host or host == "localhost" or host.endswith(".localhost"):
        return "machine"
    try:
        number = ip_address(host)
    except ValueError:
        return "network" if "." not in host or host.endswith((".local", ".internal", ".lan", ".home.arpa")) else "all"
    if number.is_loopback or number.is_unspecified:
        return "machine"
    return "network" if number.is_private or number.is_link_local else "all"


# ---- a code


def qr(text: str, kind: Literal["svg", "png"] = "svg") -> bytes:
    """Return a QR code as a picture, black on white, with the quiet zone around it; the same text gives the same bytes.

    Raises:
        CannotWrite: The text is so long that no camera would read the code.

    Example:
        >>> qr("https://example.org/")[:4], qr("https://example.org/", "png")[:4]
        (b'<svg', b'\\x89PNG')
    """
    out = BytesIO()
    if kind == "svg":
        _code(text).save(out, kind="svg", border=_QUIET, scale=8, xmldecl=False, light="#fff", omitsize=False, nl=False)
    else:
        _code(text).save(out, kind="png", border=_QUIET, scale=16)
    return out.getvalue()


def modules_of(text: str) -> int:
    """Return how many squares a code has across: 21 to 177; above `DENSE` it is hard to photograph from a distance.

    Example:
        >>> modules_of("https://example.org/")
        25
    """
    return len(_code(text).matrix)


def _code(text: str) -> Any:
    import segno

    if len(text) > LONGEST:
        raise CannotWrite(f"The address has {len(text):,} characters; a QR code that cameras read holds at most {LONGEST:,}. Ask for less.")
    return segno.make_qr(text, error="m", boost_error=False)


# ---- the preview of a link


def preview_tags(
    title: str, description: str, *, url: str, image: str, alt: str = "", kind: Literal["website", "article"] = "website"
) -> str:
    """Return the tags of a page's head from which other sites make the preview of a link to it, and its canonical address.

    `url` and `image` are whole addresses; without an image there is a preview of words.

    Example:
        >>> print(preview_tags("A & B", "What it is.", url="https://example.org/", image=""))
        <link rel="canonical" href="https://example.org/">
        <meta property="og:type" content="website">
        <meta property="og:title" content="A &amp; B">
        <meta property="og:description" content="What it is.">
        <meta property="og:url" content="https://example.org/">
        <meta name="twitter:card" content="summary">
    """
    shown = {"og:type": kind, "og:title": title, "og:description": description, "og:url": url}
    if image:
        shown |= {"og:image": image, "og:image:type": "image/png", "og:image:width": "1200", "og:image:height": "675"}
        shown |= {"og:image:alt": alt or title}
    rows = [f'<meta property="{name}" content="{_attribute(" ".join(text.split()))}">' for name, text in shown.items()]
    card = f'<meta name="twitter:card" content="{"summary_large_image" if image else "summary"}">'
    return "\n".join((f'<link rel="canonical" href="{_attribute(url)}">', *rows, card))
