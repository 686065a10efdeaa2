"""Formats of data, references and text, for other programs.

Groups are not collapsed here: members of closed groups are nodes of their own, and every paper for and against is kept. What a format
cannot hold is stated in `losses.LACKS`, and in the file itself where the format allows it.
"""

from __future__ import annotations

__all__: list[str] = []
