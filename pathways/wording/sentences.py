"""Sentences about nodes, edges, arrows and gaps: the same wording on cards, in tables, in accessible names and in captions.

A sentence consists only of labels, of the wording that the vocabulary gives a relation, and of quotes from the source.
"""

from __future__ import annotations

from collections.abc import Iterable

from pathways.language.grammar import agreeing, capitalised, joined
from pathways.model.diagram import Arrow, Diagram
from pathways.model.evidence import Context, Finding
from pathways.model.mechanism import Edge, Gap, Mechanism, Node
from pathways.model.reference import Paper
from pathways.model.relations import RELATIONS, RelationName, Sign
from pathways.model.vocabulary import COMPARATORS, DOSES, OUTCOMES, POPULATIONS, STATUSES, Layer

__all__ = [
    "CAVEAT",
    "appraisal_phrases",
    "aria_label",
    "arrow_sentence",
    "capitalised",
    "context_sentence",
    "edge_sentence",
    "gap_sentence",
    "hedge_sentence",
    "node_sentences",
    "paper_sentences",
    "verb_of",
]

_GENERAL = {Sign.INCREASES: RelationName.PROMOTES, Sign.DECREASES: RelationName.DECREASES}

CAVEAT = "A mechanism is not proof of benefit. Not medical advice."


def edge_sentence(mechanism: Mechanism, edge: Edge, *, plain: bool = False) -> str:
    """Return an edge as a sentence, in professional or in plain wording.

    The hedge is not part of it, see `hedge_sentence`.
    """
    source = mechanism.node[edge.source].label
    return f"{capitalised(source)} {agreeing(verb_of(mechanism, edge, plain=plain), source)} {mechanism.inline[edge.target]}."


def hedge_sentence(edge: Edge) -> str:
    """Return how certain the source is about an edge, with its hedges as quotes.

    Example:
        >>> from pathways.model.evidence import Statement
        >>> from pathways.model.mechanism import Edge
        >>> quote = Statement(source="page", quote="A is believed to cause B", hedge="is believed to")
        >>> hedge_sentence(Edge(source="a", relation="causes", target="b", layer="document", evidence=(quote,)))
        'The document hedges: "is believed to".'
        >>> hedge_sentence(Edge(source="a", relation="causes", target="b", layer="literature", evidence=()))
        'The document does not say this.'
    """
    if not edge.statements:
        return "The document does not say this."
    hedges = dict.fromkeys(f'"{quote.hedge}"' for quote in edge.statements if quote.hedge)
    unhedged = any(not quote.hedge for quote in edge.statements)
    inferred = " It is the document's own inference." if any(quote.inferred for quote in edge.statements) else ""
    if not hedges:
        return f"The document states this without a hedge.{inferred}"
    return f"The document hedges: {joined(hedges)}{'; elsewhere it states this without a hedge' if unhedged else ''}.{inferred}"


def context_sentence(context: Context) -> str:
    """Return the context in which something is stated to hold; empty if none is stated.

    Example:
        >>> from pathways.model.vocabulary import Dose
        >>> context_sentence(Context(dose=Dose.LOW, amount="6 mg daily", tissue="plasma"))
        'Stated for: low dose (as the source or the study calls it), 6 mg daily; tissue: plasma.'
        >>> context_sentence(Context())
        ''
    """
    dose = ", ".join(filter(None, (DOSES[context.dose] if context.dose else "", context.amount)))
    others = [phrase for phrase in context.phrases() if not phrase.startswith(("dose:", "amount:"))]
    phrases = [phrase for phrase in (dose, *others) if phrase]
    return f"Stated for: {'; '.join(phrases)}." if phrases else ""


def appraisal_phrases(found: Finding) -> tuple[str, ...]:
    """Return what a finding can be appraised by, one phrase each: size, part in the study, comparator, population, route, effect.

    What was not stated has no phrase.

    Example:
        >>> trial = Finding(reference="a", stance="supports", study="randomised-trial", finding="x", n=99, outcome="primary",
        ...                 comparator="placebo", effect="difference -0.34 (95% CI -0.95 to 0.27)")
        >>> appraisal_phrases(trial)
        ('n = 99', 'primary outcome', 'compared with placebo', 'effect: difference -0.34 (95% CI -0.95 to 0.27)')
    """
    return tuple(filter(None, (
        f"n = {found.n}" if found.n else "",
        OUTCOMES[found.outcome] if found.outcome else "",
        COMPARATORS[found.comparator] if found.comparator else "",
        POPULATIONS[found.population_match] if found.population_match else "",
        f"given: {found.route}" if found.route else "",
        f"effect: {found.effect}" if found.effect else "",
    )))


def paper_sentences(mechanism: Mechanism, paper: Paper | None) -> tuple[str, ...]:
    """Return what is known of a paper as a whole: status with its date, funding, risk of bias, and the papers of this map that it pools.

    Example:
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> paper_sentences(toy, Paper(reference="a", status="published", looked_up="2026-11-26", funding="a charity"))
        ('Status: published (looked up on 2026-11-26).', 'Funding: a charity.')
        >>> paper_sentences(toy, None)
        ()
    """
    if not paper:
        return ()
    pooled = [mechanism.reference[name].cite for name in paper.pools if name in mechanism.reference]
    looked_up = f" (looked up on {paper.looked_up})" if paper.looked_up else ""
    parts = (
        f"Status: {STATUSES[paper.status]}{looked_up}" if paper.status else "",
        f"Funding: {paper.funding}" if paper.funding else "",
        f"Risk of bias: {paper.risk_of_bias}" if paper.risk_of_bias else "",
        f"Pools {joined(pooled)}, so it is not independent of {'it' if len(pooled) == 1 else 'them'}" if pooled else "",
        paper.note,
    )
    return tuple(f"{part.rstrip('.')}." for part in parts if part)


