"""The share panel: links, frames, pictures and slides of a view or of a story, as text to copy, and a QR code.

The texts come from `export/share.py`; this module puts them on the page, and says who can open the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from dash import html

from pathways.errors import CannotWrite
from pathways.export.share import DENSE, Place, Snippet, modules_of, reach, snippets
from pathways.model.mechanism import Story
from pathways.query.export_options import Options
from pathways.query.query import LONGEST, Query
from pathways.web.atlas import Atlas, View
from pathways.web.controls import act, aria, asks
from pathways.web.icons import mark
from pathways.web.qr_codes import code_address, root, story_link

__all__ = ["Share", "panel"]

_COLOURS = {"": "as the reader's device", "light": "light", "dark": "dark"}
_NOBODY = {
    "machine": "This link works on this machine only",
    "network": "This link works within this network only",
}
_SHOWN = (960, 560)  # px of a frame that does not report its height


@dataclass(frozen=True)
class Share:
    """What is shared, and how. `story` is None for the view; `base` is the public address, `at` the one at which the page was opened."""

    view: View
    story: Story | None
    base: str
    at: str
    theme: Literal["", "light", "dark"] = ""
    clear: bool = False
    grows: bool = True

    @classmethod
    def read(cls, atlas: Atlas, wanted: str, base: str = "") -> Share:
        """Read the text that the page sends: the choices as a query string, "#", and the question of the address."""
        choice, _, search = wanted[: LONGEST + 1_000].partition("#")
        said = {name: values[-1] for name, values in parse_qs(choice).items()}
        view = atlas.view(search)
        return cls(
            view=view,
            story=view.mechanism.story.get(said.get("story", "")),
            base=base,
            at=root(said.get("at", "")) or "http://localhost/",
            theme=_colours(said.get("theme", "")),
            clear=said.get("clear") == "1",
            grows=said.get("grows") != "0",
        )

    @property
    def home(self) -> str:
        """The root of all addresses."""
        return self.base or self.at

    @property
    def place(self) -> Place:
        """The addresses that are shared."""
        return self._story(self.story) if self.story else self._view()

    @property
    def file(self) -> str:
        """The address of the page as one file, for those who cannot open the link."""
        if self.story:
            return story_link("/", self.view.mechanism.id, self.story.id)
        asked = replace(self.view.query, view=None, table=False, sort="").search()
        return f"/figure.light.html?{asked}".removesuffix("?")

    @property
    def search(self) -> str:
        """The query string for the QR code."""
        if self.story:
            return urlencode({"map": self.view.mechanism.id, "story": self.story.id})
        return self.view.query.search()

    def _view(self) -> Place:
        query, title = self.view.query, self.view.mechanism.title
        told = f"{title}: {query.sentence(self.view.mechanism)}" if query.filtered or query.asks else title
        framed = replace(query, theme=self.theme or "auto", table=False, sort="")
        drawn = replace(framed, view=None, select="")
        return Place(
            told, _at(self.home, "", query), _at(self.home, "embed", framed, self._ground()), _at(self.home, "figure.png", drawn), _SHOWN,
        )

    def _story(self, story: Story) -> Place:
        mechanism = self.view.mechanism
        asked = urlencode({"map": mechanism.id, "story": story.id, **({"theme": self.theme} if self.theme else {})})
        frame = "&".join(filter(None, (f"{self.home}embed?{asked}", self._ground())))
        first = Query.parse(story.scenes[0].query, mechanism)[0]
        image = _at(self.home, "figure.png", replace(first, map=self.view.query.map, theme=self.theme or "auto"))
        return Place(story.title, story_link(self.home, mechanism.id, story.id), frame, image, _SHOWN)

    def _ground(self) -> str:
        return Options(background="none").search() if self.clear else ""


def _colours(name: str) -> Literal["", "light", "dark"]:
    return "light" if name == "light" else "dark" if name == "dark" else ""


def _at(home: str, path: str, query: Query, more: str = "") -> str:
    asked = "&".join(filter(None, (query.search(), more)))
    return f"{home}{path}?{asked}" if asked else f"{home}{path}"


# ---- the panel


def panel(share: Share) -> Any:
    """The whole panel for the choices made in it."""
    made = {one.name: one for one in snippets(share.place, grows=share.grows)}
    return html.Div(
        [
            _subjects(share),
            _notice(share),
            _row(made["link"]),
            html.H3("In a web page or a wiki"),
            html.Div(list(_choices(share)), className="share-choices"),
            *(_row(made[name]) for name in ("iframe", "markdown", "html")),
            html.H3("On a slide"),
            _row(made["reveal"]),
            *_code(share),
        ],
        className="share-panel",
    )


def _subjects(share: Share) -> Any:
    """The choice between the view and the stories."""
    stories = share.view.mechanism.stories
    if not stories:
        return None
    view = _choice("This view", "story=", share.story is None)
    told = (_choice(story.title, f"story={story.id}", share.story == story) for story in stories)
    return _group("What to share", [view, *told])


def _choices(share: Share) -> Iterator[Any]:
    yield _group("Colours", (_choice(text, f"theme={name}", share.theme == name) for name, text in _COLOURS.items()))
    grounds = (("its own", "clear=", not share.clear), ("transparent", "clear=1", share.clear))
    yield _group("Ground of the frame", (_choice(*one) for one in grounds))
    heights = (("as the content needs, by a small script", "grows=", share.grows), ("fixed", "grows=0", not share.grows))
    yield _group("Height of the frame", (_choice(*one) for one in heights))


def _group(title: str, items: Iterable[Any]) -> Any:
    return html.Div([html.P(title, className="hint"), html.Div(list(items), className="options")], role="group", **aria(label=title))


def _choice(text: str, changes: str, chosen: bool) -> Any:
    said = aria(pressed="true" if chosen else "false")
    return html.Button(text, type="button", className="option", id=f"share-{changes.replace('=', '-')}", **said, **asks(share=changes))


def _notice(share: Share) -> Any:
    """Who can open the link, if not everybody can, and what to send instead."""
    far = reach(share.home)
    if far == "all":
        return None
    what = "the presentation" if share.story else "the light page"
    said = f" {share.home} is not reached from elsewhere. Send {what} instead: one file that shows the same and needs no network."
    file = html.A([mark("download"), f"Download {what}"], href=share.file, download="", className="act is-strong")
    told = html.P([html.Strong(f"{_NOBODY[far]}."), said])
    return html.Div([told, file], className="share-notice", role="note", **aria(label=_NOBODY[far]))


def _row(one: Snippet) -> Any:
    """A text with the button that copies exactly this text."""
    name = f"share-text-{one.name}"
    copy = act([mark("link"), "Copy"], **asks(snippet=name, called=one.label), **aria(label=f"Copy: {one.label}"))
    head = html.Div([html.Div([html.Strong(one.label), html.Span(f"For {one.use}.", className="use")]), copy], className="share-head")
    text = html.Pre(one.text, id=name, className="share-text", tabIndex="0", role="region", **aria(label=one.label))
    return html.Div([head, text], className="share-row")


def _code(share: Share) -> Iterator[Any]:
    """The QR code of the link, and its files."""
    link = share.place.link
    try:
        across = modules_of(link)
    except CannotWrite as error:
        yield html.P(str(error), className="note")
        return
    files = [
        html.A([mark("download"), kind.upper()], href=code_address(kind, share.search, share.base, share.at), download=f"qr.{kind}",
               className="act", **aria(label=f"Download the QR code, {kind.upper()}"))
        for kind in ("svg", "png")
    ]  # fmt: skip
    dense = f" It has {across} squares across, hard to read from far away; a shorter question has fewer." if across > DENSE else ""
    said = html.P(f"People photograph it and have the page on their telephone.{dense}", className="use")
    image = html.Img(src=code_address("svg", share.search, share.base, share.at), alt=f"QR code of {link}", className="share-code")
    yield html.Div([image, html.Div([html.Strong("QR code"), said, html.Div(files, className="options")])], className="share-qr")
