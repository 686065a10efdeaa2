"""The elements that recur: buttons, external links, attributes for screen readers."""

from __future__ import annotations

from typing import Any

from dash import html

from pathways.model.hyperlinks import linked
from pathways.web.icons import mark
from pathways.web.view_links import Attributes

__all__ = ["act", "aria", "asks", "outward", "tool"]


def aria(**words: str) -> Attributes:
    """The ARIA attributes of an element.

    Example:
        >>> aria(label="Evidence")
        {'aria-label': 'Evidence'}
    """
    return {f"aria-{name}": word for name, word in words.items()}


def asks(**words: str) -> Attributes:
    """The data attributes of an element, which the page's scripts read.

    Example:
        >>> asks(put="scale=2")
        {'data-put': 'scale=2'}
    """
    return {f"data-{name}": word for name, word in words.items()}


def act(content: Any, *, strong: bool = False, **attributes: Any) -> Any:
    """A button within text."""
    return html.Button(content, type="button", className="act is-strong" if strong else "act", **attributes)


def tool(icon: str, text: str, *, silent: bool = False, **attributes: Any) -> Any:
    """A button of the header; `silent` shows only the icon and keeps the word for screen readers."""
    word = html.Span(text, className="unseen" if silent else "word")
    return html.Button([mark(icon), word], type="button", className="tool", title=text if silent else None, **attributes)


def outward(text: Any, url: str) -> Any:
    """A link to another site, opened in a new tab; plain text if the address is not one of the web."""
    if not (address := linked(url)):
        return text
    return html.A([text, mark("external")], href=address, target="_blank", rel="noopener noreferrer", className="outward")