def arrow_sentence(diagram: Diagram, arrow: Arrow, *, plain: bool = False) -> str:
    """Return an arrow as a sentence: that of its edge or, if it combines several edges, one sentence for all with their number.

    The members within a closed group that the edges belong to are named in brackets; different verbs are joined by "or".
    """
    mechanism = diagram.mechanism
    if len(arrow.edges) == 1 and (arrow.source, arrow.target) == (arrow.edges[0].source, arrow.edges[0].target):
        return edge_sentence(mechanism, arrow.edges[0], plain=plain)
    label = mechanism.node[arrow.source].label
    source = f"{capitalised(label)}{_members_in_brackets(diagram, arrow.source, (edge.source for edge in arrow.edges))}"
    target = f"{mechanism.inline[arrow.target]}{_members_in_brackets(diagram, arrow.target, (edge.target for edge in arrow.edges))}"
    verbs = joined(dict.fromkeys(agreeing(verb_of(mechanism, edge, plain=plain), label) for edge in arrow.edges), word="or")
    count = f" ({len(arrow.edges)} relations)" if len(arrow.edges) > 1 else ""
    return f"{source} {verbs} {target}{count}."


def aria_label(diagram: Diagram, arrow: Arrow) -> str:
    """Return the accessible name of an arrow: its sentence, who states it if that is not the document, and the evidence."""
    layer = " Stated by papers only." if arrow.layer is Layer.LITERATURE else ""
    return f"{arrow_sentence(diagram, arrow)}{layer} Evidence: {arrow.assessment.sentence}"


def gap_sentence(mechanism: Mechanism, gap: Gap) -> str:
    """Return the sentence about a missing step between two nodes."""
    return f"Gap: nothing in this map shows a step from {mechanism.inline[gap.source]} to {mechanism.inline[gap.target]}."


def node_sentences(mechanism: Mechanism, node: Node, *, plain: bool = False) -> tuple[str, ...]:
    """Return what acts on a node, what it acts on, what else relates to it, and where it belongs; one sentence each.

    Causal relations make the first two sentences; where there are none the sentence says so.
    """
    causal = [edge for edge in mechanism.edges if edge.meaning.causal]
    into = [_with_verb(mechanism, edge.source, edge, plain) for edge in causal if edge.target == node.id]
    out = [_with_verb(mechanism, edge.target, edge, plain) for edge in causal if edge.source == node.id]
    other = [edge for edge in mechanism.edges if not edge.meaning.causal and node.id in (edge.source, edge.target)]
    return (
        f"What acts on it: {joined(into)}." if into else "Nothing on this map acts on it.",
        f"What it acts on: {joined(out)}." if out else "It acts on nothing on this map.",
        *dict.fromkeys(edge_sentence(mechanism, edge, plain=plain) for edge in other),
        *_membership_sentences(mechanism, node),
    )


def verb_of(mechanism: Mechanism, edge: Edge, *, plain: bool = False) -> str:
    """Return the verb of an edge, in the singular; where its target has the verb's own stem, a general verb of the same sign.

    Example:
        >>> from pathways.model.mechanism import Edge
        >>> nodes = [Node(id=n, label=n, kind="process", region="r", description="x") for n in ("cytokines", "sensitisation", "trpv1")]
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=tuple(nodes), edges=())
        >>> edges = [Edge(source="cytokines", relation="sensitises", target=end, layer="document", evidence=()) for end in toy.node]
        >>> [verb_of(toy, edge) for edge in edges[1:]]
        ['promotes', 'sensitises']
    """
    meaning = edge.meaning
    if _stem(meaning.verb) in mechanism.node[edge.target].label.casefold() and meaning.sign in _GENERAL:
        meaning = RELATIONS[_GENERAL[meaning.sign]]
    return meaning.plain if plain else meaning.verb


def _stem(verb: str) -> str:
    """What a verb shares with the nouns made of it, as "sensitis" of "sensitises"."""
    return verb.partition(" ")[0].removesuffix("es").removesuffix("s")


def _members_in_brackets(diagram: Diagram, box: str, ends: Iterable[str]) -> str:
    """The members of a box at which edges end, in brackets after its label; empty if they end at the box itself."""
    members = [diagram.mechanism.node[end].name for end in dict.fromkeys(ends) if end != box]
    return f" ({', '.join(members)})" if members else ""


def _with_verb(mechanism: Mechanism, other: str, edge: Edge, plain: bool) -> str:
    """Another node with the verb that relates it, as in "naltrexone (blocks)"."""
    verb = verb_of(mechanism, edge, plain=plain)
    return f"{mechanism.inline[other]} ({agreeing(verb, mechanism.node[edge.source].label)})"


def _membership_sentences(mechanism: Mechanism, node: Node) -> Iterable[str]:
    if node.group and node.group in mechanism.node:
        yield f"It belongs to {mechanism.inline[node.group]}."
    if node.id in mechanism.members:
        yield f"It groups {joined(mechanism.inline[member.id] for member in mechanism.members[node.id])}."
