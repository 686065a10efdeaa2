"""The elements of every picture: geometry, shapes, colours, glyphs, and the measurement of text."""

__all__: list[str] = []
