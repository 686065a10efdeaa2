"""The table of all formats; figures, talks and shared links as Python objects; checks before a file is written."""

__all__: list[str] = []
