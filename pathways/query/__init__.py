"""A question as a value: its fields, its address, what it selects, and how a view is put into a file."""

__all__: list[str] = []
