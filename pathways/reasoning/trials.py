"""The controlled trials behind relations, a row for each outcome: what was given, to how many, what was measured, and what came out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pathways.language.grammar import counted
from pathways.model.assessment import Assessment, tier_of
from pathways.model.diagram import Diagram
from pathways.model.evidence import Finding
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.vocabulary import DOSES, OUTCOMES, Stance, Tier

__all__ = ["COLUMNS", "TRIALS", "Trial", "trial_count", "trial_summaries", "trials"]

TRIALS: Final = "Controlled trials in people behind what differs:"
COLUMNS: Final = ("Trial", "Dose", "People", "Outcome", "Result")


@dataclass(frozen=True)
class Trial:
    """One finding of a controlled trial in people: `reference` and `edge` are ids, `amount` is as stated, `people` 0 if not stated."""

    reference: str
    edge: str
    cite: str
    amount: str
    people: int
    outcome: str
    result: str
    effect: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of a table, in the order of `COLUMNS`."""
        result = f"{self.result}: {self.effect}" if self.effect else self.result
        return self.cite, self.amount or "not stated", str(self.people or "not stated"), self.outcome, result

    @property
    def sentence(self) -> str:
        """The row as a line of text."""
        cite, amount, people, outcome, result = self.cells
        return f"{cite}: dose {amount}; people {people}; {outcome}; {result}."


def trials(mechanism: Mechanism, edges: Iterable[Edge]) -> tuple[Trial, ...]:
    """Return the findings of controlled trials in people on these edges, in their order; reviews that pool trials are none.

    Example:
        >>> from pathways import load, shipped
        >>> ldn = load(shipped())
        >>> [found.cells[:4] for found in trials(ldn, [ldn.edge["low-dose-naltrexone-decreases-pain"]])][0]
        ('Younger and others 2013', '4.5 mg daily', '31', 'pain, primary outcome')
    """
    found = ((edge, item) for edge in edges for item in edge.findings if tier_of(item) is Tier.TRIAL)
    return tuple(_trial(mechanism, edge, item) for edge, item in found)


def _trial(mechanism: Mechanism, edge: Edge, found: Finding) -> Trial:
    dose = found.context.amount or (DOSES[found.context.dose].partition(" (")[0] if found.context.dose else "")
    part = f", {OUTCOMES[found.outcome]}" if found.outcome else ""
    cite = mechanism.reference[found.reference].cite if found.reference in mechanism.reference else found.reference
    outcome = f"{mechanism.inline[edge.target]}{part}"
    return Trial(found.reference, edge.id, cite, dose, found.n or 0, outcome, _result(found), found.effect.rstrip("."))


def _result(found: Finding) -> str:
    if found.stance is Stance.SUPPORTS:
        return "for it"
    if found.null_result:
        return "no difference" if found.stance is Stance.CONTRADICTS else "mixed, no difference"
    return "against it" if found.stance is Stance.CONTRADICTS else "mixed"


def trial_count(found: Assessment, null: Iterable[str]) -> str:
    """Return how many controlled trials speak for a relation, against it, and found no difference; empty without any.

    `null` are the trials that found no difference in anything. What is counted is what the badge of the relation counts.

    Example:
        >>> both = Assessment(Tier.CONTESTED, contradicts=("a", "b"), tiers=((Tier.TRIAL, 1),), against=((Tier.TRIAL, 2),))
        >>> trial_count(both, ["a", "b"]), trial_count(both, []), trial_count(Assessment(Tier.DOCUMENT), [])
        ('1 controlled trial for, 2 without a difference', '1 controlled trial for, 2 against', '')
    """
    pro, contra = dict(found.tiers).get(Tier.TRIAL, 0), dict(found.against).get(Tier.TRIAL, 0)
    without = min(contra, len(set(found.contradicts) & set(null)))
    parts = [(pro, "for"), (without, "without a difference"), (contra - without, "against")]
    told = [(count, words) for count, words in parts if count]
    return ", ".join(f"{count if at else counted(count, 'controlled trial')} {words}" for at, (count, words) in enumerate(told))


def trial_summaries(diagram: Diagram) -> tuple[tuple[str, str], ...]:
    """Return, for each arrow of an effect that controlled trials tested, its target and what they found; most trials first.

    The numbers are those of the arrow's badge.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.model.diagram import fold
        >>> from pathways.model.overview import overview_of
        >>> trial_summaries(fold(overview_of(load(shipped()))))[0]
        ('Pain', '2 controlled trials for, 5 without a difference')
    """
    found = []
    for arrow in diagram.arrows:
        findings = (item for edge in arrow.edges for item in edge.findings)
        against = [item for item in findings if item.stance is Stance.CONTRADICTS and tier_of(item) is Tier.TRIAL]
        null = {item.reference for item in against} - {item.reference for item in against if not item.null_result}
        counts = (*arrow.assessment.tiers, *arrow.assessment.against)
        said = trial_count(arrow.assessment, null) if arrow.edges[0].meaning.causal else ""
        if said:
            found.append((sum(count for tier, count in counts if tier is Tier.TRIAL), diagram.mechanism.node[arrow.target].name, said))
    return tuple((name, said) for _, name, said in sorted(found, key=lambda one: -one[0]))
