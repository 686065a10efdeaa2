"""Titles as reference managers write them, with tags and entities: as plain text, and as CSL-JSON has them.

CSL knows `<i>`, `<b>`, `<sup>`, `<sub>` and `<span>` in a title; Crossref sends the tags of JATS and MathML as well, and "&amp;" for
"&", now and then twice over. What is no such tag, as in "p < 0.05" or "<TNF>", is text and stays.
"""

from __future__ import annotations

import html
import re

__all__ = ["csl", "plain"]

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<(/?)(?:[A-Za-z]{1,8}:)?([A-Za-z]{1,12})((?:\s[^<>]{0,200})?)/?>")
_POWER = re.compile(r"(?<=\d)<sup>(?=[-+\u2212]?\d)", re.IGNORECASE)  # without a sign, 10<sup>-6</sup> would be another number
_ROUNDS = 3  # in which entities within entities are read
_SMALL = '<span style="font-variant:small-caps;">'
# What CSL calls each tag that titles have; those that it has no word for are only dropped.
_AS_CSL = {
    **{name: name for name in ("i", "b", "sup", "sub", "span")}, "italic": "i", "em": "i", "bold": "b", "strong": "b", "inf": "sub",
    "sc": "span", "scp": "span", **dict.fromkeys(("u", "p", "br", "tt", "underline", "monospace", "title"), ""),
    **dict.fromkeys(("math", "mi", "mn", "mo", "mrow", "mtext", "msub", "msup", "msubsup", "mspace", "mstyle", "mover", "munder"), ""),
}  # fmt: skip
_APART = frozenset({"p", "br", "title"})  # between which a blank is meant


def plain(text: str) -> str:
    """Return a title without tags, its entities read.

    Example:
        >>> plain("Effects of <i>Naltrexone</i> on IL<sub>6</sub> &amp; TNF"), plain("10<sup>-6</sup> M, p &lt; 0.05")
        ('Effects of Naltrexone on IL6 & TNF', '10^-6 M, p < 0.05')
        >>> plain("A<B and <TNF>"), plain("")
        ('A<B and <TNF>', '')
    """
    return _TAG.sub(_dropped, _POWER.sub("^", read)) if "<" in (read := _read(text)) else read


def csl(text: str) -> str:
    """Return a title with the tags that CSL knows and no others, its entities read.

    Example:
        >>> csl("<jats:italic>In vitro</jats:italic> &amp; <mml:math><mml:mi>x</mml:mi></mml:math>")
        '<i>In vitro</i> & x'
    """
    return _TAG.sub(_renamed, read) if "<" in (read := _read(text)) else read


def _read(text: str) -> str:
    for _ in range(_ROUNDS):
        before, text = text, _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text
        if text == before:
            break
    return text


def _dropped(tag: re.Match[str]) -> str:
    name = tag[2].casefold()
    return (" " if name in _APART else "") if name in _AS_CSL else tag[0]


def _renamed(tag: re.Match[str]) -> str:
    name, closes = tag[2].casefold(), bool(tag[1])
    known = _AS_CSL.get(name)
    if not known:
        return _dropped(tag)
    if known == "span" and not closes:
        return _SMALL if name != "span" else f"<span{tag[3]}>"
    return f"<{tag[1]}{known}>"
