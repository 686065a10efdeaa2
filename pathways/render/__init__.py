"""A scene, written: one module a format."""

__all__: list[str] = []
