"""The rules that a mechanism's files must follow; all problems are found at once, with file, line and the nearest valid value.

The rules read the plain data and not the model, so that one wrong field does not hide further problems. A `Mechanism` is returned only
if there is no problem at all. A warning is not a problem: it marks something unusual that may be intended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pathways.errors import DataProblems, Problem, nearest
from pathways.language.citations import cited_ids
from pathways.language.name_search import fold
from pathways.model.groups import opposed
from pathways.model.hyperlinks import linked, refused_link
from pathways.model.mechanism import Mechanism
from pathways.model.quotes import find_quote, fold_blanks, missing, sentence_around
from pathways.model.record import unreadable
from pathways.model.reference import Reference
from pathways.model.relations import RELATIONS
from pathways.model.vocabulary import Stance, Status
from pathways.reading.overview_rules import problems_of_overview
from pathways.reading.parse import Document, Place, parse_json, parse_yaml, read_text
from pathways.reading.schema_errors import described, edge_id, field_errors
from pathways.reading.story_rules import nearest_or_count, problems_of

__all__ = ["Examination", "examine", "examine_folder"]

REFERENCES = "references.json"


@dataclass(frozen=True)
class Examination:
    """The result of checking one file: a mechanism, or problems; and warnings, which do not prevent a mechanism."""

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
    files = _Files(document, path.parent)
    files.load_references()
    files.load_sources()
    for rule in _RULES:
        rule(files)
    mechanism = None if files.problems else Mechanism.model_validate(files.complete())
    if mechanism:
        for place, what in problems_of(mechanism, mechanism.stories):  # their queries need a valid map
            files.report(("stories", *place), what)
        for place, what in problems_of_overview(mechanism):
            files.report(("overview", *place), what)
        _opposed(files, mechanism)
    warnings = tuple(sorted(set(files.warnings)))
    if files.problems:
        return Examination(str(path), problems=tuple(sorted(set(files.problems))), warnings=warnings)
    return Examination(str(path), mechanism, warnings=warnings)


def examine_folder(path: Path) -> list[Examination]:
    """Check all `*.yaml` files in a folder, sorted by name; addresses use the id, so no two files may share one."""
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
class _Files:
    """The content of one mechanism's files, and the problems found so far."""

    document: Document
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    reference_lines: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def report(self, place: Place, what: str) -> None:
        self.problems.append(self._problem(place, what))

    def warn(self, place: Place, what: str) -> None:
        self.warnings.append(self._problem(place, what))

    def _problem(self, place: Place, what: str) -> Problem:
        return Problem(self.document.file, self.document.line(place), described(self.document.data, place), what)

    def report_reference(self, name: str, part: str, what: str) -> None:
        self.problems.append(self._reference_problem(name, part, what))

    def warn_reference(self, name: str, what: str) -> None:
        self.warnings.append(self._reference_problem(name, "", what))

    def _reference_problem(self, name: str, part: str, what: str) -> Problem:
        where = f"reference {name}{', ' if part else ''}{part}"
        return Problem(str(self.folder / REFERENCES), self.reference_lines.get(name, 0), where, what)

    def items(self, name: str, inside: Place = ()) -> Iterator[tuple[Place, dict[str, Any]]]:
        """The mappings in a list of the document with their places; items of another type are skipped."""
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
        """Every piece of evidence in the document."""
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
                    self.report((*place, "file"), f"{problem.file}: {problem.what}")

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


def _schema(files: _Files) -> None:
    """Fields and values that the model does not accept."""
    for place, item in files.items("sources"):
        if "text" in item:
            files.report((*place, "text"), "'text' is no field of a source. The text is read from 'file'.")
    if "references" in files.document.data:
        files.report(("references",), f"references stand in {REFERENCES} beside the file, not in it.")
    for place, what in field_errors(files.document.data, Mechanism):
        files.report(place, what)
    for item in files.references:
        wrong = (*field_errors(item, Reference), *(((name,), what) for name, what in unreadable(item)))
        for place, what in wrong:
            files.report_reference(str(item.get("id", "?")), ", ".join(map(str, place)), what)


def _addresses(files: _Files) -> None:
    """Addresses of sources that are not web addresses, or that a browser would run as a script."""
    for place, item in files.items("sources"):
        url = item.get("url")
        if isinstance(url, str) and url.strip() and not linked(url):
            files.report((*place, "url"), refused_link(url))


def _unique(files: _Files) -> None:
    """Ids that are used twice. Nodes, edges and gaps share one namespace, because a link may select any of them."""
    for names in (("nodes", "edges", "gaps"), ("caveats",), ("regions",), ("sources",)):
        seen: dict[str, Place] = {}
        for name in names:
            for place, item in files.items(name):
                known = edge_id(item) if name == "edges" else str(item.get("id", ""))
                if known in seen:
                    files.report(place, f"the id '{known}' is taken by {described(files.document.data, seen[known])}"
                                 f" in line {files.document.line(seen[known])}.")
                elif known:
                    seen[known] = place
    listed = [str(item.get("id", "")) for item in files.references]
    for known in sorted({name for name in listed if listed.count(name) > 1}):
        files.report_reference(known, "", f"the id stands {listed.count(known)} times.")


