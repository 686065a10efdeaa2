"""Synonyms of relations and signs: "inhibits", "upregulates", "is an agonist of".

They serve only for suggestions in messages: data, address and command accept the words of the vocabulary alone. A suggestion never
changes the direction of what was written, so a word without a clear direction or relation, such as "binds", gives none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pathways.errors import meant
from pathways.language.opposites import likeness, opposed
from pathways.model.relations import RELATIONS, RelationName, Sign

__all__ = ["hint_for", "relation_meant", "sign_meant"]

_R = RelationName
# Verbs of papers and of other formats, in the third person, in their most common sense in pharmacology.
_SYNONYMS: dict[RelationName, str] = {
    _R.INCREASES: "upregulates, induces, enhances, elevates, raises, augments, boosts, potentiates, amplifies, heightens, intensifies, "
    "strengthens, facilitates, positively regulates, accelerates, overexpresses, disinhibits",
    _R.DECREASES: "inhibits, suppresses, reduces, lowers, attenuates, diminishes, represses, silences, inactivates, deactivates, "
    "dampens, weakens, impairs, abolishes, depletes, degrades, desensitises, alleviates, relieves, ameliorates, mitigates, prevents, "
    "protects against, negatively regulates, restrains, slows, decelerates, destabilises, disrupts, minimises",
    _R.ANTAGONISES: "blocks, is an antagonist of, counteracts, opposes, neutralises",
    _R.MODULATES: "regulates, affects, influences, alters, changes, controls",
    _R.CAUSES: "triggers, leads to, results in, evokes, elicits, provokes, initiates",
    _R.PROMOTES: "favours, contributes to, supports, encourages",
    _R.PRODUCES: "releases, secretes, synthesises, makes, generates, expresses",
    _R.WORSENS: "aggravates, exacerbates",
    _R.ACTS_ON: "activates, stimulates, is an agonist of, agonises, excites, switches on, acts on",
    _R.TREATS: "is used for, is a treatment for, is a treatment of, is indicated for",
    _R.ASSOCIATED_WITH: "correlates with, is linked to, is related to, is correlated with",
    _R.REQUIRED_FOR: "is necessary for, is needed for",
    _R.IS_A: "is a type of, is a subclass of",
    _R.PART_OF: "belongs to, is a member of, is a component of",
}
# Stems that nouns and participles share with the verb ("inhibition of", "inhibitor of", "inhibited").
_STEMS: dict[str, RelationName] = {
    "inhibit": _R.DECREASES, "suppress": _R.DECREASES, "repress": _R.DECREASES, "reduc": _R.DECREASES, "attenuat": _R.DECREASES,
    "decreas": _R.DECREASES, "inactivat": _R.DECREASES, "deactivat": _R.DECREASES, "downregulat": _R.DOWNREGULATES,
    "antagoni": _R.ANTAGONISES, "block": _R.ANTAGONISES, "increas": _R.INCREASES, "upregulat": _R.INCREASES, "induc": _R.INCREASES,
    "enhanc": _R.INCREASES, "elevat": _R.INCREASES, "potentiat": _R.INCREASES, "activat": _R.ACTS_ON, "stimulat": _R.ACTS_ON,
    "agonis": _R.ACTS_ON, "modulat": _R.MODULATES,
}
_VAGUE = frozenset({"no", "non", "not", "never", "without", "cannot", "inverse", "partial", "fails", "lacks", "loss", "by", "from", "but"})
_IGNORED = frozenset({"is", "are", "a", "an", "the", "of", "directly", "indirectly", "significantly", "strongly"})
_ASPECTS = frozenset({"activity", "quantity", "expression", "release", "level", "levels", "production", "signalling", "in"})
_SIGNS: dict[Sign, str] = {
    Sign.INCREASES: "+ up positive stimulatory raised higher",
    Sign.DECREASES: "- \N{MINUS SIGN} \N{EN DASH} down negative inhibitory lowered lower -1",
    Sign.UNKNOWN: "? \N{PLUS-MINUS SIGN} unclear undetermined ambiguous",
}
_SAME_PHRASE = 0.8  # likeness from 0 to 1; above it two phrases are the same but for a typing error
_UNDECIDED = 0.09  # a difference in likeness that does not decide between two words


def relation_meant(word: str) -> RelationName | None:
    """Return the relation that was probably meant; None where there is none, or where its direction is not clear.

    Example:
        >>> [relation_meant(word) for word in ("upregulates", "inhibition of", "antagonizes", "decrese")]
        [<RelationName.INCREASES: 'increases'>, <RelationName.DECREASES: 'decreases'>, ..., <RelationName.DECREASES: 'decreases'>]
        >>> [relation_meant(word) for word in ("binds", "does not inhibit", "is inhibited by", "creases", "")]
        [None, None, None, None, None]
    """
    parts = _parts(word)
    phrase = " ".join(parts)
    if known := _phrases().get(phrase):
        return known
    return None if _VAGUE.intersection(parts) else _by_stem(parts) or _by_likeness(phrase)


def sign_meant(word: str) -> Sign | None:
    """Return the sign that was probably meant; None where that is not clear.

    Example:
        >>> [sign_meant(word) for word in ("inhibits", "+", "decrese", "causal")]
        [<Sign.DECREASES: 'decreases'>, <Sign.INCREASES: 'increases'>, <Sign.DECREASES: 'decreases'>, None]
    """
    written = word.strip().casefold()
    for sign, words in _SIGNS.items():
        if written in words.split():
            return sign
    if relation := relation_meant(written):
        found = RELATIONS[relation].sign
        return None if found is Sign.NONE else found
    near = meant(written, (Sign.UNKNOWN, Sign.NONE))
    return Sign(near) if near else None


def hint_for(field: str, word: str, known: Iterable[str], *, there: Iterable[str] = ()) -> str:
    """Return the suggestion for a word that a field does not accept: the word probably meant, else all that it accepts, or are `there`.

    Example:
        >>> hint_for("relation", "upregulates", RELATIONS), hint_for("relation", "binds", ["increases", "is-a"], there=["is-a"])
        ("Did you mean 'increases'?", 'Known: is-a.')
    """
    words = tuple(filter(None, known))
    near = _SUGGESTERS[field](word) if field in _SUGGESTERS else meant(word, words)
    return f"Did you mean '{near}'?" if near in words else f"Known: {', '.join(tuple(there) or words)}."


_SUGGESTERS: dict[str, Callable[[str], str | None]] = {"relation": relation_meant, "sign": sign_meant}


def _parts(word: str) -> list[str]:
    """The words of a phrase in lower case and British spelling, without hyphens, articles and adverbs of degree."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", word[:120]).casefold()
    plain = re.sub(r"\b(up|down|de|in|co)[-\u2010\u2011 ](?=[a-z]{4})", r"\1", spaced)
    found = [re.sub(r"i[zs](e[sd]?|ing|ation)$", r"is\1", part) for part in re.findall(r"[^\W_]+", plain)]
    return [part for part in found if part not in _IGNORED] or found


