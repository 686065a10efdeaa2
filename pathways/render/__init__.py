"""Writers of pictures, documents, pages and slides: one module a format."""

__all__: list[str] = []
