"""Which sites may frame a page of this server, and what a self-contained page may load.

An embed is made for other sites and holds nothing private, so any page may frame it unless the server's owner restricts that. Every
other page refuses to be framed, to prevent clickjacking.
"""

from __future__ import annotations

import re
from html import unescape

from flask import Response

from pathways.errors import InvalidArgument

__all__ = ["Framed", "framers", "policy_of"]

_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?|https?://\[[0-9a-f:.]+\](:\d{1,5})?", re.IGNORECASE)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_MOST = 50


class Framed(Response):
    """A response that may be framed: its policy says by whom; the older X-Frame-Options, which has no list, is left out."""


def framers(text: str) -> str:
    """Return who may frame an embed, as written in a policy: "*" for any page, origins separated by blanks, or "none" for nobody.

    Raises:
        InvalidArgument: A part of it is not an origin.

    Example:
        >>> framers("*"), framers("none"), framers("https://a.example  https://*.b.example/")
        ('*', "'none'", 'https://a.example https://*.b.example')
        >>> framers("a.example")
        Traceback (most recent call last):
        ...
        pathways.errors.InvalidArgument: 'a.example' is no origin that may frame a page. Expected one as in ...
    """
    words = [word.removesuffix("/") for word in text.split()]
    if words == ["*"]:
        return "*"
    if not words or words == ["none"]:
        return "'none'"
    for word in words:
        if word != "self" and not _ORIGIN.fullmatch(word):
            problem = f"{word[:80]!r} is no origin that may frame a page."
            raise InvalidArgument(f"{problem} Expected one as in 'https://a.example', or * or none.")
    if len(words) > _MOST:
        raise InvalidArgument(f"{len(words)} origins are to frame a page; at most {_MOST} are read. Expected fewer, or *.")
    return " ".join("'self'" if word == "self" else word for word in words)


def policy_of(page: str, frames: str) -> str:
    """Return the policy from the head of a page, with the list of who may frame it, which only a header can set.

    Example:
        >>> policy_of('<meta http-equiv="Content-Security-Policy" content="script-src &#39;none&#39;">', "*")
        "script-src 'none'; frame-ancestors *"
    """
    found = _POLICY.search(page)
    own = unescape(found[1]) if found else "default-src 'none'"
    return f"{own}; frame-ancestors {frames}"
