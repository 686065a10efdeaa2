"""Stories prepared for rendering: scenes on one shared layout, as slides and as a hand-out."""

__all__: list[str] = []
