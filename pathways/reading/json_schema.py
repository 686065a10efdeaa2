"""The JSON Schema of a mechanism's file, for editors: completion, and a red line under what the model refuses.

It is written from the model, so it cannot say anything else. What a schema cannot say (ids that exist, quotes that are in
their source) is for `check`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pathways.atomic import write_whole
from pathways.model.mechanism import Mechanism

__all__ = ["FILE_NAME", "mechanism_schema", "schema_text", "write_schema"]

FILE_NAME = "mechanism.schema.json"
_READ_IN = {"Mechanism": "references", "Source": "text"}  # what is read from other files


def mechanism_schema() -> dict[str, Any]:
    """Return the schema of the YAML file, without what is read from other files.

    Unquoted numbers are accepted where text is wanted, as `read` does: `version: 2026.11` is the text "2026.11".

    Example:
        >>> sorted(mechanism_schema()["required"])
        ['date', 'edges', 'id', 'nodes', 'sentence', 'title', 'version']
    """
    schema = Mechanism.model_json_schema(ref_template="#/$defs/{model}")
    definitions = schema["$defs"]
    for name, field in _READ_IN.items():
        owner = schema if name == "Mechanism" else definitions[name]
        owner["properties"].pop(field)
    definitions.pop("Reference")
    schema["properties"].update({name: _loose(schema["properties"][name]) for name in ("version", "date")})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Return the schema as it stands in a file."""
    return json.dumps(mechanism_schema(), indent=1, ensure_ascii=False) + "\n"


def write_schema(path: Path) -> Path:
    """Write the schema to a file and return its path."""
    return write_whole(path, schema_text())


def _loose(field: dict[str, Any]) -> dict[str, Any]:
    return {**field, "type": ["string", "number"]}
