"""Graphviz in a process of its own: reads a graph in dot's language from stdin, writes its layout as JSON to stdout.

Graphviz holds Python's global interpreter lock, cannot be stopped and has crashed, so it runs in a separate process.
This is the only module that imports pygraphviz; it is started as a file, so that the process loads no other module of the package.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Lay out the graph on stdin."""
    import pygraphviz

    # in a single call, as layout() followed by draw() caused a segmentation fault on graphs with labelled edges
    sys.stdout.buffer.write(pygraphviz.AGraph(string=sys.stdin.read()).draw(format="json", prog="dot"))


if __name__ == "__main__":
    main()
