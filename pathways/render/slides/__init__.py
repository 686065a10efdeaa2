"""Native PowerPoint slides: DrawingML, shapes, connectors, notes, references, and the deck."""

__all__: list[str] = []
