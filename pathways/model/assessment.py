"""How strongly the evidence supports an edge, computed by one rule and never entered by hand.

Picture, table, card and filter all use this assessment, so they cannot disagree about how well a relation is supported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pathways.language.grammar import counted, joined
from pathways.model.evidence import Context, Evidence, Finding
from pathways.model.mechanism import Edge
from pathways.model.vocabulary import STUDIES, TIERS, Comparator, Match, Species, Stance, StudyName, Tier

__all__ = ["LIMITS", "RULE", "Assessment", "Fit", "assess", "assess_edges", "fit", "studied", "tier_of"]

_FEWEST = 10  # people; a smaller study counts as case reports

RULE = (
    "A relation that a paper speaks against is contested, and that comes first: no support hides it. Without that, its strength is the "
    "best kind of study among the papers that support it: controlled trials in people, reviews that pool such trials, other studies in "
    "people, case reports and studies of fewer than ten people, animals, cells, reviews. Reviews that pool trials are counted apart, since "
    "they are not independent of the trials. What was studied decides, not the name of the design: a study of animals "
    "is none in people, and a trial without a control group is no controlled trial. Each paper counts once: one that says both for and "
    "against is mixed, one that supports and is mixed besides supports. Support counts only where it fits the relation's own context: "
    "a study of another dose band, another substance, other species or another population, or one that compares with an active treatment "
    "alone, does not support it. To find no difference from an active treatment, alone or pooled with placebo, speaks neither for nor "
    "against. What else speaks against a relation is always shown and contests it, also where it comes from another context. Papers "
    "with mixed results count neither way, "
    "and papers are never added up as votes: the numbers say how many were read, not who is right. What a paper leaves blank is never "
    "taken for a match in silence: the sentence says how many papers count that do not state it. 'Document only' means that no paper is "
    "entered for it here, not that none exists."
)

ANY = Context()  # no circumstances stated
LIMITS = (
    "Its limits: papers were read as abstracts; a review and the trials it pools are not independent; of a study's quality the rule "
    "knows its kind, its control group and whether it had ten people, and what is known of bias and funding stands beside the paper. "
    "A mechanism is weak evidence for a benefit."
)

_SUPPORT_TIERS = (Tier.TRIAL, Tier.POOLED, Tier.HUMAN, Tier.CASES, Tier.ANIMAL, Tier.CELL, Tier.REVIEW)
_PEOPLE = (Tier.TRIAL, Tier.POOLED, Tier.HUMAN, Tier.CASES)
_CONTROLLED = (Tier.TRIAL, Tier.POOLED)
_RANK = {tier: rank for rank, tier in enumerate(_SUPPORT_TIERS)}
_RODENTS = frozenset({Species.MOUSE, Species.RAT, Species.RODENT})
_UNCONTROLLED = (Comparator.BASELINE, Comparator.NOTHING)
_HEAD_TO_HEAD = (Comparator.ACTIVE, Comparator.PLACEBO_OR_ACTIVE)
_POOLED = (StudyName.REVIEW_OF_TRIALS, StudyName.SYSTEMATIC_REVIEW)
_KINDS_OF_STUDY = {
    Tier.TRIAL: "controlled trials in people", Tier.POOLED: "reviews that pool such trials", Tier.HUMAN: "other studies in people",
    Tier.CASES: "case reports or fewer than ten people", Tier.ANIMAL: "animal studies", Tier.CELL: "cell or tissue studies",
    Tier.REVIEW: "reviews or definitions",
}  # fmt: skip


class Fit(NamedTuple):
    """How the circumstances of a finding match those that a relation is stated for.

    `differs` names the circumstances in which they differ, `unstated` those that the finding leaves blank; both in the order dose,
    substance, species, population, comparator, size. A finding with nothing in `differs` counts.
    """

    differs: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether support by this finding counts as support for the relation as stated."""
        return not self.differs

    @property
    def other(self) -> str:
        """The differing circumstances in words, as in "another dose and population"; empty where it fits.

        Example:
            >>> Fit(("dose", "population")).other, Fit().other
            ('another dose and population', '')
        """
        return f"another {joined(self.differs)}" if self.differs else ""


