"""Answers derived from a map: paths, loops, what-if, evidence knock-out and comparison, and all of them as text."""

__all__: list[str] = []
