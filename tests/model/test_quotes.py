"""Quotes are found in texts whatever the blanks, and so is the sentence around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.model.quotes import fold_blanks, missing, sentence_around


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


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_every_piece_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    quote = fold_blanks(text)[start : start + length].strip()
    assert missing(fold_blanks(text), quote) == ""
    assert quote in sentence_around(text, quote)
