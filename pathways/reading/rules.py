"""Everything that can be wrong in a mechanism's files, found at once: with file, line and the nearest good value.

The rules look at the plain data and not at the model, so that one wrong field does not hide the problems behind it. A `Mechanism`
comes out only where there is no problem at all. A warning is no problem: something that can be meant, and is worth a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pathways.errors import DataProblems, Problem, nearest
from pathways.language.citations import cited_ids
from pathways.model.groups import opposed
from pathways.model.hyperlinks import linked, not_linked
from pathways.model.mechanism import Mechanism
from pathways.model.quotes import fold_blanks, missing, sentence_around
from pathways.model.record import unreadable
from pathways.model.reference import Reference
from pathways.model.relations import RELATIONS
from pathways.model.vocabulary import Stance, Status
from pathways.reading.parse import Document, Place, parse_json, parse_yaml, read_text
from pathways.reading.schema_errors import described, edge_id, shape_errors
from pathways.reading.story_rules import problems_of

__all__ = ["Examination", "examine", "examine_folder"]

REFERENCES = "references.json"


@dataclass(frozen=True)
class Examination:
    """What came out of checking one file: a mechanism, or problems; and warnings, which stand in nobody's way."""

    file: str
    mechanism: Mechanism | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def examine(path: Path) -> Examination:
    """Check a mechanism's file, its references and its sources.

    Nothing is raised for a bad file: all its problems are in the answer, sorted by file and line.
    """
    try:
        document = parse_yaml(read_text(path), str(path))
    except DataProblems as error:
        return Examination(str(path), problems=error.problems)
    desk = _Desk(document, path.parent)
    desk.load_references()
    desk.load_sources()
    for rule in _RULES:
        rule(desk)
    mechanism = None if desk.problems else Mechanism.model_validate(desk.complete())
    if mechanism:
        for place, what in problems_of(mechanism, mechanism.stories):  # they ask the map, so that must be sound first
            desk.say(("stories", *place), what)
        _opposed(desk, mechanism)
    warnings = tuple(sorted(set(desk.warnings)))
    if desk.problems:
        return Examination(str(path), problems=tuple(sorted(set(desk.problems))), warnings=warnings)
    return Examination(str(path), mechanism, warnings=warnings)


def examine_folder(path: Path) -> list[Examination]:
    """Check all `*.yaml` files in a folder, sorted by name; an address tells them apart by id, so no two may share one."""
    examined = [examine(file) for file in sorted(path.glob("*.yaml"))]
    if not examined:
        return [Examination(str(path), problems=(Problem(str(path), 0, "", "no folder with a *.yaml file in it."),))]
    first: dict[str, str] = {}
    for position, found in enumerate(examined):
        known = found.mechanism.id if found.mechanism else found.file
        if known in first:
            what = f"'{known}' is the id of {first[known]} as well."
            examined[position] = Examination(found.file, problems=(Problem(found.file, 0, "id", what),))
        first.setdefault(known, found.file)
    return examined


