"""Safe parsing of YAML and JSON files into plain data, with the line number of every part.

PyYAML's constructors turn tags into objects, guess types (a date becomes a date, `no` becomes false) and lose line numbers. So the
data is built here from the events of its parser: text stays text, a key without a value is left out, and unsafe input (tags,
too many aliases, deep nesting, huge files) is refused with its line. Whether the data is valid is checked by `rules`.

All text comes out with composed characters (Unicode's form C), in which fonts draw them: a file may come from a system that writes
"u" and two dots.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

from pathways.errors import DataProblems, Problem

__all__ = ["Document", "parse_json", "parse_yaml", "read_text"]

_SURROGATE = re.compile("[\ud800-\udfff]")

LARGEST = 2_000_000  # bytes of one file, about ten times the shipped mechanism
DEEPEST = 20  # levels of nesting; the model needs 7
ALIASES = 50
ITEMS = 200_000  # values after aliases are expanded

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")}
_EMPTY = {"", "~", "null", "Null", "NULL"}

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A file as plain data (mappings, lists and text), with the line on which each part begins.

    A place is a path of keys and positions, as ("edges", 3, "relation").
    """

    file: str
    data: dict[str, Any]
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the innermost part around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        DataProblems: It does not exist, is no file, is larger than 2 MB or is not UTF-8.
    """
    if not path.is_file():
        what = "this is a folder. A file is expected." if path.is_dir() else "the file does not exist."
        raise DataProblems([Problem(str(path), 0, "", what)])
    size = path.stat().st_size
    if size > LARGEST:
        raise DataProblems([Problem(str(path), 0, "", f"the file has {size} bytes. At most {LARGEST} are read.")])
    raw = path.read_bytes()
    try:
        return _composed(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataProblems([Problem(str(path), line, "", "the text is not UTF-8. Save the file as UTF-8.")]) from None


def parse_yaml(text: str, file: str) -> Document:
    """Return the data of a YAML text and the line of each of its parts.

    Raises:
        DataProblems: It is no YAML, or has tags, repeated keys, too many aliases, too much nesting, or no mapping at its top.

    Example:
        >>> parse_yaml("version: 2026.11\\nopen:\\nnodes: [{id: a}]", "map.yaml").data
        {'version': '2026.11', 'nodes': [{'id': 'a'}]}
        >>> parse_yaml("id: a\\nid: b", "map.yaml")
        Traceback (most recent call last):
            ...
        pathways.errors.DataProblems: map.yaml, line 2: the key 'id' stands here twice; the first is in line 1.
    """
    builder = _Builder(file)
    try:
        value = builder.build(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        raise DataProblems([*builder.problems, _syntax_problem(error, file, text)]) from None
    if not builder.problems and not isinstance(value, dict):
        builder.refuse(1, "the file is empty." if value is None else "the top of the file is no mapping. Expected 'key: value' lines.")
    if builder.problems:
        raise DataProblems(builder.problems)
    return Document(file, value, builder.lines)


def parse_json(text: str, file: str) -> tuple[Any, dict[str, int]]:
    """Return the data of a JSON text, and the line of the "id" of each object in it, by that id.

    Raises:
        DataProblems: It is no JSON, or an object has a key twice.

    Example:
        >>> parse_json('[\\n{"id": "a"}]', "references.json")
        ([{'id': 'a'}], {'a': 2})
    """
    try:
        data = json.loads(_composed(text), object_pairs_hook=_unique_keys, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise DataProblems([Problem(file, error.lineno, "", f"this is no JSON: {error.msg}.")]) from None
    except (ValueError, RecursionError) as error:
        raise DataProblems([Problem(file, 0, "", f"this JSON cannot be read: {error}.")]) from None
    if half := re.search(r"(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]", text) if _SURROGATE.search(json.dumps(data, ensure_ascii=False)) else None:
        line = text.count("\n", 0, half.start()) + 1
        raise DataProblems([Problem(file, line, "", "half a character (a lone surrogate) stands here; no file can hold it. Take it out.")])
    found = re.finditer(r'"id"\s*:\s*"((?:[^"\\]|\\.)*)"', text)
    lines: dict[str, int] = {}
    for match in found:
        lines.setdefault(match[1], text.count("\n", 0, match.start()) + 1)
    return data, lines


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = _composed_values(value)
    return found


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _composed_values(value: Any) -> Any:
    """Text that was written with escapes, alone or in lists; the values of inner objects are composed as they are built."""
    if isinstance(value, list):
        return [_composed_values(one) for one in value]
    return _composed(value) if isinstance(value, str) else value


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number that JSON knows")


def _syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """The problem that the YAML parser reports."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else text.count("\n", 0, position) + 1 if position is not None else 0
    return Problem(file, line, "", f"this is no YAML: {what}.")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


