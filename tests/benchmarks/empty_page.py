"""A Dash page with the same component library and nothing on it: what the explorer's first picture is held against."""

from __future__ import annotations

import dash
import dash_mantine_components as dmc

app = dash.Dash(__name__, serve_locally=True)
app.layout = dmc.MantineProvider(dmc.Text("ready", id="ready"))
server = app.server
server.test_client().get("/_dash-dependencies")
