"""Quotes compared with their source text: whether a quote occurs in it, and the sentence around it.

Differences in line breaks and runs of blanks are ignored; all other characters must agree, because a quote is verbatim.
"""

from __future__ import annotations

import re

__all__ = ["fold_blanks", "missing", "sentence_around"]

# A sentence ends with its mark, perhaps a closing bracket or quotation mark, perhaps reference numbers, then a blank and no small letter.
_END = re.compile(r"[.!?][\"”’)\]]*(?:\d+(?:[,–-]\d+)*)?\s+(?![a-z])")


def fold_blanks(text: str) -> str:
    """Replace every run of blanks and line breaks by one blank, and drop those at the ends.

    Example:
        >>> fold_blanks("  low\\n  dose ")
        'low dose'
    """
    return " ".join(text.split())


def missing(text: str, quote: str) -> str:
    """Return what is wrong with a quote, empty where it is in the text, which must come from `fold_blanks`.

    Where the beginning of the quote is found, the message shows how the text continues there.

    Example:
        >>> missing("Naltrexone is believed to work.", "Naltrexone is\\nbelieved")
        ''
        >>> missing("Naltrexone is believed to work.", "Naltrexone is thought to work")
        "after 'Naltrexone is ' the source has 'believed to work.', the quote 'thought to work'."
        >>> missing("Naltrexone is believed to work.", "Aspirin")
        "'Aspirin' does not occur there."
    """
    wanted = fold_blanks(quote)
    if wanted in text:
        return ""
    known, unknown = 0, len(wanted)
    while unknown - known > 1:
        middle = (known + unknown) // 2
        known, unknown = (middle, unknown) if wanted[:middle] in text else (known, middle)
    known = wanted.rfind(" ", 0, known) + 1
    if known < 8:
        return f"'{wanted[:60]}' does not occur there."
    start = text.index(wanted[:known]) + known
    return (f"after '{wanted[max(0, known - 40):known]}' the source has '{text[start:start + 30]}',"
            f" the quote '{wanted[known:known + 30]}'.")


def sentence_around(text: str, quote: str) -> str:
    """Return the sentence or sentences of the text that contain the quote; empty where it does not occur.

    Example:
        >>> sentence_around("It is new. It appears to be safe. More later.", "be safe")
        'It appears to be safe.'
    """
    whole, wanted = fold_blanks(text), fold_blanks(quote)
    start = whole.find(wanted)
    if start < 0 or not wanted:
        return ""
    ends = [0, *(match.end() for match in _END.finditer(whole)), len(whole)]
    first = max(end for end in ends if end <= start)
    last = min(end for end in ends if end >= start + len(wanted))
    return whole[first:last].strip()
