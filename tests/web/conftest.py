"""What the tests of the explorer share: the application with the shipped map and the toy, and its maps."""

from __future__ import annotations

import dash
import pytest
from flask.testing import FlaskClient

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.web import create_app
from pathways.web.atlas import Atlas
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def app(shipped: Mechanism, toy: Mechanism) -> dash.Dash:
    return create_app([shipped, toy], layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))


@pytest.fixture(scope="module")
def client(app: dash.Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="module")
def atlas(shipped: Mechanism, toy: Mechanism) -> Atlas:
    return Atlas([shipped, toy], load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))
