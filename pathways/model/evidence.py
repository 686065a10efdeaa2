"""The evidence for and against a relation: quotations of a source document, and findings of papers, each with its context."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from pathways.model.field_types import Day, Frozen, Id, Text
from pathways.model.vocabulary import Comparator, Dose, Match, Outcome, Read, Species, Stance, StudyName

__all__ = ["Context", "Evidence", "Finding", "Statement"]


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
        """The fields that are not empty as short phrases, in a fixed order.

        Example:
            >>> Context(dose=Dose.LOW, tissue="plasma").phrases()
            ('dose: low', 'tissue: plasma')
        """
        stated = ((name, ", ".join(value) if isinstance(value, tuple) else value) for name, value in self)
        return tuple(f"{name}: {value}" for name, value in stated if value)


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
    """Distinguish a quotation from a finding by the fields that only a quotation has."""
    if isinstance(value, dict):
        return "statement" if "quote" in value or "source" in value else "finding"
    return "statement" if isinstance(value, Statement) else "finding"


Evidence = Annotated[
    Annotated[Statement, Tag("statement")] | Annotated[Finding, Tag("finding")],
    Discriminator(_evidence_tag),
]
