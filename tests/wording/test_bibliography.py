"""Papers in words: who wrote them, that there are more authors, markup in titles, and long lists that still fit on a figure."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.drawing.shapes import Words
from pathways.drawing.text_metrics import width
from pathways.language.rich_text import csl, plain
from pathways.model.authors import OTHERS, Author, authors, is_incomplete
from pathways.model.mechanism import Mechanism
from pathways.model.reference import Reference
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.reasoning.explain import explain
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import full, identifier, medium, place, short, written


def paper(**fields: Any) -> Reference:
    """A paper with these fields, under their names in CSL-JSON where a keyword cannot be one."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return Reference.model_validate({"id": "x", "type": "article-journal"} | named)


def by(*names: str) -> list[dict[str, str]]:
    return [{"family": family, "given": given} for family, _, given in (name.partition(", ") for name in names)]


def referring(mechanism: Mechanism, *references: Reference) -> Mechanism:
    """The mechanism with these papers in place of its first ones, under their ids."""
    kept = tuple(one.model_copy(update={"id": old.id}) for one, old in zip(references, mechanism.references, strict=False))
    fields = {name: getattr(mechanism, name) for name in Mechanism.model_fields}
    return Mechanism.model_construct(**fields | {"references": (*kept, *mechanism.references[len(kept) :])})


YEAR = {"date-parts": [[2017, 7]]}
THREE, FOUR = by("Cant, Rachel", "Dalgleish, Angus G.", "Allen, R L"), by("Younger, Jarred", "Noor, N", "McCue, R", "Mackey, Sean")


@pytest.mark.parametrize(("listed", "cite", "on_figure", "few", "all_of_them"), [
    (THREE[:1], "Cant 2017", "Cant 2017", "Cant R", "Cant R"),
    (THREE[:2], "Cant and Dalgleish 2017", "Cant and Dalgleish 2017", "Cant R, Dalgleish AG", "Cant R, Dalgleish AG"),
    (THREE, "Cant and others 2017", "Cant et al. 2017", "Cant R, Dalgleish AG, Allen RL", "Cant R, Dalgleish AG, Allen RL"),
    (FOUR, "Younger and others 2017", "Younger et al. 2017", "Younger J, Noor N, McCue R et al.", "Younger J, Noor N, McCue R, Mackey S"),
    ([*THREE[:1], OTHERS], "Cant and others 2017", "Cant et al. 2017", "Cant R et al.", "Cant R and others"),
    ([*THREE[:2], OTHERS], "Cant and others 2017", "Cant et al. 2017", "Cant R, Dalgleish AG et al.", "Cant R, Dalgleish AG and others"),
    ([{"literal": "The Pain Group"}], "The Pain Group 2017", "The Pain Group 2017", "The Pain Group", "The Pain Group"),
    ([], "author not seen, 2017", "“A title” 2017", "Author not seen", "Author not seen"),
    ([OTHERS], "author not seen, 2017", "“A title” 2017", "Author not seen", "Author not seen"),
])
def test_authors_are_named_as_far_as_there_is_room_and_never_more_than_were_seen(
    listed: list[dict[str, str]], cite: str, on_figure: str, few: str, all_of_them: str
) -> None:
    known = paper(author=listed, issued=YEAR, title="A title")
    assert (known.cite, short(known)) == (cite, on_figure)
    assert medium(known) == f"{few} (2017). A title."
    assert full(known) == f"{all_of_them} (2017). A title."