class _Refused(yaml.YAMLError):
    """The text exceeds a limit or has a form that is not read; parsing ends there."""

    def __init__(self, what: str, event: yaml.Event) -> None:
        super().__init__(what)
        self.problem, self.problem_mark = what, event.start_mark


@dataclass
class _Value:
    """A complete value with the number of values in it."""

    value: Any
    size: int


class _Builder:
    """Builds plain data from the parser's events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self._anchors: dict[str, _Value | None] = {}
        self._aliases = 0

    def refuse(self, line: int, what: str) -> None:
        self.problems.append(Problem(self.file, line, "", what))

    def build(self, events: Iterator[yaml.Event]) -> Any:
        """Return the one document among the events; None if there is none."""
        self._events = events
        found: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused("a second document begins here; a file holds one", event)
                found = self._value(next(events), ()).value
        return found

    def _value(self, event: yaml.Event, place: Place) -> _Value:
        line = _line(event)
        self.lines.setdefault(place, line)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        tag, anchor = getattr(event, "tag", None), getattr(event, "anchor", None)
        if tag and tag not in _TAGS:
            self.refuse(line, f"the tag '{tag}' is refused. Only plain text, lists and mappings are read.")
        if len(place) > DEEPEST:
            raise _Refused(f"the nesting is deeper than {DEEPEST} levels", event)
        if anchor:
            self._anchors[anchor] = None
        built = self._content(event, place)
        if built.size > ITEMS:
            raise _Refused(f"with its aliases replaced this holds more than {ITEMS} values", event)
        if anchor:
            self._anchors[anchor] = built
        return built

    def _alias(self, event: yaml.AliasEvent) -> _Value:
        self._aliases += 1
        if self._aliases > ALIASES:
            raise _Refused(f"the file uses more than {ALIASES} aliases", event)
        name = str(event.anchor)
        built = self._anchors.get(name)
        if built is None:
            what = "stands inside itself" if name in self._anchors else "is not defined before this line"
            raise _Refused(f"the alias '*{name}' {what}", event)
        return built

    def _content(self, event: yaml.Event, place: Place) -> _Value:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        scalar = cast("yaml.ScalarEvent", event)
        return _Value(None if not scalar.style and scalar.value in _EMPTY else _composed(scalar.value), 1)

    def _sequence(self, place: Place) -> _Value:
        items: list[Any] = []
        size = 1
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            built = self._value(event, (*place, len(items)))
            items.append(built.value)
            size += built.size
        return _Value(items, size)

    def _mapping(self, place: Place) -> _Value:
        items: dict[str, Any] = {}
        seen: dict[str, int] = {}
        size = 1
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, place)
            line = _line(event)
            if key in seen:
                self.refuse(line, f"the key '{key}' stands here twice; the first is in line {seen[key]}.")
            seen.setdefault(key, line)
            self.lines[*place, key] = line
            built = self._value(next(self._events), (*place, key))
            size += built.size
            if built.value is not None:
                items[key] = built.value
        return _Value(items, size)

    def _key(self, event: yaml.Event, place: Place) -> str:
        """Return a mapping's key, which must be plain text."""
        if isinstance(event, yaml.ScalarEvent):
            return str(self._value(event, (*place, "")).value or "")
        raise _Refused("a key must be plain text", event)