@dataclass(frozen=True)
class Assessment:
    """How strongly the evidence supports one edge, or several drawn as one.

    Papers are reference ids in file order, each in at most one of `supports`, `contradicts` and `mixed`. `tier` is the overall result:
    `CONTESTED` where a paper contradicts, else `support`, the strongest kind of study that supports it (None without any).
    `outside` names papers not counted as support because their circumstances differ; `against_outside` those that contradict only
    under different circumstances. `tiers` and `against` count the papers for and against by kind of study, strongest first;
    `unstated` counts the supporting papers that leave a circumstance blank.
    """

    tier: Tier
    support: Tier | None = None
    supports: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    against_outside: tuple[str, ...] = ()
    contested: bool = False
    document_only: bool = False
    tiers: tuple[tuple[Tier, int], ...] = ()
    against: tuple[tuple[Tier, int], ...] = ()
    unstated: tuple[tuple[str, int], ...] = ()

    @property
    def human(self) -> bool:
        """True where a supporting paper studied people."""
        return self.support in _PEOPLE

    @property
    def trial(self) -> bool:
        """True where a controlled trial in people, or a review that pools such trials, supports it."""
        return self.support in _CONTROLLED

    @property
    def contest(self) -> str:
        """The strongest kind of study on each side, with its number of papers, for the label of an arrow; empty where uncontested.

        Example:
            >>> Assessment(Tier.CONTESTED, tiers=((Tier.TRIAL, 1), (Tier.CELL, 3)), against=((Tier.TRIAL, 4),), contested=True).contest
            'controlled trials in people: 1 for, 4 against'
            >>> Assessment(Tier.CONTESTED, tiers=((Tier.TRIAL, 1),), mixed=("a-2020",), contested=True).contest
            'controlled trials in people: 1 for; papers that say both'
        """
        if not self.contested:
            return ""
        both = () if self.against else ("papers that say both",)
        return "; ".join((*_counts_by_kind(self.tiers[:1], self.against[:1]), *both))

    @property
    def sentence(self) -> str:
        """The whole assessment in words, beginning with any contradiction."""
        if self.document_only:
            return "Document only; no paper is entered for it."
        first = _contradiction(self) if self.contested else _support(self)
        return " ".join(part for part in (first, _outside(self), _unstated(self)) if part)


def studied(finding: Finding) -> frozenset[Species]:
    """Return the species that a finding studied, alive or as cells of theirs; mice and rats are rodents, too.

    Blank species in a design that studies people are people; in any other design they are not known, and none are returned.

    Example:
        >>> from pathways.model.vocabulary import Stance
        >>> trial = Finding(reference="a", stance=Stance.SUPPORTS, study=StudyName.OPEN_TRIAL, finding="x")
        >>> [sorted(studied(trial.model_copy(update={"species": named}))) for named in ((), (Species.RAT,))]
        [[<Species.HUMAN: 'human'>], [<Species.RAT: 'rat'>, <Species.RODENT: 'rodent'>]]
    """
    people = (Species.HUMAN,) if STUDIES[finding.study].tier in _PEOPLE else ()
    found = frozenset(finding.species or people)
    return found | {Species.RODENT} if found & _RODENTS else found


def tier_of(finding: Finding) -> Tier:
    """Return the kind of evidence that a finding is, by its design, species, number of participants and comparator.

    Blank species count as human in a design that studies people, a blank size as ten or more, a blank comparator of a trial as a control.

    Example:
        >>> trial = Finding(reference="a", stance="supports", study="randomised-trial", finding="x")
        >>> tier_of(trial), tier_of(trial.model_copy(update={"n": 6})), tier_of(trial.model_copy(update={"species": (Species.RAT,)}))
        (<Tier.TRIAL: 'trial'>, <Tier.CASES: 'cases'>, <Tier.ANIMAL: 'animal'>)
    """
    tier = STUDIES[finding.study].tier
    if tier not in _PEOPLE:
        return tier
    if Species.HUMAN not in studied(finding):
        return Tier.ANIMAL
    if finding.n is not None and finding.n < _FEWEST:
        return Tier.CASES
    return Tier.HUMAN if tier in _CONTROLLED and finding.comparator in _UNCONTROLLED else tier


