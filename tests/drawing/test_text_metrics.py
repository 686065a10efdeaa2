"""Words as wide as the browser draws them, broken where a reader would."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from pathways.drawing.text_metrics import clean, drawable, fallback_woff2, font_woff2, runs, width, wrap

labels = st.text(max_size=200)


def test_longer_text_is_wider() -> None:
    assert width("", 13) == 0
    assert width("pain", 13) < width("chronic pain", 13) < width("chronic pain", 13, "semibold")


def test_width_grows_with_the_size() -> None:
    assert width("TNF-α", 26) == pytest.approx(2 * width("TNF-α", 13))


def test_a_character_that_the_font_lacks_counts_as_one_em() -> None:
    assert width("\N{CJK UNIFIED IDEOGRAPH-75BC}", 13) == 13


def test_short_text_stays_on_one_line() -> None:
    assert wrap("Pain", 100, 13) == ("Pain",)


def test_lines_come_out_evenly() -> None:
    assert wrap("Receptor up-regulation", 112, 13) == ("Receptor", "up-regulation")


def test_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrap("word " * 2_000, 100, 13, lines=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_a_word_without_blanks_is_broken() -> None:
    lines = wrap("x" * 10_000, 100, 13, lines=2)
    assert len(lines) == 2
    assert all(width(line, 13) <= 100 for line in lines)


@given(labels, st.integers(20, 200), st.integers(1, 4))
def test_no_line_is_wider_than_asked(text: str, limit: int, lines: int) -> None:
    broken = wrap(text, limit, 13, lines=lines)
    assert 1 <= len(broken) <= lines
    assert all(width(line, 13) <= limit for line in broken)


@given(labels)
def test_cleaned_text_has_no_control_characters_and_stays_cleaned(text: str) -> None:
    found = clean(text)
    assert clean(found) == found
    assert all(ch.isprintable() or ord(ch) > 0x7F for ch in found)
    assert not set(found) & set("\u202e\u2066\u0000\n\t")


def test_the_font_holds_what_was_asked_and_is_small() -> None:
    found = font_woff2("αβ")
    known = TTFont(BytesIO(found)).getBestCmap()
    assert {ord("α"), ord("β"), ord("A")} <= set(known)
    assert len(found) < 20_000
    assert font_woff2("βα") == found


def test_the_page_font_holds_latin_and_greek() -> None:
    known = TTFont(BytesIO(font_woff2(None, "semibold"))).getBestCmap()
    assert {ord(ch) for ch in "éøßΩκ–…“”"} <= set(known)


@pytest.mark.parametrize("sign", "→←↔⇒⊣★☆✓∈⊥ἀᾧ♀●")
def test_a_sign_that_open_sans_lacks_is_as_wide_as_in_the_font_that_has_it(sign: str) -> None:
    (run,) = runs(sign)
    assert run.font
    assert 0.2 < width(sign, 1) < 1.6
    assert drawable(sign) == sign
    known = TTFont(BytesIO(fallback_woff2(run.font, sign))).getBestCmap()
    assert ord(sign) in known


@given(labels)
def test_the_runs_of_a_line_are_the_line(text: str) -> None:
    assert "".join(run.text for run in runs(text)) == text
    assert all(one.font != other.font for one, other in pairwise(runs(text)))
