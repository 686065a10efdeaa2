"""The truth: a mechanism of nodes and edges with their evidence, frozen.

Graphs, layouts and pictures are derived from a `Mechanism` and never the other way round. A selection of a
mechanism is a mechanism. The classes are also the file format: `read` builds them from YAML, and the JSON
Schema for editors is written from them.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from pathways.language.letter_case import inside, running_texts
from pathways.model.authors import Author, authors, goes_on
from pathways.model.dates import Date, read_date, tidy_date, unread_date
from pathways.model.hyperlinks import linked
from pathways.model.record import tidy_extras, tidy_names, tidy_number, tidy_pmcid, tidy_text
from pathways.model.vocabulary import (
    RELATIONS,
    Comparator,
    Dose,
    KindName,
    Layer,
    Match,
    Outcome,
    Read,
    Relation,
    RelationName,
    Sign,
    Species,
    Stance,
    Status,
    StudyName,
)

__all__ = [
    "Caveat",
    "Context",
    "Curie",
    "Edge",
    "Evidence",
    "Finding",
    "Gap",
    "LeftOut",
    "Mechanism",
    "Node",
    "Paper",
    "Property",
    "Reference",
    "Region",
    "Source",
    "Statement",
    "Story",
    "StoryScene",
]

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CURIE = r"^[A-Za-z][A-Za-z0-9_.]*:[A-Za-z0-9_.-]+$"
DOI = r"^10\.\d{4,9}/\S+$"
DAY = r"^(\d{4}-\d{2}-\d{2})?$"

Id = Annotated[str, Field(pattern=ID, max_length=120, description="kebab-case, the standard short name")]
Text = Annotated[str, Field(min_length=1, max_length=10_000)]


def _of_the_calendar(day: str) -> str:
    try:
        return day and date.fromisoformat(day).isoformat()
    except ValueError:
        raise ValueError(f"there is no day '{day}'. Expected one of the calendar, as in '2026-11-26'.") from None


Day = Annotated[str, Field(pattern=DAY), AfterValidator(_of_the_calendar)]


class Frozen(BaseModel):
    """A value: compared by content, unchangeable, refusing unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Context(Frozen):
    """Under which circumstances something is said to hold; an empty field means that the source does not say.

    `dose` is the band, `amount` its words ("6 mg daily"). `substance` is set only where it differs from
    the medicine itself, as for a mirror-image isomer or another drug of its class. `species` limits a relation
    to these; a finding names what it studied in a field of its own.
    """

    dose: Dose | None = None
    amount: str = ""
    substance: str = ""
    species: tuple[Species, ...] = ()
    population: str = ""
    tissue: str = ""
    phase: str = ""
    duration: str = ""

    def phrases(self) -> tuple[str, ...]:
        """The filled fields as short phrases, in a fixed order; empty where nothing is said.

        Example:
            >>> Context(dose=Dose.LOW, tissue="plasma").phrases()
            ('dose: low', 'tissue: plasma')
        """
        told = ((name, ", ".join(value) if isinstance(value, tuple) else value) for name, value in self)
        return tuple(f"{name}: {value}" for name, value in told if value)


class Statement(Frozen):
    """What a source document says, verbatim.

    `hedge` is the source's own wording of doubt and must occur in the quote's sentence; empty where it states
    flatly. `marker` is the reference mark as printed. `reading` says how the editors understood it where that is
    not plain, and `inferred` marks a step that the document itself infers.
    """

    source: Id
    quote: Text
    marker: str = ""
    hedge: str = ""
    reading: str = ""
    inferred: bool = False


class Finding(Frozen):
    """What one paper found, in the editors' words, and how it bears on the statement.

    `null_result` marks a comparison that found no difference. `material` is what was studied ("blood cells"),
    `locator` where in the paper it was read, `note` the editors' remark on its reach. `n` is how many people, animals or samples
    it rests on, `effect` the result as printed, with its interval or p, `outcome` the part that this outcome had in the study,
    `comparator` what it was compared with. `population_match` says how those who were studied match those that the relation is
    about: the same, a part of them, a wider group, others. `curator` and `checked` are who entered it and the day when it was
    last held against the paper; without a curator it is the map's. What is empty was not stated, or not looked at.
    """

    reference: Id
    stance: Stance
    study: StudyName
    finding: Text
    design: str = ""
    species: tuple[Species, ...] = ()
    material: str = ""
    read: Read = Read.ABSTRACT
    locator: str = ""
    null_result: bool = False
    n: Annotated[int, Field(ge=1)] | None = None
    effect: str = ""
    outcome: Outcome | None = None
    comparator: Comparator | None = None
    population_match: Match | None = None
    route: str = ""
    context: Context = Context()
    note: str = ""
    curator: str = ""
    checked: Day = ""


def _evidence_tag(value: Any) -> str:
    """Tell a quotation from a paper by the field that only one of them has."""
    if isinstance(value, dict):
        return "statement" if "quote" in value or "source" in value else "finding"
    return "statement" if isinstance(value, Statement) else "finding"


