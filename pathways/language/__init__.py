"""Functions on plain text that need no map: grammar, letter case of labels, citation marks, rich text of titles, opposite words."""

__all__: list[str] = []
