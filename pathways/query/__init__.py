"""A question as a value: its fields, its address, what it selects, and the options of an export."""

__all__: list[str] = []
