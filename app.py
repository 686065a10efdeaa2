"""The explorer of the maps in `data/`: `python app.py` opens it, `gunicorn app:server` serves it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from pathways.errors import DataProblems, PathwaysError
from pathways.layout.store import load_layouts
from pathways.reading.files import read_folder
from pathways.web import create_app, serve

DATA = Path(__file__).parent / "data"
try:
    mechanisms = read_folder(DATA)
except DataProblems as problems:
    sys.exit(f"{problems}\nThe explorer was not started: data/ has {len(problems.problems)} problem(s).")
base = os.environ.get("BASE_URL", "")  # where readers reach this page; files lead back to it
frames = os.environ.get("FRAMES", "*")  # who may show an embed within a page: * for anybody, origins separated by blanks, or none
layouts = {key: layout for file in sorted(DATA.glob("*.yaml")) for key, layout in load_layouts(file).items()}

if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    options.add_argument("--port", type=int, default=os.environ.get("PORT", "8050"))
    try:
        serve(mechanisms, **vars(options.parse_args()), open_browser=True, layouts=layouts, base=base, frames=frames)
    except PathwaysError as error:
        sys.exit(str(error))
else:
    try:
        server = create_app(mechanisms, layouts=layouts, base=base, frames=frames).server
    except PathwaysError as error:
        sys.exit(f"{error}\nThe explorer was not started: see BASE_URL and FRAMES.")
