"""What every picture is drawn with: geometry, shapes, colours, small drawings, and how wide words are."""

__all__: list[str] = []
