"""Mechanisms that carry the worst a text can be, in every field that is free text."""

from __future__ import annotations

from enum import Enum
from typing import Any

from pydantic import BaseModel

from pathways.model.mechanism import Mechanism
from pathways.model.reference import Reference

TEXTS: dict[str, str] = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": "\"quoted\" 'and' `this` ]]> <!-- --> &amp; &#60; \\",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": " \t-1",
    "at": "@SUM(1)",
    "full-width": "\uff1d1+1",
    "apostrophe": "'=1",
    "list": "a; b\\; c;; \\",
    "cells": 'a,b;c\t"d"\r\n"e"\n\rf',
    "direction": "\u202eevil\u2066 \u200f",
    "control": "".join(map(chr, range(32))) + "\x7f\x85\u2028\u2029\ufeff\ufffe\uffff \U0001f600",
    "long": "x" * 10_000,
    "words": "word " * 2_000,
    "markdown": (
        "[click](javascript:alert(1)) ![x](http://evil.example/x.png) http://evil.example www.evil.example me@evil.com evil.com @me\n\n"
        "# heading {#id .class}\n\n[1]: http://evil.example\n\n| a | b |\n|---|---|\n\n```sh\n<b>*x*</b> <https://evil.example>\n"
        "$x$ ~~x~~\n- a\n1. b"
    ),
    "setext": "a\n===",
    "latex": "\\input{/etc/passwd} }} @article{evil, title={x}} % $ # _ ^ ~ { and others, more",
    "ris": "a\r\nER  - \r\nTY  - EVIL\r\n",
    "title": "x</title></style></textarea></script><meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example>",
    "places": "{%scripts%}{%config%}{%app_entry%}{%metas%}{%title%} {{ 7*7 }} {% raw %} ${x} %(x)s {x}",
}
# What stands in place of an address and may not become a link.
ADDRESSES: dict[str, str] = {
    "javascript": "javascript:alert(1)",
    "capitals": "JaVaScRiPt:alert(1)//https://example.org/",
    "blank": " \x01javascript:alert(1)",
    "tab": "java\tscript:alert(1)",
    "newline": "javascript:\n//https://example.org/\nalert(1)",
    "entity": "javascript&colon;alert(1)",
    "percent": "javascript%3Aalert(1)",
    "vbscript": "vbscript:msgbox(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "blob": "blob:https://example.org/1",
    "file": "file:///etc/passwd",
    "relative": "//evil.example/x",
    "backslash": "https:\\\\evil.example",
    "no-host": "https:///evil.example",
    "no-slash": "https:javascript:alert(1)",
    "mail": "mailto:me@evil.example?subject=x",
    "quote": "x\" onmouseover=\"alert(1)",
}
_NAMES = {  # what a pattern guards
    "id", "source", "target", "reference", "group", "region", "type", "pmid", "pmcid", "issued", "checked", "looked_up",
}  # fmt: skip


_MADE: dict[tuple[int, str], tuple[Mechanism, Mechanism]] = {}  # what is derived from long texts is derived once; each with its origin


def hostile(mechanism: Mechanism, text: str) -> Mechanism:
    """The mechanism with this text in every field that may hold any text; the ids stay, and so do its laws."""
    if (key := (id(mechanism), text)) not in _MADE:
        fields = {name: _changed(name, getattr(mechanism, name), text) for name in Mechanism.model_fields}
        _MADE[key] = mechanism, Mechanism.model_construct(**fields)
    return _MADE[key][1]


def _changed(name: str, value: Any, text: str) -> Any:
    if isinstance(value, Reference):
        doi = "10.1234/" + "".join(character for character in text if not character.isspace())
        return value.model_copy(update={
            **dict.fromkeys(("title", "container", "container_short", "number", "volume", "issue", "page", "link", "note"), text),
            "doi": doi if value.doi else "", "author": ({"family": text, "given": text}, {"literal": text}),
        })  # fmt: skip
    if isinstance(value, BaseModel):
        return value.model_copy(update={field: _changed(field, getattr(value, field), text) for field in type(value).model_fields})
    if isinstance(value, tuple):
        return tuple(_changed("" if name != "species" else name, one, text) for one in value)
    if isinstance(value, str) and not isinstance(value, Enum) and name not in _NAMES:
        return text
    return value


def addressed(mechanism: Mechanism, url: str) -> Mechanism:
    """The mechanism with this in place of the address of each quoted text and of each paper, which has no other."""
    bare = {"doi": "", "pmid": "", "pmcid": "", "number": "", "link": url}
    fields = {name: getattr(mechanism, name) for name in Mechanism.model_fields} | {
        "sources": tuple(source.model_copy(update={"url": url}) for source in mechanism.sources),
        "references": tuple(paper.model_copy(update=bare) for paper in mechanism.references),
    }
    return Mechanism.model_construct(**fields)
