"""The relations that an edge can have; their sign, arrowhead and wording are defined here only.

The mappings to Biolink, the Relation Ontology (RO) and SIGNOR were read in Biolink model 4.4.6; an empty mapping means that no
exact term was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["RELATIONS", "SIGNS", "Head", "Relation", "RelationName", "Sign"]


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
        """The sign as a character; empty for `NONE`."""
        return {"increases": "+", "decreases": "\N{MINUS SIGN}", "unknown": "\N{PLUS-MINUS SIGN}", "none": ""}[self.value]

    def __mul__(self, other: object) -> Sign:
        """The net sign of two consecutive steps.

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


SIGNS: dict[Sign, str] = {
    Sign.INCREASES: "increases",
    Sign.DECREASES: "decreases",
    Sign.UNKNOWN: "changes, direction not stated",
    Sign.NONE: "related, not a cause",
}


class Head(StrEnum):
    """The arrowhead at the target's end of an edge."""

    TRIANGLE = "triangle"
    TBAR = "t-bar"
    CIRCLE = "circle"
    PLAIN = "plain"


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
    """A relation that an edge can have.

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