def fit(finding: Finding, context: Context) -> Fit:
    """Compare the circumstances of a finding with those that a relation is stated for.

    An empty substance means the medicine itself. A circumstance that the relation does not state fits every finding; one that the
    finding leaves blank is `unstated`. Population, comparator and size are compared for studies of people only.

    Example:
        >>> from pathways.model.vocabulary import Dose
        >>> cells = Finding(reference="a", stance="supports", study="cell", finding="x", context=Context(dose=Dose.LABORATORY))
        >>> fit(cells, Context(dose=Dose.LOW)).differs, fit(cells, Context()).counts
        (('dose',), True)
    """
    studied, tier = finding.context, tier_of(finding)
    people = tier in _PEOPLE
    trial = STUDIES[finding.study].tier in _CONTROLLED
    compared = (
        ("dose", context.dose is not None, studied.dose is None, studied.dose is not context.dose),
        ("substance", True, False, studied.substance != context.substance),
        ("species", bool(context.species) or people, not finding.species, not _same_species(finding.species, context.species)),
        ("population", people, finding.population_match is None, finding.population_match is Match.RELATED),
        ("comparator", people, trial and finding.comparator is None, finding.comparator is Comparator.ACTIVE),
        ("size", people and finding.study not in _POOLED, finding.n is None and tier is not Tier.CASES, False),
    )
    return Fit(
        tuple(name for name, matters, blank, differs in compared if matters and not blank and differs),
        tuple(name for name, matters, blank, _ in compared if matters and blank),
    )


def _same_species(studied: Iterable[Species], stated: tuple[Species, ...]) -> bool:
    """A relation that states no species holds for all; "rodent" matches mouse and rat."""
    one, other = set(studied), set(stated)
    rodents = (Species.RODENT in one and other & _RODENTS) or (Species.RODENT in other and one & _RODENTS)
    return not other or bool(one & other or rodents)


def assess(evidence: Iterable[Evidence], context: Context = ANY) -> Assessment:
    """Assess the evidence of one edge that holds in `context`.

    Example:
        >>> from pathways.model.vocabulary import Match
        >>> trial = Finding(reference="a-2020", stance="supports", study="randomised-trial", finding="x", species=("human",), n=31,
        ...                 comparator="placebo", population_match="exact")
        >>> print(assess([trial]).sentence)
        Controlled trials in people: 1 paper supports it.
        >>> doubt = Finding(reference="b-2021", stance="contradicts", study="animal", finding="y")
        >>> print(assess([trial, doubt]).sentence)
        Contested. Controlled trials in people: 1 for. Animal studies: 1 against.
        >>> assess([]).tier
        <Tier.DOCUMENT: 'document'>
    """
    return _assess((item, context) for item in evidence if isinstance(item, Finding))


def assess_edges(edges: Iterable[Edge]) -> Assessment:
    """Assess several edges that are drawn as one arrow.

    Each finding is compared with the context of its own edge, and each paper counts once over all edges.
    """
    return _assess((item, edge.context) for edge in edges for item in edge.findings)


@dataclass
class _Paper:
    """The findings of one paper together; `tier` and `against` are those of its strongest finding for and against."""

    tier: Tier | None = None
    against: Tier | None = None
    outside: bool = False
    against_inside: bool = False
    mixed: bool = False
    unstated: dict[str, None] = field(default_factory=dict)

    def add(self, finding: Finding, match: Fit) -> None:
        if finding.stance is Stance.MIXED or _not_contradicting(finding):
            self.mixed = True
        elif finding.stance is Stance.CONTRADICTS:
            self.against = _stronger(self.against, tier_of(finding))
            self.against_inside |= match.counts
        elif match.counts:
            self.tier = _stronger(self.tier, tier_of(finding))
            self.unstated.update(dict.fromkeys(match.unstated))
        else:
            self.outside = True

    @property
    def stance(self) -> Stance | None:
        """The paper's one stance: for and against is mixed; None where it supports under other circumstances only."""
        if self.against:
            return Stance.CONTRADICTS if self.tier is None else Stance.MIXED
        if self.tier is not None:
            return Stance.SUPPORTS
        return Stance.MIXED if self.mixed else None


def _not_contradicting(finding: Finding) -> bool:
    """No difference from an effective treatment does not contradict an effect."""
    return finding.stance is Stance.CONTRADICTS and finding.null_result and finding.comparator in _HEAD_TO_HEAD


def _stronger(one: Tier | None, other: Tier) -> Tier:
    return other if one is None or _RANK[other] < _RANK[one] else one


