"""Names are compared in one way, in Python and in the browser, and a search never turns a meaning round."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.language.name_search import fold, has_words, rank, squeeze
from pathways.language.opposites import _OPPOSITES, _REVERSING
from tests.conftest import ROOT

CASES: dict[str, list[Any]] = json.loads((ROOT / "tests/search_cases.json").read_text(encoding="utf-8"))
MODULE = ROOT / "pathways/client/engine"
# Latin and Greek with their accents, signs of chemistry and typography; not the Greek iota below a vowel, whose capital is a letter more.
RANGES = ((0x20, 0x250), (0x300, 0x340), (0x384, 0x3CF), (0x2010, 0x2090), (0xFB00, 0xFB07))
LETTERS = "".join(chr(code) for start, end in RANGES for code in range(start, end))
TEXT = st.text(LETTERS, max_size=24) | st.lists(st.sampled_from(["alpha", "beta", "gamm", "α", "1", " ", "-", "b", "ta", "."])).map("".join)


@pytest.mark.parametrize(("text", "folded"), CASES["folds"])
def test_a_text_is_folded_as_the_table_says(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("names", CASES["same"], ids=lambda names: names[0])
def test_spellings_of_one_name_are_one(names: list[str]) -> None:
    assert len({squeeze(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), CASES["different"])
def test_what_tells_two_names_apart_stays(one: str, other: str) -> None:
    assert squeeze(one) != squeeze(other)


@pytest.mark.parametrize(("asked", "names", "value"), CASES["ranks"])
def test_exact_comes_before_beginning_before_contained_before_typing_errors(asked: str, names: list[str], value: int | None) -> None:
    assert rank(asked, names) == value


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squeeze(squeeze(text)) == squeeze(text)
    assert squeeze(fold(text)) == squeeze(text)


@given(TEXT)
def test_composed_and_decomposed_characters_are_one(text: str) -> None:
    assert len({fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}) == 1


@given(TEXT)
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(TEXT.filter(squeeze))
def test_every_name_answers_to_itself_before_all(text: str) -> None:
    assert rank(text, [text]) == 0
    assert rank(text, ["another name entirely", text]) in (0, 1)
    assert has_words(text, f"before {text} after")


def test_the_browser_knows_the_same_opposites() -> None:
    text = re.sub(r'" \+\n\s*"', "", (MODULE / "opposites.js").read_text(encoding="utf-8"))
    assert "|".join(map(" ".join, _OPPOSITES)) in text
    assert f'"{" ".join(_REVERSING)}"' in text


@pytest.mark.skipif(not shutil.which("node"), reason="no node was found")
def test_the_browser_folds_and_ranks_any_text_alike() -> None:
    some = random.Random(13)
    texts = ["".join(some.choices(LETTERS, k=some.randint(1, 12))) for _ in range(1_500)]
    words = [name for names in CASES["same"] for name in names] + [name for _, names, _ in CASES["ranks"] for name in names]
    slips = [f"{word[:at]}{word[at + 1 :]}" for word in words for at in range(min(len(word), 12))]
    asked = [(some.choice([*words, *slips]), some.sample(words, 3)) for _ in range(1_500)]
    script = f"""
        import {{ fold, rank, squeeze }} from "{(MODULE / "search.js").as_uri()}";
        let given = ""; for await (const part of process.stdin) given += part;
        const {{ texts, asked }} = JSON.parse(given);
        console.log(JSON.stringify([texts.map((text) => [fold(text), squeeze(text)]), asked.map(([one, names]) => rank(one, names))]));
    """
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], input=json.dumps({"texts": texts, "asked": asked}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    folded, ranks = json.loads(done.stdout)
    assert [(text, one) for text, one in zip(texts, folded, strict=True) if one != [fold(text), squeeze(text)]] == []
    assert [(pair, one) for pair, one in zip(asked, ranks, strict=True) if one != rank(*pair)] == []
