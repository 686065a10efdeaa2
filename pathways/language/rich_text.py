"""Titles of papers with tags and entities, as reference managers store them: as plain text, and with the tags of CSL-JSON.

CSL defines `<i>`, `<b>`, `<sup>`, `<sub>` and `<span>` in a title; Crossref also sends tags of JATS and MathML, and "&amp;" for "&",
sometimes encoded twice. Other angle brackets, as in "p < 0.05" or "<TNF>", are text and are kept.
"""

from __future__ import annotations

import html
import re

__all__ = ["csl", "plain"]

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<(/?)(?:[A-Za-z]{1,8}:)?([A-Za-z]{1,12})((?:\s[^<>]{0,200})?)/?>")
_POWER = re.compile(r"(?<=\d)<sup>(?=[-+\u2212]?\d)", re.IGNORECASE)  # without a sign, 10<sup>-6</sup> would be another number
_ROUNDS = 3  # how often entities are decoded, as they may be encoded several times
_SMALL_CAPS = '<span style="font-variant:small-caps;">'
# The tag of CSL for each tag found in titles; an empty one has no equivalent and is dropped.
_CSL_TAGS = {
    **{name: name for name in ("i", "b", "sup", "sub", "span")}, "italic": "i", "em": "i", "bold": "b", "strong": "b", "inf": "sub",
    "sc": "span", "scp": "span", **dict.fromkeys(("u", "p", "br", "tt", "underline", "monospace", "title"), ""),
    **dict.fromkeys(("math", "mi", "mn", "mo", "mrow", "mtext", "msub", "msup", "msubsup", "mspace", "mstyle", "mover", "munder"), ""),
}  # fmt: skip
_SEPARATORS = frozenset({"p", "br", "title"})  # tags that separate words


def plain(text: str) -> str:
    """Return a title without tags, its entities decoded.

    Example:
        >>> plain("Effects of <i>Naltrexone</i> on IL<sub>6</sub> &amp; TNF"), plain("10<sup>-6</sup> M, p &lt; 0.05")
        ('Effects of Naltrexone on IL6 & TNF', '10^-6 M, p < 0.05')
        >>> plain("A<B and <TNF>"), plain("")
        ('A<B and <TNF>', '')
    """
    return _TAG.sub(_without_tag, _POWER.sub("^", decoded)) if "<" in (decoded := _decoded(text)) else decoded


def csl(text: str) -> str:
    """Return a title with the tags of CSL and no others, its entities decoded.

    Example:
        >>> csl("<jats:italic>In vitro</jats:italic> &amp; <mml:math><mml:mi>x</mml:mi></mml:math>")
        '<i>In vitro</i> & x'
    """
    return _TAG.sub(_csl_tag, decoded) if "<" in (decoded := _decoded(text)) else decoded


def _decoded(text: str) -> str:
    for _ in range(_ROUNDS):
        before, text = text, _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text
        if text == before:
            break
    return text


def _without_tag(tag: re.Match[str]) -> str:
    name = tag[2].casefold()
    return (" " if name in _SEPARATORS else "") if name in _CSL_TAGS else tag[0]


def _csl_tag(tag: re.Match[str]) -> str:
    name, closes = tag[2].casefold(), bool(tag[1])
    known = _CSL_TAGS.get(name)
    if not known:
        return _without_tag(tag)
    if known == "span" and not closes:
        return _SMALL_CAPS if name != "span" else f"<span{tag[3]}>"
    return f"<{tag[1]}{known}>"
