"""The mechanism and what is derived from it alone: vocabularies, papers, names, groups, assessment of evidence, graphs, diagram."""

__all__: list[str] = []
