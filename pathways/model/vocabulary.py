"""The closed vocabularies: every word that data, code, command line, URL and page may use, defined once.

A relation's sign, arrowhead and wording are decided here and nowhere else. The mappings to Biolink, the
Relation Ontology (RO) and SIGNOR were read in Biolink model 4.4.6; an empty mapping means that no exact term was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "COMPARATORS",
    "DOSES",
    "KINDS",
    "LAYERS",
    "OUTCOMES",
    "POPULATIONS",
    "RELATIONS",
    "STATUSES",
    "STUDIES",
    "TIERS",
    "Comparator",
    "Dose",
    "Head",
    "Kind",
    "KindName",
    "Layer",
    "Match",
    "Outcome",
    "Read",
    "Relation",
    "RelationName",
    "Sign",
    "Species",
    "Stance",
    "Status",
    "Study",
    "StudyName",
    "Tier",
]


class Sign(StrEnum):
    """The direction in which a cause moves its effect.

    `UNKNOWN` is a causal relation whose direction the source leaves open ("modulates");
    `NONE` is a relation that is no cause at all, so no sign is defined for it.
    """

    INCREASES = "increases"
    DECREASES = "decreases"
    UNKNOWN = "unknown"
    NONE = "none"

    @property
    def symbol(self) -> str:
        """The mark used beside words; empty for `NONE`."""
        return {"increases": "+", "decreases": "\N{MINUS SIGN}", "unknown": "\N{PLUS-MINUS SIGN}", "none": ""}[self.value]

    def __mul__(self, other: object) -> Sign:
        """The net sign of two steps one after the other.

        Example:
            >>> Sign.DECREASES * Sign.DECREASES
            <Sign.INCREASES: 'increases'>
            >>> Sign.INCREASES * Sign.UNKNOWN
            <Sign.UNKNOWN: 'unknown'>
        """
        if not isinstance(other, Sign):
            return NotImplemented
        if Sign.NONE in (self, other):
            return Sign.NONE
        if Sign.UNKNOWN in (self, other):
            return Sign.UNKNOWN
        return Sign.INCREASES if self is other else Sign.DECREASES


class Head(StrEnum):
    """What is drawn at the target's end of an edge."""

    TRIANGLE = "triangle"
    TBAR = "t-bar"
    CIRCLE = "circle"
    PLAIN = "plain"


class Layer(StrEnum):
    """Who says it, and about what: the mechanism of the document, its clinical remarks, or papers only."""

    DOCUMENT = "document"
    CLINICAL = "clinical"
    LITERATURE = "literature"


LAYERS: dict[Layer, str] = {
    Layer.DOCUMENT: "Mechanism as the source document states it",
    Layer.CLINICAL: "What it is used, studied or doubted for",
    Layer.LITERATURE: "Stated by papers only, not by the source document",
}


class Stance(StrEnum):
    """How a paper bears on a statement."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MIXED = "mixed"


class Match(StrEnum):
    """How well an identifier fits a node."""

    EXACT = "exact"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"


class Read(StrEnum):
    """What of a paper was read before it was entered."""

    ABSTRACT = "abstract"
    FULL_TEXT = "full-text"
    EXCERPT = "excerpt"
    REGISTRY_ENTRY = "registry-entry"
    SECONDARY = "secondary-report"


class Species(StrEnum):
    HUMAN = "human"
    MOUSE = "mouse"
    RAT = "rat"
    RABBIT = "rabbit"
    RODENT = "rodent"


class Dose(StrEnum):
    """The dose band that a statement or a study speaks about; amounts stand beside it in words."""

    LOW = "low"
    HIGH = "high"
    LABORATORY = "laboratory"


DOSES: dict[Dose, str] = {
    Dose.LOW: "low dose (as the source or the study calls it)",
    Dose.HIGH: "high or higher dose",
    Dose.LABORATORY: "laboratory concentration, far above what a low dose reaches",
}


class Outcome(StrEnum):
    """The part that an outcome has in its study: what the study was made to find, or what it found besides."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    EXPLORATORY = "exploratory"
    SAFETY = "safety"


