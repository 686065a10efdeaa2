"""Graphviz in a process of its own: reads a graph in dot's language from stdin, writes its layout as JSON to stdout.

Graphviz holds Python's global lock, cannot be stopped and has crashed processes, so nothing else may share one with it.
The only module that imports pygraphviz; started as a file, so that the process loads nothing else of this package.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Lay out the graph on stdin."""
    import pygraphviz

    # in one shot: layout() followed by draw() ended in a segmentation fault on graphs with labelled edges
    sys.stdout.buffer.write(pygraphviz.AGraph(string=sys.stdin.read()).draw(format="json", prog="dot"))


if __name__ == "__main__":
    main()
