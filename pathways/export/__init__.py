"""Every format in one table, and what a figure, a talk or a copied link needs before it is written."""

__all__: list[str] = []