OUTCOMES: dict[Outcome, str] = {
    Outcome.PRIMARY: "primary outcome",
    Outcome.SECONDARY: "secondary outcome",
    Outcome.EXPLORATORY: "exploratory outcome",
    Outcome.SAFETY: "safety outcome",
}


class Comparator(StrEnum):
    """What a finding is compared with."""

    PLACEBO = "placebo"
    VEHICLE = "vehicle"
    ACTIVE = "active"
    PLACEBO_OR_ACTIVE = "placebo-or-active"
    USUAL_CARE = "usual-care"
    UNTREATED = "untreated"
    BASELINE = "baseline"
    OTHER_DOSE = "other-dose"
    NOTHING = "none"


COMPARATORS: dict[Comparator, str] = {
    Comparator.PLACEBO: "compared with placebo",
    Comparator.VEHICLE: "compared with the vehicle alone",
    Comparator.ACTIVE: "compared with an active treatment",
    Comparator.PLACEBO_OR_ACTIVE: "compared with placebo or an active treatment",
    Comparator.USUAL_CARE: "compared with usual care",
    Comparator.UNTREATED: "compared with a group without it",
    Comparator.BASELINE: "compared with before, without a control group",
    Comparator.OTHER_DOSE: "compared with another dose",
    Comparator.NOTHING: "compared with nothing",
}

POPULATIONS: dict[Match, str] = {
    Match.EXACT: "the population that is meant",
    Match.NARROW: "a part of the population that is meant",
    Match.BROAD: "a wider population than is meant",
    Match.RELATED: "another population than is meant",
}


class Status(StrEnum):
    """How far a paper has been published, and whether that still stands."""

    PUBLISHED = "published"
    PREPRINT = "preprint"
    REGISTERED = "registered"
    CORRECTED = "corrected"
    CONCERN = "concern"
    RETRACTED = "retracted"


STATUSES: dict[Status, str] = {
    Status.PUBLISHED: "published",
    Status.PREPRINT: "a preprint, not reviewed by peers",
    Status.REGISTERED: "registered or announced, no full report",
    Status.CORRECTED: "published, with a correction",
    Status.CONCERN: "published, with an expression of concern",
    Status.RETRACTED: "retracted",
}


class Tier(StrEnum):
    """What the evidence of an edge amounts to: the kind of its best support, strongest first, or that it is contested or has none.

    A paper that speaks against an edge comes before all that speaks for it: no kind of support hides a contest.
    """

    TRIAL = "trial"
    POOLED = "pooled"
    HUMAN = "human"
    CASES = "cases"
    ANIMAL = "animal"
    CELL = "cell"
    REVIEW = "review"
    CONTESTED = "contested"
    UNSUPPORTED = "unsupported"
    DOCUMENT = "document"


TIERS: dict[Tier, str] = {
    Tier.TRIAL: "controlled trials in people",
    Tier.POOLED: "reviews that pool controlled trials",
    Tier.HUMAN: "studies in people, not controlled trials",
    Tier.CASES: "case reports, or fewer than ten people",
    Tier.ANIMAL: "animal studies",
    Tier.CELL: "cell or tissue studies",
    Tier.REVIEW: "reviews or definitions without data of their own",
    Tier.CONTESTED: "contested: a paper speaks against it",
    Tier.UNSUPPORTED: "papers exist, none clearly supports it",
    Tier.DOCUMENT: "document only",
}


class KindName(StrEnum):
    DRUG = "drug"
    RECEPTOR = "receptor"
    SMALL_MOLECULE = "small-molecule"
    PEPTIDE = "peptide"
    PROTEIN = "protein"
    CELL = "cell"
    PROCESS = "process"
    EVENT = "event"
    SYMPTOM = "symptom"
    CONDITION = "condition"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Kind:
    """A kind of node: its word and its Biolink class."""

    name: KindName
    label: str
    biolink: str


