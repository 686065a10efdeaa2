"""The errors of the model's schema in plain data, in words for the person who wrote the file.

pydantic finds every wrong field at once, but its messages are about Python ("Input should be a valid string"); a curator needs the
place in the file, the word that was probably meant and the nearest valid value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError

from pathways.errors import hint
from pathways.model.evidence import Context, Finding, Statement
from pathways.model.mechanism import Caveat, Curie, Edge, Gap, LeftOut, Node, Property, Region, Source
from pathways.model.reference import Reference
from pathways.model.relations import RelationName, Sign
from pathways.model.synonyms import hint_for
from pathways.model.vocabulary import Dose, KindName, Layer, Match, Read, Species, Stance, StudyName
from pathways.reading.parse import Place

__all__ = ["described", "edge_id", "field_errors", "id_from"]

_CLASSES: dict[str, type[BaseModel]] = {
    "nodes": Node, "edges": Edge, "gaps": Gap, "regions": Region, "sources": Source, "caveats": Caveat, "references": Reference,
    "curies": Curie, "properties": Property, "context": Context, "left_out": LeftOut,
}
_VOCABULARIES: dict[str, tuple[str, type[StrEnum]]] = {
    "relation": ("a relation", RelationName), "kind": ("a kind of node", KindName), "layer": ("a layer", Layer),
    "sign": ("a sign", Sign), "stance": ("a stance", Stance), "study": ("a kind of study", StudyName),
    "species": ("a species", Species), "read": ("a way of reading", Read), "match": ("a match", Match), "dose": ("a dose band", Dose),
}
_NOUNS = {
    "nodes": "node", "edges": "edge", "gaps": "gap", "regions": "region", "sources": "source", "caveats": "caveat",
    "references": "reference", "curies": "curie", "properties": "property", "species": "species",
}
# Fields that refer to something by its id: `rules` reports ids that do not exist, so their form is not reported here.
_ID_FIELDS = {"source", "target", "group", "region", "reference"}


def field_errors(data: Mapping[str, Any], model: type[BaseModel], root: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield the place and a sentence for everything in the data that the model does not accept.

    Args:
        root: Where in its file the data stands; places begin with it.

    Example:
        >>> list(field_errors({"id": "A", "title": "t", "description": ["x"]}, Region))
        [(('id',), "'A' is no id. Expected small letters, digits and hyphens, as in 'a'."), (('label',), ...
    """
    try:
        model.model_validate(data)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            place = _place(found["loc"])
            sentence = _sentence(found["type"], place, found, model, data)
            if sentence:
                yield (*root, *place), sentence


def described(data: Mapping[str, Any], place: Place) -> str:
    """Return a place in words, with the id of the item that contains it.

    Example:
        >>> data = {"edges": [{"source": "a", "relation": "causes", "target": "b"}]}
        >>> described(data, ("edges", 0, "evidence", 1, "quote"))
        'edge a-causes-b, evidence 2, quote'
        >>> described({}, ("title",)), described({}, ())
        ('title', '')
    """
    words: list[str] = []
    rest = list(place)
    if len(rest) > 1 and rest[0] in _NOUNS and isinstance(rest[1], int):
        words.append(_item(data, str(rest[0]), rest[1]))
        rest = rest[2:]
    while rest:
        name = str(rest.pop(0))
        position = f" {int(rest.pop(0)) + 1}" if rest and isinstance(rest[0], int) else ""
        words.append(f"{_NOUNS.get(name, name)}{position}" if position else name)
    return ", ".join(words)


def edge_id(edge: Mapping[str, Any]) -> str:
    """Return the id of an edge as the model gives it, also where the data is wrong."""
    return str(edge.get("id") or "-".join(str(edge.get(part, "?")) for part in ("source", "relation", "target")))


