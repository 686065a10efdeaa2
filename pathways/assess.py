"""What the evidence of an edge amounts to, computed by one rule and never typed in.

Picture, table, card and filter all take it from here, so they cannot disagree about how well a relation is supported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pathways.model import Context, Edge, Evidence, Finding
from pathways.vocabulary import STUDIES, TIERS, Stance, Tier

__all__ = ["LIMITS", "RULE", "Assessment", "assess", "assess_edges", "fits"]

RULE = (
    "The strength of a relation is the best kind of study among the papers that support it: controlled trials in people, "
    "then other studies in people, animals, cells, reviews. Each paper counts once. Support counts only where it fits "
    "the relation's own context: a study of another dose band or another substance does not support it. What speaks against "
    "a relation is always shown and makes it contested, also where it comes from another context. Papers with mixed results count "
    "neither way, and papers are never added up as votes. 'Document only' means that no paper is entered for it here, not that none exists."
)

ANY = Context()  # no circumstances stated
LIMITS = (
    "Its limits: papers were read as abstracts; a review and the trials it pools are not independent; the rule knows nothing "
    "of a study's size or quality beyond its kind. A mechanism is weak evidence for a benefit."
)

_SUPPORT_TIERS = (Tier.TRIAL, Tier.HUMAN, Tier.ANIMAL, Tier.CELL, Tier.REVIEW)
_RANK = {tier: rank for rank, tier in enumerate(_SUPPORT_TIERS)}


@dataclass(frozen=True)
class Assessment:
    """What the evidence of one edge, or of several drawn as one, amounts to.

    Papers are reference ids in file order, each in one of `supports`, `contradicts` and `mixed` at most.
    `outside` names those not counted as support because their dose band or substance is another one;
    `against_outside` those that contradict from such a context only. `tiers` counts the supporting papers
    by what they can show, strongest first.
    """

    tier: Tier
    supports: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    against_outside: tuple[str, ...] = ()
    contested: bool = False
    document_only: bool = False
    tiers: tuple[tuple[Tier, int], ...] = ()

    @property
    def human(self) -> bool:
        """True where a supporting paper studied people."""
        return self.tier in (Tier.TRIAL, Tier.HUMAN)

    @property
    def sentence(self) -> str:
        """The whole assessment in words."""
        if self.document_only:
            return "Document only; no paper is entered for it."
        counts = _counts(self)
        parts = [f"{_lead(self)}: {counts}." if counts else f"{_lead(self)}.", _outside(self)]
        if self.contested:
            parts.append("Contested.")
        return " ".join(part for part in parts if part)


def fits(finding: Finding, context: Context) -> bool:
    """Tell whether a finding speaks about the circumstances that an edge is stated for.

    A dose band that either side leaves open fits every other; an empty substance means the medicine itself.

    Example:
        >>> from pathways.vocabulary import Dose
        >>> cells = Finding(reference="a", stance="supports", study="cell", finding="x", context=Context(dose=Dose.LABORATORY))
        >>> fits(cells, Context(dose=Dose.LOW)), fits(cells, Context())
        (False, True)
    """
    told, wanted = finding.context, context
    same_dose = told.dose is None or wanted.dose is None or told.dose is wanted.dose
    return same_dose and told.substance == wanted.substance


def assess(evidence: Iterable[Evidence], context: Context = ANY) -> Assessment:
    """Assess the evidence of one edge that holds in `context`.

    Example:
        >>> trial = Finding(reference="a-2020", stance="supports", study="randomised-trial", finding="x")
        >>> doubt = Finding(reference="b-2021", stance="contradicts", study="animal", finding="y")
        >>> print(assess([trial, doubt]).sentence)
        Controlled trials in people: 1 paper supports it, 1 contradicts it. Contested.
        >>> assess([]).tier
        <Tier.DOCUMENT: 'document'>
    """
    return _assess([(item, fits(item, context)) for item in evidence if isinstance(item, Finding)])


def assess_edges(edges: Iterable[Edge]) -> Assessment:
    """Assess several edges that are drawn as one arrow.

    Each finding is held against its own edge's context, and each paper counts once over all edges.
    """
    return _assess([(item, fits(item, edge.context)) for edge in edges for item in edge.findings])


@dataclass
class _Paper:
    """What one paper says in all its findings together."""

    tier: Tier | None = None
    outside: bool = False
    against: bool = False
    against_inside: bool = False
    mixed: bool = False

    def add(self, finding: Finding, inside: bool) -> None:
        if finding.stance is Stance.CONTRADICTS:
            self.against = True
            self.against_inside |= inside
        elif finding.stance is Stance.MIXED:
            self.mixed = True
        elif inside:
            found = STUDIES[finding.study].tier
            self.tier = found if self.tier is None or _RANK[found] < _RANK[self.tier] else self.tier
        else:
            self.outside = True

    @property
    def stance(self) -> Stance | None:
        """One stance a paper: both for and against is mixed; None where it only supports something else."""
        if self.against:
            return Stance.CONTRADICTS if self.tier is None else Stance.MIXED
        if self.tier is not None:
            return Stance.SUPPORTS
        return Stance.MIXED if self.mixed else None


def _assess(findings: list[tuple[Finding, bool]]) -> Assessment:
    papers: dict[str, _Paper] = {}
    for finding, inside in findings:
        papers.setdefault(finding.reference, _Paper()).add(finding, inside)
    stances = {name: paper.stance for name, paper in papers.items()}
    tiers = [paper.tier for name, paper in papers.items() if stances[name] is Stance.SUPPORTS]
    found = tuple((tier, tiers.count(tier)) for tier in _SUPPORT_TIERS if tier in tiers)
    return Assessment(
        tier=_tier(found, bool(papers)),
        supports=_of(stances, Stance.SUPPORTS),
        contradicts=_of(stances, Stance.CONTRADICTS),
        mixed=_of(stances, Stance.MIXED),
        outside=_of(stances, None),
        against_outside=tuple(name for name in _of(stances, Stance.CONTRADICTS) if not papers[name].against_inside),
        contested=any(paper.against for paper in papers.values()),
        document_only=not papers,
        tiers=found,
    )


def _tier(found: tuple[tuple[Tier, int], ...], any_paper: bool) -> Tier:
    if found:
        return found[0][0]
    return Tier.UNSUPPORTED if any_paper else Tier.DOCUMENT


def _of(stances: dict[str, Stance | None], stance: Stance | None) -> tuple[str, ...]:
    return tuple(name for name, one in stances.items() if one is stance)


def _lead(found: Assessment) -> str:
    if found.tier is Tier.UNSUPPORTED:
        return "No paper clearly supports it here"
    name = TIERS[found.tier]
    return f"{name[0].upper()}{name[1:]}{' at best' if len(found.tiers) > 1 else ''}"


def _counts(found: Assessment) -> str:
    """The clauses about papers for, against and mixed; only the first one says the noun."""
    clauses: list[str] = []
    for papers, one, many in (
        (found.supports, "supports it", "support it"),
        (found.contradicts, "contradicts it", "contradict it"),
        (found.mixed, "is mixed", "are mixed"),
    ):
        if papers:
            noun = "" if clauses else ("paper " if len(papers) == 1 else "papers ")
            clauses.append(f"{len(papers)} {noun}{one if len(papers) == 1 else many}{_spread(found, papers)}")
    return ", ".join(clauses)


def _spread(found: Assessment, papers: tuple[str, ...]) -> str:
    """What kinds of study the support comes from, where they differ."""
    if papers is not found.supports or len(found.tiers) < 2:
        return ""
    return f" ({', '.join(f'{count} from {TIERS[tier]}' for tier, count in found.tiers)})"


def _outside(found: Assessment) -> str:
    """What lies outside the edge's context, on either side."""
    clauses = []
    if count := len(found.outside):
        clauses.append(f"{count} {'paper supports' if count == 1 else 'papers support'} it for another dose or substance only.")
    if count := len(found.against_outside):
        of_all = "What contradicts it" if count == len(found.contradicts) else f"{count} of those that contradict it"
        clauses.append(f"{of_all} {'is' if count == 1 or of_all.startswith('What') else 'are'} about another dose or substance.")
    return " ".join(clauses)
