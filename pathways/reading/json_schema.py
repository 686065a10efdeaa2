"""The JSON Schema of a mechanism's file, for editors: completion, and marks on what the model refuses.

It is generated from the model, so the two cannot differ. What a schema cannot express (that ids exist, that quotes are in
their source) is checked by `check`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pathways.atomic import write_atomically
from pathways.model.mechanism import Mechanism

__all__ = ["FILE_NAME", "mechanism_schema", "schema_text", "write_schema"]

FILE_NAME = "mechanism.schema.json"
_FROM_OTHER_FILES = {"Mechanism": "references", "Source": "text"}


def mechanism_schema() -> dict[str, Any]:
    """Return the schema of the YAML file, without what is read from other files.

    Unquoted numbers are accepted where text is expected, as in reading the file: `version: 2026.11` is the text "2026.11".

    Example:
        >>> sorted(mechanism_schema()["required"])
        ['date', 'edges', 'id', 'nodes', 'sentence', 'title', 'version']
    """
    schema = Mechanism.model_json_schema(ref_template="#/$defs/{model}")
    definitions = schema["$defs"]
    for name, field in _FROM_OTHER_FILES.items():
        owner = schema if name == "Mechanism" else definitions[name]
        owner["properties"].pop(field)
    definitions.pop("Reference")
    schema["properties"].update({name: _text_or_number(schema["properties"][name]) for name in ("version", "date")})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Return the schema as it stands in a file."""
    return json.dumps(mechanism_schema(), indent=1, ensure_ascii=False) + "\n"


def write_schema(path: Path) -> Path:
    """Write the schema to a file and return its path."""
    return write_atomically(path, schema_text())


def _text_or_number(field: dict[str, Any]) -> dict[str, Any]:
    return {**field, "type": ["string", "number"]}
