"""The figure as a whole: the picture with title, caption, legend, citations and origin, on paper, slide or screen."""

__all__: list[str] = []
