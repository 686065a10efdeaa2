"""Formats of data and words: what a view holds, for the programs and texts that take it further.

Nothing is folded here: members of closed groups are nodes of their own, and every paper for and against is kept. What a format
cannot hold stands in `lacks`, and in the file itself where it has a place for it.
"""

from __future__ import annotations

__all__: list[str] = []
