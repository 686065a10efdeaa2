"""What several test modules share: the toy mechanism and the shipped one, each read once."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import settings

from pathways.model import path_search
from pathways.model.mechanism import Mechanism
from pathways.reading.files import read_mechanism
from pathways.reasoning import propagation

# No deadline, as a busy machine is no failure; the same examples in every run, so that a check says the same of the same code.
# New examples: pytest --hypothesis-profile=search
settings.register_profile("pathways", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("pathways")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write golden pictures anew instead of comparing; look at them before you commit")


def pytest_collection_finish() -> None:
    """What was imported stays, so it need not be looked through for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def slow_clock() -> Iterator[None]:
    """For bounded searches time passes a hundred times slower, so that a busy machine never ends one before its count does."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (path_search, propagation):
            patch.setattr(module, "perf_counter", lambda: perf_counter() / 100)
        yield


@pytest.fixture
def same_as_file(request: pytest.FixtureRequest) -> Callable[[str, Path], None]:
    """Compare a picture with a golden file, leaving out the font, whose bytes differ between releases of the library that packs it."""

    def compare(picture: str, file: Path) -> None:
        if request.config.getoption("--renew"):
            file.write_text(picture, encoding="utf-8")
        kept = file.read_text(encoding="utf-8") if file.is_file() else ""
        same = without_font(picture) == without_font(kept)
        assert same, f"{file.relative_to(ROOT)} is not what is drawn now. Run pytest with --renew and look at it."

    return compare


def without_font(svg: str) -> str:
    return re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,FONT", svg)


@pytest.fixture(scope="session")
def toy() -> Mechanism:
    """Eight nodes with every kind of case."""
    return read_mechanism(ROOT / "tests/toy/toy.yaml")


@pytest.fixture(scope="session")
def shipped() -> Mechanism:
    """The low-dose naltrexone mechanism as it ships."""
    return read_mechanism(ROOT / "data/low-dose-naltrexone.yaml")
