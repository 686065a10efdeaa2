"""Files to mechanisms and stories: parsed safely, checked against every rule, all problems at once."""

__all__: list[str] = []
