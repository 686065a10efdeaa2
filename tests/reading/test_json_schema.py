"""The JSON Schema for editors says what the model says."""

from __future__ import annotations

from pathlib import Path

from pathways.model.mechanism import Edge, Mechanism, Node
from pathways.model.relations import RelationName
from pathways.model.vocabulary import KindName
from pathways.reading.json_schema import FILE_NAME, mechanism_schema, schema_text, write_schema
from tests.conftest import ROOT


def test_the_stored_schema_is_current() -> None:
    stored = (ROOT / "data" / FILE_NAME).read_text(encoding="utf-8")
    assert stored == schema_text(), f"run `pathways schema --output data/{FILE_NAME}`"


def test_the_schema_has_every_field_of_the_file_and_no_other() -> None:
    schema = mechanism_schema()
    assert set(schema["properties"]) == set(Mechanism.model_fields) - {"references"}
    assert set(schema["$defs"]["Node"]["properties"]) == set(Node.model_fields)
    assert set(schema["$defs"]["Edge"]["properties"]) == set(Edge.model_fields)
    assert "text" not in schema["$defs"]["Source"]["properties"]
    assert "Reference" not in schema["$defs"]


def test_the_schema_knows_the_vocabularies() -> None:
    definitions = mechanism_schema()["$defs"]
    assert definitions["RelationName"]["enum"] == [name.value for name in RelationName]
    assert definitions["KindName"]["enum"] == [name.value for name in KindName]


def test_every_reference_inside_the_schema_leads_somewhere() -> None:
    text = schema_text()
    names = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert names <= set(mechanism_schema()["$defs"])


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    path = write_schema(tmp_path / "a.json")
    first = path.read_bytes()
    assert write_schema(path).read_bytes() == first
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]
