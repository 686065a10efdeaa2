"""The ids of the page's elements: constants, so that a layout and a callback cannot disagree about one."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABOUT",
    "ADDRESS",
    "ASKING",
    "CARD",
    "CARD_BODY",
    "CARD_SAID",
    "EXPORT",
    "EXPORTS",
    "EXPORT_BODY",
    "EXPORT_BUTTON",
    "EXPORT_SAID",
    "FIGURE",
    "FILTERS",
    "FILTERS_BODY",
    "FILTERS_BUTTON",
    "KEY",
    "LOOSE",
    "LOOSE_BUTTON",
    "NOTICES",
    "PAGE",
    "PROVIDER",
    "QUESTIONS",
    "QUESTIONS_BODY",
    "QUESTIONS_BUTTON",
    "QUESTIONS_SAID",
    "QUESTIONS_WORDS",
    "RELATIONS",
    "RELATIONS_FIND",
    "RESTORE",
    "SEARCH",
    "SHARE",
    "SHARE_BODY",
    "SHARE_BUTTON",
    "SHARE_SAID",
    "SHARING",
    "STATUS",
    "STORIES",
    "STORIES_BUTTON",
    "STORYTELLING",
    "TOOLS",
]

ABOUT: Final = "about"
ADDRESS: Final = "address"
ASKING: Final = "asking"
CARD: Final = "card"
CARD_BODY: Final = "card-body"
CARD_SAID: Final = "card-said"
EXPORT: Final = "export"
EXPORTS: Final = "exports"
EXPORT_BODY: Final = "export-panel"
EXPORT_BUTTON: Final = "export-button"
EXPORT_SAID: Final = "export-said"
FIGURE: Final = "map"
FILTERS: Final = "filters"
FILTERS_BODY: Final = "filters-body"
FILTERS_BUTTON: Final = "filters-button"
KEY: Final = "key"
LOOSE: Final = "loose"
LOOSE_BUTTON: Final = "loose-button"
NOTICES: Final = "notices"
PAGE: Final = "page"
PROVIDER: Final = "provider"
QUESTIONS: Final = "questions"
QUESTIONS_BODY: Final = "questions-body"
QUESTIONS_BUTTON: Final = "questions-button"
QUESTIONS_SAID: Final = "questions-said"
QUESTIONS_WORDS: Final = "questions-words"
RELATIONS: Final = "relations"
RELATIONS_FIND: Final = "relations-find"
RESTORE: Final = "restore"
SEARCH: Final = "search"
SHARE: Final = "share"
SHARE_BODY: Final = "share-panel"
SHARE_BUTTON: Final = "share-button"
SHARE_SAID: Final = "share-said"
SHARING: Final = "sharing"
STATUS: Final = "status"
STORIES: Final = "stories"
STORIES_BUTTON: Final = "stories-button"
STORYTELLING: Final = "storytelling"
TOOLS: Final = "tools"
