"""The mechanism: nodes and edges with their evidence, as frozen values from which all else is derived.

Graphs, layouts and pictures are derived from a `Mechanism` and never the other way round. A selection of a
mechanism is a mechanism. The classes also define the file format: `read` builds them from YAML, and the JSON
Schema for editors is generated from them.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from pathways.language.letter_case import inside, running_texts
from pathways.model.evidence import Context, Evidence, Finding, Statement
from pathways.model.field_types import CURIE, Frozen, Id, Text
from pathways.model.reference import Paper, Reference
from pathways.model.relations import RELATIONS, Relation, RelationName, Sign
from pathways.model.vocabulary import KindName, Layer, Match

__all__ = [
    "Caveat",
    "Curie",
    "Edge",
    "Gap",
    "LeftOut",
    "Mechanism",
    "Node",
    "Overview",
    "OverviewBox",
    "Property",
    "Region",
    "Source",
    "Story",
    "StoryScene",
]


class Curie(Frozen):
    """A compact identifier in a public vocabulary, with the official name that it has there."""

    id: Annotated[str, Field(pattern=CURIE)]
    name: Text
    match: Match = Match.EXACT
    note: str = ""


class Property(Frozen):
    """Something said about one node alone: a dose range, a definition, a legal status."""

    name: Text
    value: Text
    evidence: tuple[Evidence, ...] = ()


class Node(Frozen):
    """A thing in the mechanism. A node that others name as their `group` is a group.

    `member_of` gives the evidence for the membership, where a source states it. `moves_with_group` is False where a change of
    the member is no change of its group, nor the other way round: the branches of a receptor's signalling, or two sides of a ratio.
    """

    id: Id
    label: Text
    kind: KindName
    region: Id
    description: Text
    short: str = ""
    synonyms: tuple[str, ...] = ()
    curies: tuple[Curie, ...] = ()
    group: Id | None = None
    moves_with_group: bool = True
    member_of: tuple[Evidence, ...] = ()
    properties: tuple[Property, ...] = ()

    @property
    def name(self) -> str:
        """The short label if there is one, else the label."""
        return self.short or self.label


class Edge(Frozen):
    """One relation between two nodes, with everything that is said for and against it.

    The id defaults to source, relation and target joined by hyphens.
    """

    source: Id
    relation: RelationName
    target: Id
    layer: Layer
    evidence: tuple[Evidence, ...]
    id: str = ""
    sign: Sign | None = None
    context: Context = Context()
    note: str = ""

    def model_post_init(self, _context: Any, /) -> None:
        """Set a missing id from the ends and the relation."""
        if not self.id:
            object.__setattr__(self, "id", f"{self.source}-{self.relation}-{self.target}")

    @property
    def meaning(self) -> Relation:
        """The relation with its sign, head and wording."""
        return RELATIONS[self.relation]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The quotations among the evidence, in file order."""
        return tuple(item for item in self.evidence if isinstance(item, Statement))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The papers among the evidence, in file order."""
        return tuple(item for item in self.evidence if isinstance(item, Finding))


class Gap(Frozen):
    """A step that a reader would expect and that no evidence in the mechanism makes. It is no edge."""

    id: Id
    source: Id
    target: Id
    label: Text
    explanation: Text


class Region(Frozen):
    """A named area of the picture."""

    id: Id
    label: Text
    description: str = ""


class LeftOut(Frozen):
    """A sentence of a source that is deliberately not quoted, with the reason."""

    sentence: Text
    reason: Text


class Source(Frozen):
    """A text that is quoted. `file` is relative to the mechanism's file.

    `text` is what stands in that file; `read` fills it in, the mechanism's file never has it.
    """

    id: Id
    title: Text
    file: Text
    publisher: str = ""
    url: str = ""
    remark: str = ""
    left_out: tuple[LeftOut, ...] = ()
    text: str = Field(default="", exclude=True, repr=False)


class Caveat(Frozen):
    """A limit of the whole map that a reader must be able to see."""

    id: Id
    title: Text
    text: Text
    evidence: tuple[Evidence, ...] = ()


class StoryScene(Frozen):
    """One step of a story: a question to the map, as in an address, with what is said about its answer.

    `caption` is for the audience, `note` for the speaker. Both cite as in "[@moulin-2010; @the-document]": references or sources by id.
    """

    id: Id
    title: Annotated[str, Field(min_length=1, max_length=120)]
    query: Annotated[str, Field(max_length=2_000)] = ""
    caption: Annotated[str, Field(min_length=1, max_length=600)]
    note: Annotated[str, Field(max_length=4_000)] = ""


class Story(Frozen):
    """A mechanism told step by step; the scenes are in their order. `audience` says whose words it is told in."""

    id: Id
    title: Annotated[str, Field(min_length=1, max_length=160)]
    sentence: Annotated[str, Field(min_length=1, max_length=400)]
    audience: Literal["everyone", "professionals"] = "everyone"
    scenes: Annotated[tuple[StoryScene, ...], Field(min_length=1, max_length=40)]


class OverviewBox(Frozen):
    """A box of the overview: `nodes` are the things that it holds, each group with its members; one thing alone is its own box."""

    id: Id
    label: Annotated[str, Field(min_length=1, max_length=60)]
    nodes: Annotated[tuple[Id, ...], Field(min_length=1)]
    description: Annotated[str, Field(max_length=400)] = ""


class Overview(Frozen):
    """The first look at a mechanism: a few boxes in place of all, and one or two sentences about the whole."""

    sentence: Annotated[str, Field(min_length=1, max_length=400)]
    boxes: Annotated[tuple[OverviewBox, ...], Field(min_length=2, max_length=9)]


class Mechanism(Frozen):
    """A signed, directed map of how something is thought to work, with its evidence.

    Order is the file's order. `opened` names the groups that are shown with their members.
    """

    id: Id
    title: Text
    sentence: Text
    version: Text
    date: Text
    summary: str = ""
    curator: str = ""
    sources: tuple[Source, ...] = ()
    regions: tuple[Region, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    gaps: tuple[Gap, ...] = ()
    papers: tuple[Paper, ...] = ()
    references: tuple[Reference, ...] = ()
    stories: tuple[Story, ...] = ()
    overview: Overview | None = None

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of a hash of the content, which change even where the version was not raised.

        Stories and the overview do not count: a figure of the map stays valid when a story changes.
        """
        return hashlib.sha256(self.model_dump_json(by_alias=True, exclude={"stories", "overview"}).encode()).hexdigest()[:12]

    @property
    def whole(self) -> Mechanism:
        """The mechanism from which `select` took this part; itself where it is no part."""
        found: Mechanism = self.__dict__.get("_whole", self)
        return found

    @cached_property
    def node(self) -> dict[str, Node]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def inline(self) -> dict[str, str]:
        """The labels in their form inside a sentence, by node; a part takes them from the whole, as it does not have all its texts."""
        if self.whole is not self:
            return self.whole.inline
        found = inside((node.label for node in self.nodes), running_texts(self))
        return {node.id: found[node.label] for node in self.nodes}

    @cached_property
    def edge(self) -> dict[str, Edge]:
        """The edges by id."""
        return {edge.id: edge for edge in self.edges}

    @cached_property
    def reference(self) -> dict[str, Reference]:
        """The papers by id."""
        return {reference.id: reference for reference in self.references}

    @cached_property
    def paper(self) -> dict[str, Paper]:
        """What is known of each paper as a whole, by reference id; other references are absent."""
        return {paper.reference: paper for paper in self.papers}

    @cached_property
    def source(self) -> dict[str, Source]:
        """The quoted texts by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def story(self) -> dict[str, Story]:
        """The stories by id."""
        return {story.id: story for story in self.stories}

    @cached_property
    def members(self) -> dict[str, tuple[Node, ...]]:
        """The members of each group, by the group's id; nodes that are no group are absent."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.group:
                found.setdefault(node.group, []).append(node)
        return {group: tuple(nodes) for group, nodes in found.items()}
