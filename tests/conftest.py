"""What several test modules share: the toy mechanism and the shipped one, each read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from pathways.model import Mechanism
from pathways.read import read_mechanism

settings.register_profile("pathways", deadline=None)  # a busy machine is no failure
settings.load_profile("pathways")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def toy() -> Mechanism:
    """Eight nodes with every kind of case."""
    return read_mechanism(ROOT / "tests/toy/toy.yaml")


@pytest.fixture(scope="session")
def shipped() -> Mechanism:
    """The low-dose naltrexone mechanism as it ships."""
    return read_mechanism(ROOT / "data/low-dose-naltrexone.yaml")
