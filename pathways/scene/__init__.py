"""A diagram at its places as a scene, and the scene as shapes: with legend and provenance."""

__all__: list[str] = []
