"""The mechanism and what follows from it alone: vocabularies, papers, names, groups, assessment of evidence, diagram."""

__all__: list[str] = []
