"""Quotes compared with their source text: where a quote stands in it, what is wrong with it, and the sentence around it.

A quote is verbatim, but two systems do not write the same characters for the same text: line breaks and runs of blanks, composed and
decomposed accents, typographic and plain quotation marks, dashes, ellipses, ligatures and invisible characters are no difference.
What is shown is always the source's own text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["find_quote", "fold_blanks", "missing", "sentence_around"]

# A sentence ends with its mark, perhaps a closing bracket or quotation mark, perhaps reference numbers, then a blank and no small letter.
_END = re.compile(r"[.!?][\"”’)\]]*(?:\d+(?:[,–-]\d+)*)?\s+(?![a-z])")
_CHARACTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|.", re.DOTALL)  # with its accents
_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛`´′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip


def fold_blanks(text: str) -> str:
    """Replace every run of blanks and line breaks by one blank, and drop those at the ends.

    Example:
        >>> fold_blanks("  low\\n  dose ")
        'low dose'
    """
    return " ".join(text.split())


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote begins and ends in a text; None where it does not occur, or is empty.

    Example:
        >>> text = "It “may\u00a0be” – so."
        >>> start, end = find_quote(text, '"may be" - so')
        >>> text[start:end]
        '“may\\xa0be” – so'
        >>> find_quote("Mu\u0308ller", "M\u00fcller"), find_quote("Mu\u0308ller", "Mu"), find_quote("a", " ")
        ((0, 7), None, None)
    """
    (whole, at), (wanted, _) = _comparable(text), _comparable(quote)
    start = whole.find(wanted) if wanted else -1
    return (at[start], at[start + len(wanted)]) if start >= 0 else None


def missing(text: str, quote: str) -> str:
    """Return what is wrong with a quote, empty where it is in the text or empty itself.

    Where the beginning of the quote is found, the message shows how the text continues there.

    Example:
        >>> missing("Naltrexone is believed to work.", "Naltrexone is\\nbelieved")
        ''
        >>> missing("Naltrexone is believed to work.", "Naltrexone is thought to work")
        "after 'Naltrexone is ' the source has 'believed to work.', the quote 'thought to work'."
        >>> missing("Naltrexone is believed to work.", "Aspirin")
        "'Aspirin' does not occur there."
    """
    (whole, at), (wanted, place) = _comparable(text), _comparable(quote)
    if wanted in whole:
        return ""
    known, unknown = 0, len(wanted)
    while unknown - known > 1:
        middle = (known + unknown) // 2
        known, unknown = (middle, unknown) if wanted[:middle] in whole else (known, middle)
    known = wanted.rfind(" ", 0, known) + 1
    if known < 8:
        return f"'{fold_blanks(quote)[:60]}' does not occur there."
    start = at[whole.index(wanted[:known]) + known]
    return (f"after '{fold_blanks(quote[place[max(0, known - 40)]:place[known]])} ' the source has"
            f" '{fold_blanks(text[start:start + 30])}', the quote '{fold_blanks(quote[place[known]:place[known] + 30])}'.")


def sentence_around(text: str, quote: str) -> str:
    """Return the sentence or sentences of the text that contain the quote; empty where it does not occur.

    Example:
        >>> sentence_around("It is new. It appears to be safe. More later.", "be safe")
        'It appears to be safe.'
    """
    whole = fold_blanks(text)
    found = find_quote(whole, quote)
    if not found:
        return ""
    ends = [0, *(match.end() for match in _END.finditer(whole)), len(whole)]
    first = max(end for end in ends if end <= found[0])
    last = min(end for end in ends if end >= found[1])
    return whole[first:last].strip()


@lru_cache(maxsize=256)
def _comparable(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as it is compared, and the place in the text of each of its characters and of its end."""
    said: list[str] = []
    places: list[int] = []
    end = 0
    for found in _CHARACTER.finditer(text):
        character = unicodedata.normalize("NFC", found[0])
        written = " " if character.isspace() else _TYPOGRAPHY.get(character, character)
        if not written or (written == " " and said[-1:] in ([], [" "])):
            continue
        said += written
        places += [found.start()] * len(written)
        end = end if written == " " else found.end()
    if said[-1:] == [" "]:
        del said[-1], places[-1]
    return "".join(said), (*places, end)
