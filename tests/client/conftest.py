"""What runs the scripts without a browser: node, and the packages that check them. Neither is needed to use the project."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest

from tests.conftest import ROOT

PACKAGES = ("eslint", "typescript")


def lacking(sentence: str) -> None:
    """Skip the test with a sentence, or let it fail where everything has to be there."""
    (pytest.fail if os.environ.get("REQUIRE_NODE") == "1" else pytest.skip)(sentence)


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    if not found:
        lacking("The scripts were not run, as no node was found: install Node.js 18.18 or later, with npm.")
    return found or ""


@pytest.fixture(scope="session")
def packages(node: str) -> None:
    if not all((ROOT / "node_modules" / name).is_dir() for name in PACKAGES):
        lacking("Style and types of the scripts were not checked, as what checks them is not installed: `npm ci` fetches it.")


@pytest.fixture(scope="session")
def run_script(node: str) -> Callable[[str], None]:
    """Run a script of package.json; what it finds is what the failure says."""

    def run(name: str) -> None:
        if not shutil.which("npm"):
            lacking(f"`npm run {name}` was skipped, as no npm was found: it comes with Node.js, on Debian as a package of its own.")
        done = subprocess.run(["npm", "run", "--silent", name], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr

    return run
