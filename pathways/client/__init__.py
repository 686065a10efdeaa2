"""What runs and styles every page in the browser: modules and style sheets as they are written, and their way into a page.

    engine/   the picture under pointer and keys, search, clipboard and focus: for every page that has a picture
    file/     pages that are one file: the light page, the interactive one, a view in a frame, a site's snippets
    story/    the player of a story
    page/     the explorer: components of Dash, the only place that knows React
    styles/   style sheets; `picture` is that of every page with a picture
"""

from __future__ import annotations

from pathways.client.bundles import CannotBundle, bundle, sheet

__all__ = ["CannotBundle", "bundle", "sheet"]