NAMES: list[tuple[dict[str, Any], str, tuple[str, ...]]] = [
    ({"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}, "van Gogh V", ("van Gogh", "V.")),
    ({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, "von Humboldt A", ("von Humboldt", "Alexander")),
    ({"family": "Alembert", "given": "Jean", "non-dropping-particle": "d'"}, "d'Alembert J", ("d'Alembert", "Jean")),
    ({"family": "King", "given": "M. L.", "suffix": "Jr."}, "King ML Jr", ("King", "M. L.", "Jr.")),
    ({"family": "King", "given": "Martin", "suffix": "III", "comma-suffix": True}, "King M III", ("King", "Martin", "III")),
    ({"family": "Treede", "given": "Rolf-Detlef"}, "Treede RD", ("Treede", "Rolf-Detlef")),
    ({"family": "Lie", "given": "MRKL"}, "Lie MRKL", ("Lie", "MRKL")),
    ({"family": "LIE", "given": "MITCHELL R"}, "LIE MR", ("LIE", "MITCHELL R")),
    ({"family": "Cruz", "given": "Juan de la"}, "Cruz J", ("Cruz", "Juan de la")),
    ({"family": "Słoniecka", "given": "Łucja"}, "Słoniecka Ł", ("Słoniecka", "Łucja")),
    ({"family": "王", "given": "家明"}, "王 家明", ("王", "家明")),
    ({"family": "Plato", "given": ""}, "Plato", ("Plato",)),
    ({"given": "Teller"}, "Teller", ("Teller",)),
    ({"literal": "World Health Organization, Geneva"}, "World Health Organization, Geneva", ("World Health Organization, Geneva",)),
]


@pytest.mark.parametrize(("listed", "as_list", "parts"), NAMES, ids=lambda value: str(value)[:40])
def test_a_name_keeps_its_particles_suffix_and_script(listed: dict[str, Any], as_list: str, parts: tuple[str, ...]) -> None:
    (one,) = paper(author=[listed]).authors
    assert (one.short, one.inverted) == (as_list, parts)


@pytest.mark.parametrize("mark", [
    {"literal": "others"}, {"literal": "Others"}, {"literal": "et al."}, {"family": "others"}, {"family": "et", "given": "al."},
])  # fmt: skip
def test_the_mark_that_there_are_more_is_nobody(mark: dict[str, str]) -> None:
    known = paper(author=[*by("Able, A"), mark], issued=YEAR)
    assert [one.family for one in known.authors] == ["Able"]
    assert not known.complete
    assert (known.cite, written(known)) == ("Able and others 2017", "Able A and others")


@pytest.mark.parametrize("name", [{"family": "Others", "given": "A."}, {"literal": "The Others"}, {"family": "Et", "given": "Alan"}])
def test_somebody_whose_name_is_like_the_mark_is_somebody(name: dict[str, str]) -> None:
    known = paper(author=[*by("Able, A"), name], issued=YEAR)
    assert (len(known.authors), known.complete) == (2, True)


families = st.text("ABCDEäöü'- ", min_size=1, max_size=9).filter(str.strip)
people = st.fixed_dictionaries({"family": families, "given": st.text("FGHI. -", max_size=6)})


@given(st.lists(people, max_size=8), st.booleans())
def test_no_form_ever_hides_that_there_are_more_or_invents_any(listed: list[dict[str, str]], more: bool) -> None:
    known = paper(author=[*listed, *([OTHERS] if more else [])], issued=YEAR, title="T")
    several = bool(listed) and (more or len(listed) > 1)
    assert known.complete == (bool(listed) and not more)
    for said, first in ((known.cite, 2), (short(known), 2), (medium(known), 3), (full(known), 100)):
        goes_on_here = bool(re.search(r"and others|et al\.", said))
        assert goes_on_here == (bool(listed) and (more or len(listed) > first)), said
        assert several or not goes_on_here
        assert "Others" not in said


@given(st.lists(people, max_size=5))
def test_authors_come_in_the_order_of_the_list(listed: list[dict[str, str]]) -> None:
    assert [one.family for one in authors(listed)] == [" ".join(one["family"].split()) for one in listed]
    assert authors([*listed, OTHERS]) == authors(listed)
    assert is_incomplete([*listed, OTHERS])


def test_thousands_of_authors_are_counted_out_in_words() -> None:
    known = paper(author=by(*(f"Author{number}, A" for number in range(3_000))), title="T")
    assert len(full(known)) < 2_000
    assert "Author99 A and others (" in full(known)


@pytest.mark.parametrize(("fields", "said"), [
    ({"volume": "8", "page": "809"}, "Toys 8:809."),
    ({"volume": 33, "issue": 4, "page": "451-459"}, "Toys 33(4):451-459."),
    ({"volume": "97"}, "Toys 97."),
    ({"issue": "2", "page": "299-307"}, "Toys no. 2, pages 299-307."),
    ({"page": "336"}, "Toys page 336."),
    ({}, "Toys."),
])
def test_journal_volume_issue_and_pages_are_said_as_far_as_they_were_seen(fields: dict[str, Any], said: str) -> None:
    known = paper(author=by("Able, A"), issued=YEAR, title="On toys", container_title="Toys", **fields)
    assert medium(known) == f"Able A (2017). On toys. {said}"
    assert place(known) in said


def test_a_paper_is_found_by_the_most_lasting_thing_that_is_known() -> None:
    known = {"DOI": "10.5555/toy.1", "PMID": "12", "PMCID": "PMC3", "number": "NCT00000001", "URL": "https://example.org/toy"}
    told = []
    while known:
        told.append(identifier(paper(**known)))
        known.pop(next(iter(known)))
    assert told == ["doi:10.5555/toy.1", "PMID 12", "PMC3", "NCT00000001", "https://example.org/toy"]


@pytest.mark.parametrize(("url", "led"), [
    ("https://dailymed.nlm.nih.gov/x?a=1&b=2", "https://dailymed.nlm.nih.gov/x?a=1&b=2"), ("javascript:alert(1)", ""),
    ("see the library", ""), ("https://a b", ""), ("https://a\"><b", ""),
])  # fmt: skip
def test_a_paper_with_an_address_alone_leads_there_if_it_is_one(url: str, led: str) -> None:
    assert paper(URL=url).url == led


# --- titles from elsewhere ---

RICH = "Effects of <i>Naltrexone</i> on IL<sub>6</sub> &amp; TNF"
TITLES = [
    (RICH, "Effects of Naltrexone on IL6 & TNF", "Effects of <i>Naltrexone</i> on IL<sub>6</sub> & TNF"),
    ("&lt;i&gt;In vitro&lt;/i&gt; &amp;amp; in vivo", "In vitro & in vivo", "<i>In vitro</i> & in vivo"),
    ("<jats:italic>TNF</jats:italic>&#8209;&#x3B1; <scp>d</scp>-serine", "TNF\u2011α d-serine", None),
    ("<sup>11</sup>C at 10<sup>-6</sup> M and m<sup>2</sup>", "11C at 10^-6 M and m2", None),
    ("<mml:math><mml:msub><mml:mi>K</mml:mi><mml:mn>i</mml:mn></mml:msub></mml:math> of it", "Ki of it", "Ki of it"),
    ("When p < 0.05 and n > 3: <TNF>, A<B", "When p < 0.05 and n > 3: <TNF>, A<B", "When p < 0.05 and n > 3: <TNF>, A<B"),
    ("R&D; AT&T &unknown; &", "R&D; AT&T &unknown; &", None),
    ("<script>alert(1)</script>", "<script>alert(1)</script>", None),
]


@pytest.mark.parametrize(("title", "told", "kept"), TITLES, ids=[row[1] for row in TITLES])
def test_tags_and_entities_of_a_title_are_read_and_what_is_none_stays(title: str, told: str, kept: str | None) -> None:
    assert plain(title) == told
    assert kept is None or csl(title) == kept
    assert plain(csl(title)) == told


@given(st.text("<>/&;#isubp 10amx\"", max_size=60))
def test_any_title_can_be_read(title: str) -> None:
    assert plain(title) == plain(csl(title)) or "<" in plain(title)


# --- figures ---


def test_a_figure_names_a_paper_without_authors_by_its_title_without_tags(toy: Mechanism) -> None:
    told = referring(toy, paper(title="<i>Naltrexone</i> &amp; IL<sub>6</sub> in five words", issued=YEAR))
    export = Export(told, options=Options(papers="listed"))
    assert "1 “Naltrexone & IL6 in…” 2017" in [words.lines[0] for words in cited(export).values()]


def cited(export: Export) -> dict[str, Words]:
    """The words of each paper at the foot of a figure, by its id."""
    groups = [group for group in export.sheet.words if group.role == "citation" and not group.id.startswith("title-")]
    return {group.id: shape for group in groups for shape in group.shapes if isinstance(shape, Words)}


@pytest.mark.parametrize("shape", ["free", "square"])
def test_long_lists_of_long_names_still_fit_on_a_figure(shape: str, toy: Mechanism) -> None:
    names = [f"Wolfeschlegelsteinhausenbergerdorff{number}, Anna-Maria Magdalena" for number in range(40)]
    told = {"issued": YEAR, "title": "Word " * 60, "container_title": "Journal " * 20}
    long = [paper(author=by(*names[: 1 + step * 13]), **told) for step in range(4)]
    export = Export(referring(toy, *long), options=Options(shape=shape, papers="listed"))  # type: ignore[arg-type]
    assert set(cited(export)) >= {one.id for one in toy.references[:4]}
    for words in cited(export).values():
        assert all(words.x + width(line, words.size, words.weight) <= export.sheet.width for line in words.lines)
        assert words.y <= export.sheet.height


def test_a_figure_of_the_shipped_map_presents_no_paper_of_several_as_the_work_of_one(shipped: Mechanism) -> None:
    export = Export(shipped, options=Options(papers="listed"))
    assert cited(export)
    for name, words in cited(export).items():
        one = shipped.reference.get(name)
        if one and one.authors:
            several = "et al." in words.lines[0] or f" and {one.authors[-1].family}" in words.lines[0]
            assert several == (len(one.authors) > 1 or not one.complete), name


def test_a_paragraph_lists_its_papers_with_authors_journal_and_pages(shipped: Mechanism) -> None:
    told = explain(shipped, Query(select="low-dose-naltrexone-downregulates-tlr4")).text
    assert "Cant R, Dalgleish AG, Allen RL (2017). Naltrexone Inhibits IL-6 and TNFα" in told
    assert "Frontiers in Immunology 8:809. https://doi.org/10.3389/fimmu.2017.00809" in told


def test_a_group_is_one_author() -> None:
    assert authors([{"literal": "The IASP Taskforce for Pain"}]) == (Author("The IASP Taskforce for Pain", group=True),)