KINDS: dict[KindName, Kind] = {
    kind.name: kind
    for kind in (
        Kind(KindName.DRUG, "drug", "biolink:Drug"),
        Kind(KindName.RECEPTOR, "receptor", "biolink:Protein"),
        Kind(KindName.SMALL_MOLECULE, "small molecule", "biolink:SmallMolecule"),
        Kind(KindName.PEPTIDE, "peptide", "biolink:Polypeptide"),
        Kind(KindName.PROTEIN, "protein", "biolink:Protein"),
        Kind(KindName.CELL, "cell", "biolink:Cell"),
        Kind(KindName.PROCESS, "process", "biolink:BiologicalProcess"),
        Kind(KindName.EVENT, "event", "biolink:Event"),
        Kind(KindName.SYMPTOM, "symptom", "biolink:PhenotypicFeature"),
        Kind(KindName.CONDITION, "condition", "biolink:Disease"),
        Kind(KindName.OUTCOME, "outcome", "biolink:ClinicalAttribute"),
    )
}


class RelationName(StrEnum):
    INCREASES = "increases"
    DECREASES = "decreases"
    DOWNREGULATES = "downregulates"
    ANTAGONISES = "antagonises"
    MODULATES = "modulates"
    CAUSES = "causes"
    PROMOTES = "promotes"
    SENSITISES = "sensitises"
    PRODUCES = "produces"
    IMPROVES = "improves"
    WORSENS = "worsens"
    ACTS_ON = "acts-on"
    TREATS = "treats"
    STUDIED_TO_TREAT = "studied-to-treat"
    MAY_TREAT = "may-treat"
    CONTRAINDICATED_WITH = "contraindicated-with"
    REQUIRED_FOR = "required-for"
    ASSOCIATED_WITH = "associated-with"
    INVOLVES = "involves"
    IS_A = "is-a"
    PART_OF = "part-of"
    FORM_OF = "form-of"


@dataclass(frozen=True)
class Relation:
    """What an edge can say.

    `verb` and `plain` complete the sentence "<source> ... <target>", the first for professionals,
    the second for everyone. `causal` edges count in paths and what-if; structural ones ("is a") and
    those of use or association never do, and have no sign.
    """

    name: RelationName
    sign: Sign
    head: Head
    verb: str
    plain: str
    biolink: str
    qualifiers: str = ""
    ro: str = ""
    signor: str = ""
    structural: bool = False

    @property
    def causal(self) -> bool:
        """True where the relation says that one thing changes another."""
        return self.sign is not Sign.NONE


_UP, _DOWN, _OPEN, _NONE = Sign.INCREASES, Sign.DECREASES, Sign.UNKNOWN, Sign.NONE
_R = RelationName

