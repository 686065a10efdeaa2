"""Reading files as mechanisms and stories: safe parsing, a check against every rule, and all problems reported at once."""

__all__: list[str] = []
