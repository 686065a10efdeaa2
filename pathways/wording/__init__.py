"""Sentences about nodes, edges and gaps, and papers in words and in their order."""

__all__: list[str] = []
