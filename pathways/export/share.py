"""Sharing: links, frames, pictures and slides as markup for other pages, QR codes, and the tags for link previews.

All of it is computed from addresses and a title, so that the explorer and a published site give the same.
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

LONGEST = 1_200  # characters of an address in a QR code; cameras cannot read denser codes from a screen
DENSE = 57  # modules across a code; with more it is hard to read from a distance
PREVIEW = "shape=wide&width=1200&without=caption,legend,citations,origin"  # options of a page's preview picture, 1200 x 675 px
_QUIET_ZONE = 4  # white modules around a code, as ISO/IEC 18004 requires
_LISTENER = (
    '<script>addEventListener("message",function(e){var h=e.data&&e.data.type==="pathways-height"&&Number(e.data.height);'
    'if(h>0)document.querySelectorAll("iframe").forEach(function(f){'
    'if(f.contentWindow===e.source)f.style.height=Math.min(Math.max(h,160),4000)+"px"})})</script>'
)


@dataclass(frozen=True)
class Place:
    """What can be shared: `link` is the address of its page, `frame` of the light page for a frame, `image` of its picture.

    The addresses are absolute, or relative to the page that will contain them; an empty one does not exist.
    `size` is the default width and height of the picture, in px.
    """

    title: str
    link: str
    frame: str = ""
    image: str = ""
    size: tuple[int, int] = (960, 540)


@dataclass(frozen=True)
class Snippet:
    """A text to be copied: `label` is its name, `use` where it can be pasted."""

    name: Literal["link", "iframe", "markdown", "html", "reveal"]
    label: str
    use: str
    text: str


def snippets(place: Place, *, grows: bool = False) -> tuple[Snippet, ...]:
    """Return the snippets of a place, as far as it has addresses for them.

    Args:
        grows: A script is added that sets the height of the frame to that of its content.

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
    """Text escaped for an attribute, without control characters."""
    return escape(re.sub(r"[\x00-\x1f\x7f]", "", text))


def _bracketed(url: str) -> str:
    """An address escaped for the parentheses of a Markdown link."""
    return re.sub(r"[()<>\\\s]", lambda sign: f"%{ord(sign[0]):02X}", url)


# ---- reach of a link


def reach(url: str) -> Literal["machine", "network", "all"]:
    """Return from where a link can be opened: this machine only, its network, or everywhere.

    An address that cannot be parsed counts as this machine only. Host names are judged by their form; none is resolved.

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


# ---- QR codes


def qr(text: str, kind: Literal["svg", "png"] = "svg") -> bytes:
    """Return a QR code as a picture, black on white with its quiet zone; the same text gives the same bytes.

    Raises:
        CannotWrite: The text is longer than `LONGEST`.

    Example:
        >>> qr("https://example.org/")[:4], qr("https://example.org/", "png")[:4]
        (b'<svg', b'\\x89PNG')
    """
    out = BytesIO()
    if kind == "svg":
        _code(text).save(out, kind="svg", border=_QUIET_ZONE, scale=8, xmldecl=False, light="#fff", omitsize=False, nl=False)
    else:
        _code(text).save(out, kind="png", border=_QUIET_ZONE, scale=16)
    return out.getvalue()


def modules_of(text: str) -> int:
    """Return the number of modules across the QR code of a text, 21 to 177; above `DENSE` it is hard to read from a distance.

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
    """Return the Open Graph tags for the head of a page, and its canonical address.

    `url` and `image` are absolute addresses; without an image the preview is text only.

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
