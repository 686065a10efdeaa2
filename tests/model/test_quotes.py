"""Quotes are found in texts whatever the blanks and the typography, and so is the sentence around them."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.model.quotes import find_quote, fold_blanks, missing, sentence_around
from pathways.reading.rules import examine
from tests.conftest import ROOT


def test_blanks_in_a_quote_do_not_count() -> None:
    assert missing(fold_blanks("one\n two   three"), "two\tthree") == ""
    assert missing("one two", "one  too") != ""


@pytest.mark.parametrize(("quote", "sentence"), [
    ("be safe", "It appears to be safe1,2."),
    ("is new.", "It is new."),
    ("new. It appears", "It is new. It appears to be safe1,2."),
    ("0.5 mg", "Take 0.5 mg (approx. half)."),
    ("not there", ""),
])
def test_the_sentence_around_a_quote_is_found(quote: str, sentence: str) -> None:
    assert sentence_around("It is new. It appears to be safe1,2. Take 0.5 mg (approx. half). End", quote) == sentence


ACCENTS_AND_INVISIBLE = "".join(map(chr, range(0x300, 0x370))) + "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@given(st.text(st.characters(exclude_characters=ACCENTS_AND_INVISIBLE), max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_every_piece_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    quote = fold_blanks(text)[start : start + length].strip()
    assert missing(fold_blanks(text), quote) == ""
    assert quote in sentence_around(text, quote)


@pytest.mark.parametrize(("written", "quoted"), [
    ("Mu\u0308ller saw it", "Müller saw it"), ("Müller saw it", "Mu\u0308ller saw it"), ("it “may be” so", 'it "may be" so'),
    ("the body’s own", "the body's own"), ("5–10 mg", "5-10 mg"), ("dose\u2011dependent", "dose-dependent"), ("so on…", "so on..."),
    ("the ﬁrst", "the first"), ("soft\u00adhyphen", "softhyphen"), ("no\u00a0break", "no break"), ("−5", "-5"),
])  # fmt: skip
def test_a_quote_in_another_typography_is_in_the_source(written: str, quoted: str) -> None:
    text = f"Before. And {written}, he said. After."
    assert missing(text, quoted) == missing(text, written) == ""
    found = find_quote(text, quoted)
    assert found
    assert text[slice(*found)].strip() == " ".join(written.split("\n")), "what is shown is the source's own text"
    assert sentence_around(text, quoted) == " ".join(f"And {written}, he said.".split())


@pytest.mark.parametrize(("written", "quoted"), [
    ("Müller", "Muller"), ("10²", "102"), ("TNF-α", "TNF-a"), ("Pain", "pain"), ("CD4+", "CD4"), ("4.5 mg", "45 mg"),
])  # fmt: skip
def test_a_quote_with_other_words_is_not(written: str, quoted: str) -> None:
    assert quoted in written or missing(f"It was {written}.", f"{quoted}.") != ""


def test_a_map_whose_source_is_decomposed_passes_and_is_drawn_composed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/toy", tmp_path / "toy")
    for name in ("toy.yaml", "sources/leaflet.txt"):
        file = tmp_path / "toy" / name
        text = file.read_text(encoding="utf-8").replace("Toyamine", "Töyamine")
        file.write_text(unicodedata.normalize("NFD" if name.endswith(".txt") else "NFC", text), encoding="utf-8")
    found = examine(tmp_path / "toy/toy.yaml")
    assert not found.problems
    assert found.mechanism
    assert any("Töyamine" in node.label for node in found.mechanism.nodes)
