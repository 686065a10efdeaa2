"""What the tests of pages share: a reader of HTML that notices what is wrong with it."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cached_property
from html.parser import HTMLParser

__all__ = ["Seen", "allowed", "policy"]

VOID = {"meta", "input", "br", "link", "img"}


class Seen(HTMLParser):
    """What a reader of the file finds in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.depth: list[str] = []
        self.unbalanced: list[str] = []
        self.words: list[str] = []
        self.inert = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and (given.get("href") or "").startswith("data:"):
            return  # the sign of the tab, which stands in the page itself
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given and tag == "a" else []
        if tag not in VOID:
            self.depth.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.depth.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.depth or self.depth.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if self.depth and self.depth[-1] not in ("script", "style"):
            self.words.append(data)

    @cached_property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def policy(page: str) -> str:
    """The content policy that stands in a page."""
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


def allowed(page: str) -> bool:
    """Whether the page's policy names each of its styles and scripts by its hash, and nothing else."""
    texts = [text for tag in ("style", "script") for text in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)]
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts}
    return set(re.findall(r"'sha256-([^']+)'", policy(page))) == hashes and "unsafe" not in policy(page)
