"""A story on its way to an audience: scenes on one layout, as slides and as a hand-out."""

__all__: list[str] = []