@dataclass
class _Desk:
    """The files of one mechanism on the table, and the problems found so far."""

    document: Document
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    reference_lines: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def say(self, place: Place, what: str) -> None:
        self.problems.append(self._at(place, what))

    def warn(self, place: Place, what: str) -> None:
        self.warnings.append(self._at(place, what))

    def _at(self, place: Place, what: str) -> Problem:
        return Problem(self.document.file, self.document.line(place), described(self.document.data, place), what)

    def say_reference(self, name: str, part: str, what: str) -> None:
        self.problems.append(self._of(name, part, what))

    def warn_reference(self, name: str, what: str) -> None:
        self.warnings.append(self._of(name, "", what))

    def _of(self, name: str, part: str, what: str) -> Problem:
        where = f"reference {name}{', ' if part else ''}{part}"
        return Problem(str(self.folder / REFERENCES), self.reference_lines.get(name, 0), where, what)

    def items(self, name: str, inside: Place = ()) -> Iterator[tuple[Place, dict[str, Any]]]:
        """The mappings in a list of the document with their places; what has another shape is passed over."""
        found: Any = self.document.data
        for part in inside:
            found = found[part]
        listed = found.get(name)
        for position, item in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(item, dict):
                yield (*inside, name, position), item

    def ids(self, name: str) -> dict[str, dict[str, Any]]:
        return {str(item["id"]): item for _, item in self.items(name) if "id" in item}

    def evidence(self) -> Iterator[tuple[Place, dict[str, Any]]]:
        """Every piece of evidence in the document, wherever it stands."""
        for place, _ in (*self.items("edges"), *self.items("caveats")):
            yield from self.items("evidence", place)
        for place, _ in self.items("nodes"):
            yield from self.items("member_of", place)
            for inner, _ in self.items("properties", place):
                yield from self.items("evidence", inner)

    def load_references(self) -> None:
        path = self.folder / REFERENCES
        if not path.exists() and not any("reference" in item for _, item in self.evidence()):
            return
        try:
            found, self.reference_lines = parse_json(read_text(path), str(path))
        except DataProblems as error:
            self.problems.extend(error.problems)
            return
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.problems.append(Problem(str(path), 1, "", "expected a list of objects, as CSL-JSON has it."))
            return
        self.references = found

    def load_sources(self) -> None:
        for place, item in self.items("sources"):
            try:
                self.texts[str(item.get("id"))] = self._source(str(item.get("file", "")))
            except DataProblems as error:
                for problem in error.problems:
                    self.say((*place, "file"), f"{problem.file}: {problem.what}")

    def _source(self, name: str) -> str:
        path = self.folder / name
        if not name or not path.resolve().is_relative_to(self.folder.resolve()):
            raise DataProblems([Problem(name, 0, "", "a source must lie in the mechanism's folder or below it.")])
        return read_text(path)

    def complete(self) -> dict[str, Any]:
        """The data as the model takes it: with references, and the sources' texts."""
        data = self.document.data
        sources = [{**item, "text": self.texts[item["id"]]} for item in data.get("sources", [])]
        return {**data, "sources": sources, "references": self.references}


def _shape(desk: _Desk) -> None:
    """Fields, words and forms that the model does not accept."""
    for place, _ in desk.items("sources"):
        if "text" in _at(desk.document.data, place):
            desk.say((*place, "text"), "'text' is no field of a source. The text is read from 'file'.")
    if "references" in desk.document.data:
        desk.say(("references",), f"references stand in {REFERENCES} beside the file, not in it.")
    for place, what in shape_errors(desk.document.data, Mechanism):
        desk.say(place, what)
    for item in desk.references:
        wrong = (*shape_errors(item, Reference), *(((name,), what) for name, what in unreadable(item)))
        for place, what in wrong:
            desk.say_reference(str(item.get("id", "?")), ", ".join(map(str, place)), what)