RELATIONS: dict[RelationName, Relation] = {
    relation.name: relation
    for relation in (
        Relation(_R.INCREASES, _UP, Head.TRIANGLE, "increases", "raises", "biolink:affects",
                 "object_direction_qualifier=increased", "RO:0002213", "up-regulates"),
        Relation(_R.DECREASES, _DOWN, Head.TBAR, "decreases", "lowers", "biolink:affects",
                 "object_direction_qualifier=decreased", "RO:0002212", "down-regulates"),
        Relation(_R.DOWNREGULATES, _DOWN, Head.TBAR, "downregulates", "turns down", "biolink:affects",
                 "object_aspect_qualifier=activity_or_abundance; object_direction_qualifier=decreased", "RO:0002448", "down-regulates"),
        Relation(_R.ANTAGONISES, _DOWN, Head.TBAR, "antagonises", "blocks", "biolink:directly_physically_interacts_with",
                 "causal_mechanism_qualifier=antagonism", "RO:0002436", "down-regulates activity"),
        Relation(_R.MODULATES, _OPEN, Head.CIRCLE, "modulates", "changes, in a direction not stated,", "biolink:affects",
                 "causal_mechanism_qualifier=modulation", "RO:0002211"),
        Relation(_R.CAUSES, _UP, Head.TRIANGLE, "causes", "leads to", "biolink:causes", "", "RO:0002410", "up-regulates"),
        Relation(_R.PROMOTES, _UP, Head.TRIANGLE, "promotes", "favours", "biolink:contributes_to", "", "", "up-regulates"),
        Relation(_R.SENSITISES, _UP, Head.TRIANGLE, "sensitises", "raises the sensitivity of", "biolink:affects",
                 "object_aspect_qualifier=activity; object_direction_qualifier=increased", "RO:0002448", "up-regulates activity"),
        Relation(_R.PRODUCES, _UP, Head.TRIANGLE, "produces", "makes", "biolink:produces", "", "RO:0003000", "up-regulates quantity"),
        Relation(_R.IMPROVES, _UP, Head.TRIANGLE, "improves", "improves", "biolink:affects", "object_direction_qualifier=increased"),
        Relation(_R.WORSENS, _UP, Head.TRIANGLE, "worsens", "aggravates", "biolink:exacerbates_condition", "", "RO:0003309"),
        Relation(_R.ACTS_ON, _UP, Head.TRIANGLE, "activates", "switches on", "biolink:affects",
                 "object_aspect_qualifier=activity; object_direction_qualifier=increased", "RO:0002448", "up-regulates activity"),
        Relation(_R.TREATS, _NONE, Head.PLAIN, "is used to treat", "is used to treat", "biolink:treats", "", "RO:0002606"),
        Relation(_R.STUDIED_TO_TREAT, _NONE, Head.PLAIN, "is studied to treat", "is being looked at as a treatment for",
                 "biolink:studied_to_treat"),
        Relation(_R.MAY_TREAT, _NONE, Head.PLAIN, "may have efficacy for", "might help with", "biolink:studied_to_treat",
                 "knowledge_level=assertion"),
        Relation(_R.CONTRAINDICATED_WITH, _NONE, Head.PLAIN, "must not be combined with", "must not be taken together with",
                 "biolink:contraindicated_in"),
        Relation(_R.REQUIRED_FOR, _NONE, Head.PLAIN, "is required for", "is needed for", "biolink:contributes_to"),
        Relation(_R.ASSOCIATED_WITH, _NONE, Head.PLAIN, "is associated with", "goes together with", "biolink:associated_with"),
        Relation(_R.INVOLVES, _NONE, Head.PLAIN, "involves", "involves", "biolink:has_participant", "", "RO:0000057"),
        Relation(_R.IS_A, _NONE, Head.PLAIN, "is a kind of", "is one of the", "biolink:subclass_of", structural=True),
        Relation(_R.PART_OF, _NONE, Head.PLAIN, "is part of", "is part of", "biolink:part_of", structural=True),
        Relation(_R.FORM_OF, _NONE, Head.PLAIN, "is a form of", "is a way of using", "biolink:related_to",
                 "form_or_variant_qualifier", structural=True),
    )
}


class StudyName(StrEnum):
    REVIEW_OF_TRIALS = "review-of-trials"
    RANDOMISED_TRIAL = "randomised-trial"
    OPEN_TRIAL = "open-trial"
    SYSTEMATIC_REVIEW = "systematic-review"
    OBSERVATIONAL = "observational"
    CASE_REPORT = "case-report"
    ANIMAL = "animal"
    CELL = "cell"
    NARRATIVE_REVIEW = "narrative-review"
    CLASSIFICATION = "classification"
    TRIAL_REGISTRY = "trial-registry"


@dataclass(frozen=True)
class Study:
    """A kind of study, with the tier of evidence that it can give at best; `assess` tells what it gives by species, size and comparator."""

    name: StudyName
    label: str
    tier: Tier


STUDIES: dict[StudyName, Study] = {
    study.name: study
    for study in (
        Study(StudyName.REVIEW_OF_TRIALS, "review or meta-analysis of trials", Tier.POOLED),
        Study(StudyName.RANDOMISED_TRIAL, "randomised controlled trial", Tier.TRIAL),
        Study(StudyName.OPEN_TRIAL, "trial without a full control", Tier.HUMAN),
        Study(StudyName.SYSTEMATIC_REVIEW, "systematic or scoping review", Tier.HUMAN),
        Study(StudyName.OBSERVATIONAL, "observational study in people", Tier.HUMAN),
        Study(StudyName.CASE_REPORT, "case reports", Tier.CASES),
        Study(StudyName.ANIMAL, "animal study", Tier.ANIMAL),
        Study(StudyName.CELL, "cell or tissue study", Tier.CELL),
        Study(StudyName.NARRATIVE_REVIEW, "narrative review", Tier.REVIEW),
        Study(StudyName.CLASSIFICATION, "classification or definition", Tier.REVIEW),
        Study(StudyName.TRIAL_REGISTRY, "entry in a trial registry", Tier.REVIEW),
    )
}