def id_from(text: str) -> str:
    """Return a text in the form of an id: "Knee pain" gives "knee-pain"; empty where it has no letter from a to z and no digit."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def _item(data: Mapping[str, Any], group: str, position: int) -> str:
    """The name of an item of a top-level list: its id, else its position."""
    items = data.get(group)
    item = items[position] if isinstance(items, list) and position < len(items) else None
    if not isinstance(item, dict):
        return f"{_NOUNS[group]} {position + 1}"
    name = edge_id(item) if group == "edges" else str(item.get("id") or position + 1)
    return f"{_NOUNS[group]} {name}"


def _place(loc: tuple[int | str, ...]) -> Place:
    """pydantic's location without the names of the evidence classes, which are not keys in the file."""
    place: list[int | str] = []
    for part in loc:
        inside_evidence = len(place) > 1 and isinstance(place[-1], int) and place[-2] in ("evidence", "member_of")
        if not (inside_evidence and part in ("statement", "finding")):
            place.append(part)
    return tuple(place)


def _at(data: Any, place: Place) -> Any:
    for part in place:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _class_at(place: Place, model: type[BaseModel], data: Any) -> type[BaseModel]:
    """The model class of the mapping at a place."""
    names = [part for part in place if isinstance(part, str)]
    if not names:
        return model
    if names[-1] in ("evidence", "member_of"):
        value = _at(data, place)
        return Statement if isinstance(value, dict) and ("quote" in value or "source" in value) else Finding
    return _CLASSES.get(names[-1], model)


def _sentence(kind: str, place: Place, found: Any, model: type[BaseModel], data: Any) -> str:
    """The message for one of pydantic's errors; empty where `rules` has a better one."""
    field = next((part for part in reversed(place) if isinstance(part, str)), "")
    value = found["input"]
    if kind == "extra_forbidden":
        return _unknown_field(field, _class_at(place[:-1], model, data))
    if kind == "missing":
        return "this field is missing."
    if kind == "value_error":
        return f"{found['ctx']['error']}"
    if kind == "enum":
        return _unknown_word(field, str(value))
    if kind == "string_pattern_mismatch":
        curie = "curies" in place and field == "id"
        return "" if field in _ID_FIELDS else _PATTERN_ERRORS.get("curie" if curie else field, _invalid_id)(str(value))
    return _TYPE_ERRORS.get(kind, lambda _: f"{found['msg']}.")(value)


def _unknown_field(field: str, model: type[BaseModel]) -> str:
    known = [name for name in model.model_fields if (model, name) != (Source, "text")]
    return f"'{field}' is no field of a {model.__name__.lower()}. {hint(field, known)}"


def _unknown_word(field: str, value: str) -> str:
    noun, words = _VOCABULARIES.get(field, ("a known value", StrEnum))
    return f"'{value}' is not {noun}. {hint_for(field, value, words)}"


def _invalid_id(value: str) -> str:
    better = id_from(value) or "tnf-alpha"
    return f"'{value}' is no id. Expected small letters, digits and hyphens, as in '{better}'."


_PATTERN_ERRORS: dict[str, Callable[[str], str]] = {
    "curie": lambda value: f"'{value}' is not a CURIE. Expected prefix:identifier, as in 'UniProtKB:P01375'.",
    "DOI": lambda value: f"'{value}' is not a DOI. Expected 10.<digits>/<suffix>, without 'https://doi.org/'.",
    "PMID": lambda value: f"'{value}' is not a PubMed id. Expected digits only.",
    "PMCID": lambda value: f"'{value}' is not a PubMed Central id. Expected PMC and digits.",
}
_TYPE_ERRORS: dict[str, Callable[[Any], str]] = {
    "string_type": lambda value: f"expected text, found {_found(value)}.",
    "string_too_short": lambda _: "the text is empty.",
    "string_too_long": lambda value: f"the text has {len(value)} characters, more than are allowed here.",
    "tuple_type": lambda value: f"expected a list ('- ...' lines), found {_found(value)}.",
    "model_type": lambda value: f"expected a mapping ('key: value' lines), found {_found(value)}.",
    "model_attributes_type": lambda value: f"expected a mapping ('key: value' lines), found {_found(value)}.",
    "dict_type": lambda value: f"expected a mapping ('key: value' lines), found {_found(value)}.",
    "bool_parsing": lambda value: f"'{value}' is neither true nor false.",
}


def _found(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", str: f"the text '{str(value)[:40]}'", type(None): "nothing"}
    return names.get(type(value), f"'{value}'")