@cache
def _phrases() -> dict[str, RelationName]:
    """The relation of each phrase; words of the vocabulary take precedence over synonyms."""
    found: dict[str, RelationName] = {}
    for name, phrase in _known_phrases():
        found.setdefault(" ".join(_parts(phrase)), name)
    return found


def _known_phrases() -> Iterator[tuple[RelationName, str]]:
    yield from ((name, name.value) for name in RELATIONS)
    yield from ((name, relation.verb) for name, relation in RELATIONS.items())
    yield from ((name, relation.plain) for name, relation in RELATIONS.items())
    yield from ((name, phrase) for name, phrases in _SYNONYMS.items() for phrase in phrases.split(", "))


def _by_stem(parts: list[str]) -> RelationName | None:
    """The relation of a noun or participle by its stem, where the other words only name an aspect of the target."""
    if not parts or not _ASPECTS.issuperset(parts[1:]):
        return None
    return next((name for stem, name in _STEMS.items() if parts[0].startswith(stem)), None)


def _by_likeness(phrase: str) -> RelationName | None:
    """The relation of the phrase with the most similar spelling; None where another as similar has a different sign."""
    least = _SAME_PHRASE - _UNDECIDED  # less similar ones are neither offered nor as similar as the best
    near = sorted(((likeness(phrase, known, least=least), known, name) for known, name in _phrases().items()), key=lambda found: -found[0])
    best, known, name = near[0]
    signs = {RELATIONS[other].sign for like, _, other in near if best - like < _UNDECIDED}
    return name if best >= _SAME_PHRASE and len(signs) == 1 and not opposed(phrase, known) else None
