"""Answers that are derived: paths, loops, what if, evidence knocked out, comparison, and all of them in words."""

__all__: list[str] = []