def _at(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data


def _addresses(desk: _Desk) -> None:
    """Addresses of sources that lead nowhere, or that a browser would run instead of opening them."""
    for place, item in desk.items("sources"):
        url = item.get("url")
        if isinstance(url, str) and url.strip() and not linked(url):
            desk.say((*place, "url"), not_linked(url))


def _unique(desk: _Desk) -> None:
    """Ids that stand twice. Nodes, edges and gaps share one namespace, because a link may select any of them."""
    for names in (("nodes", "edges", "gaps"), ("caveats",), ("regions",), ("sources",)):
        seen: dict[str, Place] = {}
        for name in names:
            for place, item in desk.items(name):
                known = edge_id(item) if name == "edges" else str(item.get("id", ""))
                if known in seen:
                    desk.say(place, f"the id '{known}' is taken by {described(desk.document.data, seen[known])}"
                                    f" in line {desk.document.line(seen[known])}.")
                elif known:
                    seen[known] = place
    listed = [str(item.get("id", "")) for item in desk.references]
    for known in sorted({name for name in listed if listed.count(name) > 1}):
        desk.say_reference(known, "", f"the id stands {listed.count(known)} times.")


def _known(desk: _Desk) -> None:
    """Ids of nodes, regions, references and sources that do not exist."""
    nodes, regions = desk.ids("nodes"), desk.ids("regions")
    for place, item in (*desk.items("edges"), *desk.items("gaps")):
        for end in ("source", "target"):
            _must_exist(desk, (*place, end), item, "node", nodes)
    for place, item in desk.items("nodes"):
        _must_exist(desk, (*place, "group"), item, "node", nodes)
        _must_exist(desk, (*place, "region"), item, "region", regions)
    references = {str(item.get("id")): item for item in desk.references}
    sources = desk.ids("sources")
    for place, item in desk.evidence():
        _must_exist(desk, (*place, "reference"), item, "reference", references)
        _must_exist(desk, (*place, "source"), item, "source", sources)


def _must_exist(desk: _Desk, place: Place, item: Mapping[str, Any], noun: str, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Report a pointer to something that is not there; fields that are absent or no text are for `_shape`."""
    name = item.get(str(place[-1]))
    if not isinstance(name, str) or name in known:
        return
    owner = {called.casefold(): one for one, entry in known.items() for called in _called(one, entry)}
    near = dict.fromkeys(owner[word] for word in nearest(name, owner))
    listed = ", ".join(f"'{one}'{_label(known[one])}" for one in near)
    desk.say(place, f"no {noun} '{name}'. " + (f"Nearest: {listed}." if listed else f"There are {len(known)}, none looks like it."))


def _called(one: str, entry: Mapping[str, Any]) -> Iterator[str]:
    synonyms = entry.get("synonyms")
    for called in (one, entry.get("label"), entry.get("short"), *(synonyms if isinstance(synonyms, list) else ())):
        if isinstance(called, str):
            yield called


def _label(entry: Mapping[str, Any]) -> str:
    label = entry.get("label") or entry.get("title")
    return f" ({label})" if label else ""


def _groups(desk: _Desk) -> None:
    """Groups inside groups, and reasons for a membership that is not there."""
    nodes = desk.ids("nodes")
    for place, item in desk.items("nodes"):
        group = item.get("group")
        outer = nodes.get(str(group), {}).get("group")
        if group is not None and group == item.get("id"):
            desk.say((*place, "group"), "a node cannot be its own group.")
        elif outer:
            desk.say((*place, "group"), f"groups are not nested, and '{group}' is itself a member of '{outer}'.")
        if "member_of" in item and not group:
            desk.say((*place, "member_of"), "this gives evidence for a membership, but no 'group' is named.")
        if "moves_with_group" in item and not group:
            desk.say((*place, "moves_with_group"), "this says how a member lies to its group, but no 'group' is named.")


def _findings(desk: _Desk) -> None:
    """A finding names the species that it studied in a field of its own."""
    for place, item in desk.evidence():
        context = item.get("context")
        if isinstance(context, dict) and "species" in context:
            desk.say((*place, "context", "species"), "a finding has 'species' beside its 'study'; the context's is for relations.")


def _edges(desk: _Desk) -> None:
    """Edges without evidence, onto themselves, or with a sign or a layer that contradicts the rest."""
    for place, item in desk.items("edges"):
        if item.get("evidence") == []:
            desk.say((*place, "evidence"), "an edge needs evidence: a quote or a paper.")
        if item.get("source") is not None and item.get("source") == item.get("target"):
            desk.say((*place, "target"), "an edge cannot lead back to its own source.")
        meaning = {name.value: relation for name, relation in RELATIONS.items()}.get(str(item.get("relation")))
        sign = item.get("sign")
        if meaning and sign and sign != meaning.sign.value:
            desk.say((*place, "sign"), f"'{sign}' is against the relation: '{meaning.name}' has the sign '{meaning.sign}'.")
        _layer(desk, place, item)


def _layer(desk: _Desk, place: Place, item: Mapping[str, Any]) -> None:
    """A reader must never take what papers say for what the document says."""
    evidence = [one for _, one in desk.items("evidence", place)]
    quoted = any("quote" in one for one in evidence)
    if evidence and item.get("layer") == "document" and not quoted:
        desk.say((*place, "layer"), "an edge of the layer 'document' needs a quote. Papers alone make it 'literature'.")
    if item.get("layer") == "literature" and quoted:
        desk.say((*place, "layer"), "an edge with a quote is no 'literature': that layer is for what papers alone say.")


def _papers(desk: _Desk) -> None:
    """Papers that are two kinds of study, that support something though they are retracted, or of which something is known twice."""
    kinds: dict[str, dict[str, Place]] = {}
    for place, item in desk.evidence():
        if isinstance(item.get("reference"), str) and isinstance(item.get("study"), str):
            kinds.setdefault(item["reference"], {}).setdefault(item["study"], place)
    for reference, found in kinds.items():
        first, *others = found
        for other in others:
            line = desk.document.line(found[first])
            desk.warn((*found[other], "study"), f"'{other}', but '{reference}' is '{first}' in line {line}; one paper is mostly one kind.")
    retracted = {str(item.get("reference")) for _, item in desk.items("papers") if item.get("status") == Status.RETRACTED}
    for place, item in desk.evidence():
        if item.get("reference") in retracted and item.get("stance") == Stance.SUPPORTS:
            desk.say((*place, "stance"), f"'{item['reference']}' is retracted, so it supports nothing. Leave it out, or say what it shows.")
    _paper_list(desk)


def _paper_list(desk: _Desk) -> None:
    """Papers that are listed twice or not known, and reviews that pool what is not here."""
    references = {str(item.get("id")): item for item in desk.references}
    seen: dict[str, Place] = {}
    for place, item in desk.items("papers"):
        _must_exist(desk, (*place, "reference"), item, "reference", references)
        for position, name in enumerate(item["pools"] if isinstance(item.get("pools"), list) else ()):
            _must_exist(desk, (*place, "pools", position), {str(position): name}, "reference", references)
        known = str(item.get("reference"))
        if known in seen:
            desk.say(place, f"'{known}' stands in line {desk.document.line(seen[known])} as well.")
        seen.setdefault(known, place)


def _opposed(desk: _Desk, mechanism: Mechanism) -> None:
    """Members of a group that pull in opposite directions: no direction passes through such a group."""
    places = {str(item.get("id")): place for place, item in desk.items("nodes")}
    for pair in opposed(mechanism):
        desk.warn((*places[pair.other], "group"),
                  f"'{pair.other}' and '{pair.one}' pull in opposite directions ({', '.join(pair.by)}), so no direction passes through "
                  f"their group '{pair.group}'. Set 'moves_with_group: false' on a member that is only drawn in the group.")


def _quotes(desk: _Desk) -> None:
    """Quotes, hedges and left-out sentences that are not in their source, after folding blanks."""
    folded = {name: fold_blanks(text) for name, text in desk.texts.items()}
    for place, item in desk.evidence():
        text, quote = folded.get(str(item.get("source"))), item.get("quote")
        if text is None or not isinstance(quote, str):
            continue
        if what := missing(text, quote):
            desk.say((*place, "quote"), f"not in the source '{item['source']}': {what}")
        elif isinstance(item.get("hedge"), str) and fold_blanks(item["hedge"]) not in sentence_around(text, quote):
            desk.say((*place, "hedge"), f"'{item['hedge']}' is not in the quote's sentence.")
    for place, source in desk.items("sources"):
        for inner, left in desk.items("left_out", place):
            sentence, text = left.get("sentence"), folded.get(str(source.get("id")))
            if text is not None and isinstance(sentence, str) and (what := missing(text, sentence)):
                desk.say((*inner, "sentence"), f"not in the source '{source['id']}': {what}")


def _unused(desk: _Desk) -> None:
    """Nodes that nothing relates to anything, and references that nothing cites."""
    used = {str(item.get(end)) for _, item in (*desk.items("edges"), *desk.items("gaps")) for end in ("source", "target")}
    used |= {str(item.get("group")) for _, item in desk.items("nodes")}
    for place, item in desk.items("nodes"):
        if "id" in item and str(item["id"]) not in used and not item.get("group") and not item.get("properties"):
            desk.warn(place, "nothing relates to this node: it has no edge, no member, no group, no gap and no property.")
    cited = {str(item.get("reference")) for _, item in desk.evidence()} | set(_told(desk))
    unused = [reference for reference in desk.references if str(reference.get("id")) not in cited]
    others = _siblings(desk) if unused else ""
    for reference in unused:
        if not re.search(rf"\breference:\s*[\"']?{re.escape(str(reference.get('id')))}\b(?!-)", others):
            desk.warn_reference(str(reference.get("id", "?")), "nothing cites it.")


def _told(desk: _Desk) -> Iterator[str]:
    """What the stories cite."""
    for place, _ in desk.items("stories"):
        for _, scene in desk.items("scenes", place):
            yield from cited_ids(f"{scene.get('caption')} {scene.get('note')}")


def _siblings(desk: _Desk) -> str:
    """The text of the other mechanisms in the folder, which share the references."""
    others = (path for path in sorted(desk.folder.glob("*.yaml")) if path.name != Path(desk.document.file).name)
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in others)


_RULES = (_shape, _addresses, _unique, _known, _groups, _findings, _edges, _papers, _quotes, _unused)
