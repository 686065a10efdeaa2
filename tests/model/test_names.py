"""What is offered for a word that is not known looks like it and never turns what it says."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.cli import main
from pathways.errors import UnknownName, hint, meant, nearest
from pathways.language.opposites import opposed
from pathways.model.mechanism import Mechanism, Node
from pathways.model.names import resolve
from pathways.model.relations import RELATIONS, RelationName, Sign
from pathways.model.synonyms import _known_phrases, hint_for, relation_meant, sign_meant
from pathways.model.vocabulary import Dose, Stance, StudyName
from pathways.query.query import DIRECTIONS, EVIDENCE, Query
from pathways.reading.rules import examine

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("word", "relation"), [
    ("upregulates", "increases"), ("up-regulates", "increases"), ("Upregulation of", "increases"), ("stimulates", "acts-on"),
    ("activates", "acts-on"), ("is an agonist of", "acts-on"), ("induces", "increases"), ("enhances", "increases"),
    ("elevates", "increases"),
    ("raises", "increases"), ("potentiates", "increases"), ("positively regulates", "increases"), ("inhibits", "decreases"),
    ("inhibition", "decreases"), ("suppresses", "decreases"), ("reduces", "decreases"), ("reduction in", "decreases"),
    ("lowers", "decreases"),
    ("attenuates", "decreases"), ("negatively regulates", "decreases"), ("inactivates", "decreases"), ("desensitizes", "decreases"),
    ("blocks", "antagonises"), ("blocker of", "antagonises"), ("antagonizes", "antagonises"), ("antagonist", "antagonises"),
    ("down-regulates", "downregulates"), ("directlyIncreases", "increases"), ("decreases expression", "decreases"),
    ("regulates", "modulates"), ("affects", "modulates"), ("leads to", "causes"), ("triggers", "causes"), ("aggravates", "worsens"),
    ("secretes", "produces"), ("increse", "increases"), ("decrese", "decreases"), ("inihbits", "decreases"), ("upregulats", "increases"),
    ("is associated with", "associated-with"), ("is used to treat", "treats"), ("Increases", "increases"), ("is a", "is-a"),
])  # fmt: skip
def test_a_word_of_the_field_leads_to_the_relation_that_says_it(word: str, relation: str) -> None:
    assert relation_meant(word) == relation
    assert hint_for("relation", word, RELATIONS) == f"Did you mean '{relation}'?"


@pytest.mark.parametrize("word", [
    "binds", "binds to", "interacts with", "phosphorylates", "does not inhibit", "no longer increases", "is inhibited by", "results from",
    "inverse agonist of", "creases", "regulates by", "dysregulates", "unblocks", "uninhibits", "downcreases", "", "xyz", "-",
    "increase or decrease",
    "not", "stimulates or inhibits", "unproduces", "insensitises",
])  # fmt: skip
def test_a_word_that_no_relation_says_leads_to_none(word: str) -> None:
    assert relation_meant(word) is None
    assert hint_for("relation", word, RELATIONS).startswith("Known: increases, decreases,")


@pytest.mark.parametrize(("word", "sign"), [
    ("inhibits", "decreases"), ("raises", "increases"), ("reduces", "decreases"), ("up", "increases"), ("+", "increases"),
    ("\N{MINUS SIGN}", "decreases"), ("negative", "decreases"), ("unknwon", "unknown"), ("modulates", "unknown"), ("increase", "increases"),
    ("binds", None), ("is-a", None), ("creases", None), ("not increased", None),
])  # fmt: skip
def test_a_word_leads_to_the_sign_that_it_has(word: str, sign: str | None) -> None:
    assert sign_meant(word) == sign


@pytest.mark.parametrize(("word", "known", "said"), [
    ("unsupported", Stance, None), ("not supports", Stance, None), ("support", Stance, "supports"), ("contradict", Stance, "contradicts"),
    ("mixt", Stance, "mixed"), ("non-randomised-trial", StudyName, None), ("nonrandomised trial", StudyName, None),
    ("randomized-trial", StudyName, "randomised-trial"), ("lo", Dose, "low"), ("highest", Dose, "high"),
    ("upstrem", DIRECTIONS, "upstream"),
    ("dwnstream", DIRECTIONS, "downstream"), ("stream", DIRECTIONS, None), ("not contested", EVIDENCE, None),
    ("contestd", EVIDENCE, "contested"),
    ("uncontestd", EVIDENCE, "uncontested"), ("humans", EVIDENCE, "human"), ("inhuman", EVIDENCE, None), ("agonist", ["antagonist"], None),
    ("antagonist", ["agonist"], None), ("agonist", ["antagonist", "agonists"], "agonists"), ("hyperalgesia", ["hypoalgesia"], None),
    ("hyperalgesa", ["hypoalgesia", "hyperalgesia"], "hyperalgesia"), ("proinflammatory", ["anti-inflammatory"], None),
    ("Hypertension", ["hypotension"], None), ("hyperpolarisation", ["depolarisation", "polarisation"], None),
    ("inactive", ["active"], None),
    ("active", ["inactive"], None), ("sensitisation", ["desensitisation"], None), ("increases-pain", ["decreases-pain"], None),
    ("ldn-increases-pain", ["ldn-decreases-pain"], None), ("low-dose-naltrexone", ["high-dose-naltrexone"], None),
    ("afferent", ["efferent"], None), ("pre-synaptic", ["postsynaptic"], None), ("gain of function", ["loss of function"], None),
    ("worsening", ["improving"], None), ("overexpression", ["underexpression"], None), ("tension", ["hypertension"], None),
])  # fmt: skip
def test_the_one_word_that_is_offered_never_turns_what_was_written(word: str, known: list[str], said: str | None) -> None:
    assert meant(word, known) == said
    assert hint(word, known) == (f"Did you mean '{said}'?" if said else f"Known: {', '.join(known)}.")


def test_a_list_may_hold_an_opposite_but_does_not_consist_of_one() -> None:
    assert nearest("agonist", ["antagonist", "agonists"]) == ["agonists", "antagonist"]
    assert nearest("agonist", ["antagonist"]) == []
    assert nearest("agonist", ["antagonist", "antagonists"]) == []


SIGNED = sorted({(phrase, RELATIONS[name].sign) for name, phrase in _known_phrases() if "," not in phrase})


@pytest.mark.parametrize(("word", "sign"), SIGNED)
def test_every_word_of_the_table_and_every_slip_in_it_keeps_its_sign(word: str, sign: Sign) -> None:
    assert RELATIONS[relation_meant(word)].sign is sign
    for slip in _slips(word):
        found = relation_meant(slip)
        assert found is None or RELATIONS[found].sign is sign or slip in dict(SIGNED), (slip, found)


def _slips(word: str) -> set[str]:
    """The word with one letter left out, doubled, changed, or with two letters exchanged."""
    places = range(len(word))
    return {
        *(word[:at] + word[at + 1 :] for at in places), *(word[:at] + word[at] + word[at:] for at in places),
        *(word[:at] + letter + word[at + 1 :] for at in places for letter in "eaxs"),
        *(word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :] for at in places),
    }  # fmt: skip


@pytest.mark.parametrize(("word", "sign"), [pair for pair in SIGNED if pair[1] in (Sign.INCREASES, Sign.DECREASES)])
def test_no_word_is_answered_with_one_of_the_opposite_sign(word: str, sign: Sign) -> None:
    opposite = [name for name, relation in RELATIONS.items() if {relation.sign, sign} == {Sign.INCREASES, Sign.DECREASES}]
    assert not any(f"'{name}'?" in hint_for("relation", word, RELATIONS) for name in opposite)
    other = Sign.DECREASES if sign is Sign.INCREASES else Sign.INCREASES
    assert f"'{other}'?" not in hint_for("sign", word, Sign)


PREFIXES = [
    ("up", "down"), ("in", "de"), ("hyper", "hypo"), ("pro", "anti"), ("over", "under"), ("pre", "post"),
    ("", "un"), ("", "de"), ("", "non-"),
]


@given(st.sampled_from(PREFIXES), st.text("abcdefghilmnoprstu", min_size=4, max_size=14), st.booleans())
def test_two_words_with_opposite_beginnings_are_never_taken_for_one_another(pair: tuple[str, str], stem: str, turned: bool) -> None:
    word, other = (f"{start}{stem}" for start in (pair[::-1] if turned else pair))
    assert opposed(word, other)
    assert meant(word, [other]) is None
    assert nearest(word, [other]) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_to_be_opposed_is_mutual_and_nothing_is_opposed_to_itself(word: str, other: str) -> None:
    assert opposed(word, other) == opposed(other, word)
    assert not opposed(word, word)
    assert not opposed(word, word.upper())


@pytest.mark.parametrize(("search", "remark"), [
    ("relation=upregulates", "'upregulates' is not a value of 'relation'. Did you mean 'increases'?"),
    ("relation=binds", "'binds' is not a value of 'relation'. Known: increases, "),
    ("sign=reduces", "'reduces' is not a value of 'sign'. Did you mean 'decreases'?"),
    ("sign=raises", "'raises' is not a value of 'sign'. Did you mean 'increases'?"),
    ("direction=stream", "'stream' is not a value of 'direction'. Known: both, upstream, downstream."),
    ("evidence=notcontested", "'notcontested' is not a value of 'evidence'. Known: all, "),
    ("trail=toyamine-decreases-il-10", "'toyamine-decreases-il-10' is no relation here."),
])  # fmt: skip
def test_an_address_is_answered_without_a_turn(toy: Mechanism, search: str, remark: str) -> None:
    assert any(said.startswith(remark) for said in Query.parse(search, toy)[1])
    assert not any("Did you mean" in said and "Did you mean" not in remark for said in Query.parse(search, toy)[1])


@pytest.mark.parametrize(("command", "said"), [
    (["query", "--relation", "upregulates"], "Did you mean 'increases'?"), (["query", "--sign", "reduces"], "Did you mean 'decreases'?"),
])  # fmt: skip
def test_a_command_is_answered_without_a_turn(command: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("old", "new", "said"), [
    ("relation: antagonises", "relation: upregulates", "'upregulates' is not a relation. Did you mean 'increases'?"),
    ("relation: antagonises", "relation: inhibits", "'inhibits' is not a relation. Did you mean 'decreases'?"),
    ("relation: antagonises", "relation: binds", "'binds' is not a relation. Known: increases, "),
    ("stance: supports", "stance: unsupported", "'unsupported' is not a stance. Known: supports, contradicts, mixed."),
])  # fmt: skip
def test_the_check_of_a_file_answers_without_a_turn(tmp_path: Path, old: str, new: str, said: str) -> None:
    import shutil

    shutil.copytree(ROOT / "tests/toy", tmp_path / "toy")
    file = tmp_path / "toy/toy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert any(said in str(problem) for problem in examine(file).problems)


def test_a_node_of_the_opposite_name_is_not_offered_alone() -> None:
    fields = {"kind": "protein", "region": "r", "description": "x"}
    nodes = [Node(id=name, label=name.capitalize(), **fields) for name in ("hypoalgesia", "antagonist")]
    mechanism = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=tuple(nodes), edges=())
    for name in ("hyperalgesia", "agonist"):
        with pytest.raises(UnknownName) as error:
            resolve(mechanism, name)
        assert str(error.value) == f"No node '{name}'."
    more = mechanism.model_copy(update={"nodes": (*nodes, Node(id="hyperalgesias", label="Hyperalgesias", **fields))})
    with pytest.raises(UnknownName, match=r"Nearest: 'hyperalgesias' \(Hyperalgesias\)\.$"):
        resolve(Mechanism.model_validate({name: getattr(more, name) for name in Mechanism.model_fields}), "hyperalgesia")


def test_every_relation_is_its_own_meaning() -> None:
    for name, relation in RELATIONS.items():
        assert relation_meant(name.value) is name
        assert RELATIONS[relation_meant(relation.verb)].sign is relation.sign
        assert RELATIONS[relation_meant(relation.plain)].sign is relation.sign
    assert all(not meant(a, [b]) or a == b for a, b in product(("increases", "upregulates"),
    (RelationName.DECREASES, RelationName.DOWNREGULATES)))


@pytest.mark.parametrize(("name", "node"), [
    ("TNFa", "tnf-alpha"), ("TNF α", "tnf-alpha"), ("tnf alpha", "tnf-alpha"), ("IL6", "il-6"), ("il 6", "il-6"), ("TLR 4", "tlr4"),
    ("tlr-4", "tlr4"), ("Low‑dose  Naltrexone", "low-dose-naltrexone"), ("hgnc 11850", "tlr4"),
])  # fmt: skip
def test_a_node_answers_to_every_spelling_of_its_names(shipped: Mechanism, name: str, node: str) -> None:
    assert resolve(shipped, name) == node
    assert Query.parse(f"focus={name}", shipped)[0].focus == (node,)


@pytest.mark.parametrize(("name", "nearest_ones"), [
    ("naltrexne", "'naltrexone' (Naltrexone)"), ("endorfin", "'endorphins' (Endorphins)"), ("hyperalgesa", "'hypersensitivity'"),
])  # fmt: skip
def test_a_slip_is_answered_with_what_was_meant(shipped: Mechanism, name: str, nearest_ones: str) -> None:
    with pytest.raises(UnknownName) as error:
        resolve(shipped, name)
    assert str(error.value).startswith(f"No node '{name}'. Nearest: {nearest_ones}")


def test_a_name_that_two_spellings_share_lists_both() -> None:
    fields = {"kind": "protein", "region": "r", "description": "x"}
    nodes = (Node(id="a", label="TNF-α", **fields), Node(id="b", label="TNF α", **fields), Node(id="c", label="TNF alpha 2", **fields))
    mechanism = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=nodes, edges=())
    with pytest.raises(UnknownName, match=r"^'TNFa' names several nodes: 'a' \(TNF-α\), 'b' \(TNF α\)\.$"):
        resolve(mechanism, "TNFa")
