"""The scripts and style sheets of every page in the browser, as they are written, and their bundling into a page.

    engine/   the picture with pointer and keyboard, search, clipboard and focus: for every page that has a picture
    file/     pages that are one file: the light page, the interactive one, a view in a frame, a site's snippets
    story/    the player of a story
    page/     the explorer: components of Dash, the only folder that uses React
    styles/   style sheets; `picture` is that of every page with a picture
"""

from __future__ import annotations

from pathways.client.bundles import CannotBundle, bundle, sheet

__all__ = ["CannotBundle", "bundle", "sheet"]