def _known(files: _Files) -> None:
    """Ids of nodes, regions, references and sources that do not exist."""
    nodes, regions = files.ids("nodes"), files.ids("regions")
    for place, item in (*files.items("edges"), *files.items("gaps")):
        for end in ("source", "target"):
            _must_exist(files, (*place, end), item, "node", nodes)
    for place, item in files.items("nodes"):
        _must_exist(files, (*place, "group"), item, "node", nodes)
        _must_exist(files, (*place, "region"), item, "region", regions)
    references = {str(item.get("id")): item for item in files.references}
    sources = files.ids("sources")
    for place, item in files.evidence():
        _must_exist(files, (*place, "reference"), item, "reference", references)
        _must_exist(files, (*place, "source"), item, "source", sources)


def _must_exist(files: _Files, place: Place, item: Mapping[str, Any], noun: str, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Report a reference to an id that does not exist; `_schema` reports fields that are absent or not text."""
    name = item.get(str(place[-1]))
    if not isinstance(name, str) or name in known:
        return
    owner = {fold(called): one for one, entry in known.items() for called in _names_of(one, entry)}
    near = (f"'{one}'{_label(known[one])}" for one in dict.fromkeys(owner[word] for word in nearest(fold(name), owner)))
    files.report(place, f"no {noun} '{name}'. {nearest_or_count(near, len(known))}")


def _names_of(one: str, entry: Mapping[str, Any]) -> Iterator[str]:
    synonyms = entry.get("synonyms")
    for called in (one, entry.get("label"), entry.get("short"), *(synonyms if isinstance(synonyms, list) else ())):
        if isinstance(called, str):
            yield called


def _label(entry: Mapping[str, Any]) -> str:
    label = entry.get("label") or entry.get("title")
    return f" ({label})" if label else ""


def _groups(files: _Files) -> None:
    """Groups inside groups, and evidence for a membership that is not stated."""
    nodes = files.ids("nodes")
    for place, item in files.items("nodes"):
        group = item.get("group")
        outer = nodes.get(str(group), {}).get("group")
        if group is not None and group == item.get("id"):
            files.report((*place, "group"), "a node cannot be its own group.")
        elif outer:
            files.report((*place, "group"), f"groups are not nested, and '{group}' is itself a member of '{outer}'.")
        if "member_of" in item and not group:
            files.report((*place, "member_of"), "this gives evidence for a membership, but no 'group' is named.")
        if "moves_with_group" in item and not group:
            files.report((*place, "moves_with_group"), "this says how a member lies to its group, but no 'group' is named.")


def _findings(files: _Files) -> None:
    """The species of a finding in its context, which belongs in a field of its own."""
    for place, item in files.evidence():
        context = item.get("context")
        if isinstance(context, dict) and "species" in context:
            files.report((*place, "context", "species"), "a finding has 'species' beside its 'study'; the context's is for relations.")


def _edges(files: _Files) -> None:
    """Edges without evidence, edges from a node to itself, and signs or layers that contradict the relation or the evidence."""
    for place, item in files.items("edges"):
        if item.get("evidence") == []:
            files.report((*place, "evidence"), "an edge needs evidence: a quote or a paper.")
        if item.get("source") is not None and item.get("source") == item.get("target"):
            files.report((*place, "target"), "an edge cannot lead back to its own source.")
        meaning = {name.value: relation for name, relation in RELATIONS.items()}.get(str(item.get("relation")))
        sign = item.get("sign")
        if meaning and sign and sign != meaning.sign.value:
            files.report((*place, "sign"), f"'{sign}' is against the relation: '{meaning.name}' has the sign '{meaning.sign}'.")
        _layer(files, place, item)


def _layer(files: _Files, place: Place, item: Mapping[str, Any]) -> None:
    """Layers that contradict the evidence: a reader must be able to tell what papers say from what the document says."""
    evidence = [one for _, one in files.items("evidence", place)]
    quoted = any("quote" in one for one in evidence)
    if evidence and item.get("layer") == "document" and not quoted:
        files.report((*place, "layer"), "an edge of the layer 'document' needs a quote. Papers alone make it 'literature'.")
    if item.get("layer") == "literature" and quoted:
        files.report((*place, "layer"), "an edge with a quote is no 'literature': that layer is for what papers alone say.")


def _papers(files: _Files) -> None:
    """Papers with two kinds of study, retracted papers that support something, and the list of papers."""
    kinds: dict[str, dict[str, Place]] = {}
    for place, item in files.evidence():
        if isinstance(item.get("reference"), str) and isinstance(item.get("study"), str):
            kinds.setdefault(item["reference"], {}).setdefault(item["study"], place)
    for reference, found in kinds.items():
        first, *others = found
        for other in others:
            line = files.document.line(found[first])
            files.warn((*found[other], "study"), f"'{other}', but '{reference}' is '{first}' in line {line}; one paper is mostly one kind.")
    retracted = {str(item.get("reference")) for _, item in files.items("papers") if item.get("status") == Status.RETRACTED}
    for place, item in files.evidence():
        if item.get("reference") in retracted and item.get("stance") == Stance.SUPPORTS:
            what = f"'{item['reference']}' is retracted, so it supports nothing. Leave it out, or say what it shows."
            files.report((*place, "stance"), what)
    _paper_list(files)


def _paper_list(files: _Files) -> None:
    """Papers that are listed twice or have no reference, and reviews that pool papers without a reference."""
    references = {str(item.get("id")): item for item in files.references}
    seen: dict[str, Place] = {}
    for place, item in files.items("papers"):
        _must_exist(files, (*place, "reference"), item, "reference", references)
        for position, name in enumerate(item["pools"] if isinstance(item.get("pools"), list) else ()):
            _must_exist(files, (*place, "pools", position), {str(position): name}, "reference", references)
        known = str(item.get("reference"))
        if known in seen:
            files.report(place, f"'{known}' stands in line {files.document.line(seen[known])} as well.")
        seen.setdefault(known, place)


def _opposed(files: _Files, mechanism: Mechanism) -> None:
    """Members of a group that change in opposite directions, so that no direction can be inferred across the group."""
    places = {str(item.get("id")): place for place, item in files.items("nodes")}
    for pair in opposed(mechanism):
        files.warn((*places[pair.other], "group"),
                   f"'{pair.other}' and '{pair.one}' pull in opposite directions ({', '.join(pair.by)}), so no direction passes through "
                   f"their group '{pair.group}'. Set 'moves_with_group: false' on a member that is only drawn in the group.")


def _quotes(files: _Files) -> None:
    """Quotes, hedges and left-out sentences that are not in their source; differences in white space and typography are ignored."""
    folded = {name: fold_blanks(text) for name, text in files.texts.items()}
    for place, item in files.evidence():
        text, quote = folded.get(str(item.get("source"))), item.get("quote")
        if text is None or not isinstance(quote, str):
            continue
        if what := missing(text, quote):
            files.report((*place, "quote"), f"not in the source '{item['source']}': {what}")
        elif isinstance(item.get("hedge"), str) and not find_quote(sentence_around(text, quote), item["hedge"]):
            files.report((*place, "hedge"), f"'{item['hedge']}' is not in the quote's sentence.")
    for place, source in files.items("sources"):
        for inner, left in files.items("left_out", place):
            sentence, text = left.get("sentence"), folded.get(str(source.get("id")))
            if text is not None and isinstance(sentence, str) and (what := missing(text, sentence)):
                files.report((*inner, "sentence"), f"not in the source '{source['id']}': {what}")


def _unused(files: _Files) -> None:
    """Nodes without edge, member, group, gap or property, and references that nothing cites."""
    used = {str(item.get(end)) for _, item in (*files.items("edges"), *files.items("gaps")) for end in ("source", "target")}
    used |= {str(item.get("group")) for _, item in files.items("nodes")}
    for place, item in files.items("nodes"):
        if "id" in item and str(item["id"]) not in used and not item.get("group") and not item.get("properties"):
            files.warn(place, "nothing relates to this node: it has no edge, no member, no group, no gap and no property.")
    cited = {str(item.get("reference")) for _, item in files.evidence()} | set(_cited_in_stories(files))
    unused = [reference for reference in files.references if str(reference.get("id")) not in cited]
    others = _other_mechanisms(files) if unused else ""
    for reference in unused:
        if not re.search(rf"\breference:\s*[\"']?{re.escape(str(reference.get('id')))}\b(?!-)", others):
            files.warn_reference(str(reference.get("id", "?")), "nothing cites it.")


def _cited_in_stories(files: _Files) -> Iterator[str]:
    """The ids that the stories cite."""
    for place, _ in files.items("stories"):
        for _, scene in files.items("scenes", place):
            yield from cited_ids(f"{scene.get('caption')} {scene.get('note')}")


def _other_mechanisms(files: _Files) -> str:
    """The text of the other mechanisms in the folder, which share the references."""
    others = (path for path in sorted(files.folder.glob("*.yaml")) if path.name != Path(files.document.file).name)
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in others)


_RULES = (_schema, _addresses, _unique, _known, _groups, _findings, _edges, _papers, _quotes, _unused)
