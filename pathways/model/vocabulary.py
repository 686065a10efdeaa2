"""The closed vocabularies of nodes, evidence and papers, defined once for data, code, command line, URL and page.

The relations are in `relations`. The mapping of kinds to Biolink was read in Biolink model 4.4.6.
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
    "SPECIES",
    "STATUSES",
    "STUDIES",
    "TIERS",
    "Comparator",
    "Dose",
    "Kind",
    "KindName",
    "Layer",
    "Match",
    "Outcome",
    "Read",
    "Species",
    "Stance",
    "Status",
    "Study",
    "StudyName",
    "Tier",
]


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


SPECIES: dict[Species, str] = {
    Species.HUMAN: "people",
    Species.MOUSE: "mice",
    Species.RAT: "rats",
    Species.RABBIT: "rabbits",
    Species.RODENT: "rodents (mice, rats or not said which)",
}


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
    """The result of assessing an edge: its strongest kind of support, in descending order, or that it is contested or has none.

    A paper against an edge takes precedence over all support: no kind of support hides a contradiction.
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
    """A kind of node with its label and Biolink class."""

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
    """A kind of study, with the highest tier that it can reach; `tier_of` lowers it by species, size and comparator."""

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