Evidence = Annotated[
    Annotated[Statement, Tag("statement")] | Annotated[Finding, Tag("finding")],
    Discriminator(_evidence_tag),
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
        """The label for tight places."""
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
        """Fill in the id that follows from the ends and the relation."""
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


class Paper(Frozen):
    """What the editors know of a paper as a whole, beside its bibliographic record.

    `status` was looked up on the day `looked_up`. `risk_of_bias` names the judgement, the tool and who judged; `pools` names the
    papers of this map that a review contains, so that the two are not taken for independent. What is empty was not seen.
    """

    reference: Id
    status: Status | None = None
    looked_up: Day = ""
    funding: str = ""
    risk_of_bias: str = ""
    pools: tuple[Id, ...] = ()
    note: str = ""


class Reference(BaseModel):
    """A paper as CSL-JSON holds it; fields that are not used here are kept.

    Empty identifiers mean "not seen", never "does not exist". Where only some authors were seen, `author` ends with
    `{"literal": "others"}`. `number` is that of a registry or a report.
    """

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True, coerce_numbers_to_str=True)

    id: Id
    type: Text
    title: Annotated[str, BeforeValidator(tidy_text)] = ""
    author: Annotated[tuple[dict[str, Any], ...], BeforeValidator(tidy_names)] = ()
    issued: Annotated[dict[str, Any], BeforeValidator(tidy_date)] = Field(default_factory=dict)
    container: Annotated[str, BeforeValidator(tidy_text)] = Field(default="", alias="container-title")
    container_short: Annotated[str, BeforeValidator(tidy_text)] = Field(default="", alias="container-title-short")
    volume: Annotated[str, BeforeValidator(tidy_text)] = ""
    issue: Annotated[str, BeforeValidator(tidy_text)] = ""
    page: Annotated[str, BeforeValidator(tidy_text)] = ""
    doi: Annotated[str, BeforeValidator(tidy_number)] = Field(default="", alias="DOI", pattern=DOI + "|^$")
    pmid: Annotated[str, BeforeValidator(tidy_number)] = Field(default="", alias="PMID", pattern=r"^\d*$")
    pmcid: Annotated[str, BeforeValidator(tidy_pmcid)] = Field(default="", alias="PMCID", pattern=r"^(PMC\d+)?$")
    number: Annotated[str, BeforeValidator(tidy_text)] = ""
    link: Annotated[str, BeforeValidator(tidy_text)] = Field(default="", alias="URL")

    @model_validator(mode="before")
    @classmethod
    def _tidy(cls, record: Any) -> Any:
        """Bring the fields that are only kept into the form of the standard."""
        return tidy_extras(record) if isinstance(record, dict) else record

    @property
    def date(self) -> Date:
        """The date of publication; empty where it was not seen."""
        try:
            return read_date(self.issued)
        except ValueError:  # only where the record was put together without validation
            return unread_date(self.issued)

    @property
    def authors(self) -> tuple[Author, ...]:
        """The people and groups that wrote it, in order; empty where none was seen."""
        return authors(self.author)

    @property
    def complete(self) -> bool:
        """Whether all authors are named; not so where none was seen."""
        return bool(self.authors) and not goes_on(self.author)

    @property
    def year(self) -> str:
        """The year of publication or what stands for it ("in press"), empty where it was not seen."""
        return self.date.label

    @property
    def cite(self) -> str:
        """Authors and year, for running text.

        Example:
            >>> by = [{"family": "Cant"}, {"family": "Dalgleish"}]
            >>> known = {"id": "x", "type": "article-journal", "issued": {"date-parts": [[2017]]}}
            >>> Reference.model_validate(known | {"author": by}).cite, Reference.model_validate(known | {"author": [*by, *by]}).cite
            ('Cant and Dalgleish 2017', 'Cant and others 2017')
            >>> Reference(id="x", type="article-journal", title="A title").cite
            'author not seen, year not seen'
        """
        return self.cited()

    def cited(self, *, more: str = "and others") -> str:
        """Authors and year with other words for those authors that are not named, as "et al." where it has to be short."""
        who = [one.family for one in self.authors]
        if not who:
            return f"author not seen, {self.year or 'year not seen'}"
        several = f" {more}" if len(who) > 2 or not self.complete else f" and {who[1]}" if len(who) > 1 else ""
        return f"{who[0]}{several} {self.year or '(year not seen)'}"

    @property
    def url(self) -> str:
        """The most lasting link that is known: DOI, PubMed, PubMed Central, trial registry, then its own page; empty if none."""
        known = (
            f"https://doi.org/{self.doi}" if self.doi else "",
            f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else "",
            f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/" if self.pmcid else "",
            f"https://clinicaltrials.gov/study/{self.number}" if re.fullmatch(r"NCT\d{8}", self.number) else "",
            self.link,
        )
        return linked(next(filter(None, known), ""))


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

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change with any change of the content, also where the version was not raised.

        Stories do not count: a figure of a map is as good as it was when somebody tells the map in other words.
        """
        return hashlib.sha256(self.model_dump_json(by_alias=True, exclude={"stories"}).encode()).hexdigest()[:12]

    @property
    def whole(self) -> Mechanism:
        """The mechanism that this one is a part of; itself where it is no part. `select` keeps it, and nothing that contains itself."""
        found: Mechanism = self.__dict__.get("_whole", self)
        return found

    @cached_property
    def node(self) -> dict[str, Node]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def inline(self) -> dict[str, str]:
        """The labels as they stand inside a sentence, by node; a part writes them as the whole does, whose texts it has not all."""
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
        """What is known of the papers as a whole, by reference id; those of which nothing is known are absent."""
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