def _assess(findings: Iterable[tuple[Finding, Context]]) -> Assessment:
    papers: dict[str, _Paper] = {}
    for finding, context in findings:
        papers.setdefault(finding.reference, _Paper()).add(finding, fit(finding, context))
    stances = {name: paper.stance for name, paper in papers.items()}
    supports, contradicts = _with_stance(stances, Stance.SUPPORTS), _with_stance(stances, Stance.CONTRADICTS)
    tiers = _tier_counts(papers[name].tier for name in supports)
    contested = any(paper.against for paper in papers.values())
    support = tiers[0][0] if tiers else None
    blank = [name for paper in supports for name in papers[paper].unstated]
    return Assessment(
        tier=Tier.CONTESTED if contested else support or (Tier.UNSUPPORTED if papers else Tier.DOCUMENT),
        support=support,
        supports=supports,
        contradicts=contradicts,
        mixed=_with_stance(stances, Stance.MIXED),
        outside=_with_stance(stances, None),
        against_outside=tuple(name for name in contradicts if not papers[name].against_inside),
        contested=contested,
        document_only=not papers,
        tiers=tiers,
        against=_tier_counts(papers[name].against for name in contradicts),
        unstated=tuple((name, blank.count(name)) for name in dict.fromkeys(blank)),
    )


def _with_stance(stances: dict[str, Stance | None], stance: Stance | None) -> tuple[str, ...]:
    return tuple(name for name, one in stances.items() if one is stance)


def _tier_counts(tiers: Iterable[Tier | None]) -> tuple[tuple[Tier, int], ...]:
    listed = list(tiers)
    return tuple((tier, listed.count(tier)) for tier in _SUPPORT_TIERS if tier in listed)


def _contradiction(found: Assessment) -> str:
    """The number of papers for and against by kind of study, strongest first; then the mixed ones."""
    kinds = (f"{_capital(kind)}." for kind in _counts_by_kind(found.tiers, found.against))
    mixed = f"{counted(len(found.mixed), 'paper')} {'is' if len(found.mixed) == 1 else 'are'} mixed." if found.mixed else ""
    return " ".join(filter(None, ("Contested.", *kinds, mixed)))


def _counts_by_kind(pro: tuple[tuple[Tier, int], ...], contra: tuple[tuple[Tier, int], ...]) -> Iterator[str]:
    sides = (("for", dict(pro)), ("against", dict(contra)))
    for tier in _SUPPORT_TIERS:
        if numbers := ", ".join(f"{side[tier]} {word}" for word, side in sides if tier in side):
            yield f"{_KINDS_OF_STUDY[tier]}: {numbers}"


def _support(found: Assessment) -> str:
    """The strongest kind of support, then the numbers of supporting and mixed papers."""
    best = _capital(TIERS[found.support]) if found.support else "No paper clearly supports it here"
    best += " at best" if len(found.tiers) > 1 else ""
    clauses = []
    if count := len(found.supports):
        clauses.append(f"{counted(count, 'paper')} {'supports' if count == 1 else 'support'} it{_kinds(found)}")
    if count := len(found.mixed):
        clauses.append(f"{count if clauses else counted(count, 'paper')} {'is' if count == 1 else 'are'} mixed")
    return f"{best}: {', '.join(clauses)}." if clauses else f"{best}."


def _kinds(found: Assessment) -> str:
    """The kinds of study that support it, if there are several."""
    return f" ({', '.join(f'{count} from {_KINDS_OF_STUDY[tier]}' for tier, count in found.tiers)})" if len(found.tiers) > 1 else ""


def _outside(found: Assessment) -> str:
    """The papers for and against that hold in another context than the edge's."""
    clauses = []
    if count := len(found.outside):
        clauses.append(f"{counted(count, 'paper')} {'supports' if count == 1 else 'support'} it in another context only.")
    if count := len(found.against_outside):
        of_all = "What contradicts it" if count == len(found.contradicts) else f"{count} of those that contradict it"
        clauses.append(f"{of_all} {'is' if count == 1 or of_all.startswith('What') else 'are'} about another context.")
    return " ".join(clauses)


def _unstated(found: Assessment) -> str:
    """How many supporting papers leave a circumstance of the relation blank."""
    blank = joined(f"{name} ({count})" for name, count in found.unstated)
    return f"Left blank by papers for it: {blank}." if blank else ""


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
