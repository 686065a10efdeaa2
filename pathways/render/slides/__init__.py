"""A figure as native PowerPoint shapes: spelling, drawing, connectors, notes, references, the deck around them."""

__all__: list[str] = []
