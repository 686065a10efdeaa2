"""The ids of the page's elements: constants, so that a layout and a callback cannot disagree about one."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABOUT",
    "ADDRESS",
    "CARD",
    "CARD_BODY",
    "COPIED",
    "FIGURE",
    "FILTERS",
    "FILTERS_BODY",
    "FILTERS_BUTTON",
    "KEY",
    "NOTICES",
    "PAGE",
    "PROVIDER",
    "RELATIONS",
    "RELATIONS_FIND",
    "SEARCH",
    "SHARE",
    "STATUS",
    "TOOLS",
]

ABOUT: Final = "about"
ADDRESS: Final = "address"
CARD: Final = "card"
CARD_BODY: Final = "card-body"
COPIED: Final = "copied"
FIGURE: Final = "map"
FILTERS: Final = "filters"
FILTERS_BODY: Final = "filters-body"
FILTERS_BUTTON: Final = "filters-button"
KEY: Final = "key"
NOTICES: Final = "notices"
PAGE: Final = "page"
PROVIDER: Final = "provider"
RELATIONS: Final = "relations"
RELATIONS_FIND: Final = "relations-find"
SEARCH: Final = "search"
SHARE: Final = "share"
STATUS: Final = "status"
TOOLS: Final = "tools"
