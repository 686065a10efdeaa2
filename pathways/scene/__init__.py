"""A diagram with its layout as a scene, and the scene as shapes; also its legend and its provenance."""

__all__: list[str] = []
