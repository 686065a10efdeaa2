"""Plain text, knowing nothing of maps: grammar, the first letter of a label, rich text of titles, citation marks, opposite words."""

__all__: list[str] = []
