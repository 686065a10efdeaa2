"""`python -m pathways` is the command `pathways`."""

from __future__ import annotations

import sys

from pathways.cli import main

if __name__ == "__main__":
    sys.exit(main())
