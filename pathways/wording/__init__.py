"""Sentences about nodes, edges and gaps, papers as text, and the numbered list of papers of a view."""

__all__: list[str] = []
