"""The date of a paper, read from the variants of CSL-JSON that are in use, and written in the standard form.

The standard is `{"date-parts": [[2019, 5, 3]]}`; flat lists, numbers as text, null, "raw" and "literal" are common. A date that can be
read becomes a `Date`; an ambiguous one is refused with a message, so that no paper gets a wrong year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

__all__ = ["Date", "fallback_date", "read_date", "tidy_date"]

LONGEST = 200  # characters of a date in words
_EXPECTED = 'Expected year, month and day as numbers, as in {"date-parts": [[2019, 5, 3]]}, or words, as in {"literal": "in press"}.'
_KNOWN = ("date-parts", "raw", "literal", "season", "circa")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_SEASONS = ("spring", "summer", "autumn", "winter")
_SEASON = re.compile(rf"\b(?:{'|'.join(_SEASONS)})\b")
_YEAR = re.compile(r"(?<![\w.])[12]\d{3}(?!\w)")
_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa|about|~)\s*")


@dataclass(frozen=True)
class Date:
    """A date of publication, as far as it is known; all fields are empty where it is unknown.

    `year` is negative before Christ. `until` is the end of a range. `season` is a word. `literal` is a date in words, shown
    unchanged; `raw` is a text that could not be read completely, shown if no year was found in it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: Date | None = None
    season: str = ""
    circa: bool = False
    literal: str = ""
    raw: str = ""

    @property
    def label(self) -> str:
        """The year for a citation, or the words in its place; empty where nothing is known.

        Example:
            >>> Date(2019, 5).label, Date(2019, until=Date(2020)).label, Date(1850, circa=True).label, Date(-44).label
            ('2019', '2019–2020', 'c. 1850', '44 BC')
            >>> Date(literal="in press").label, Date().label
            ('in press', '')
        """
        if self.literal or self.year is None:
            return self.literal or self.raw
        years = dict.fromkeys(_year_label(one.year) for one in (self, self.until) if one and one.year is not None)
        return f"{'c. ' if self.circa else ''}{'–'.join(years)}"

    @property
    def parts(self) -> tuple[str, ...]:
        """Year, month and day as texts of fixed length, as far as they are known.

        Example:
            >>> Date(2019, 5).parts, Date().parts
            (('2019', '05'), ())
        """
        year = () if self.year is None else (f"{self.year:0{4 if self.year > 0 else 5}d}",)
        return (*year, *(f"{part:02d}" for part in (self.month, self.day) if part))

    def csl(self) -> dict[str, Any]:
        """Return the date in CSL-JSON; an empty mapping for no date.

        Example:
            >>> Date(2019, 5, circa=True).csl(), Date(literal="in press").csl()
            ({'date-parts': [[2019, 5]], 'circa': True}, {'literal': 'in press'})
        """
        points = [[part for part in (one.year, one.month, one.day) if part] for one in (self, self.until) if one and one.year is not None]
        known = {"date-parts": points, "season": self.season, "circa": self.circa, "literal": self.literal, "raw": self.raw}
        return {name: value for name, value in known.items() if value}


def read_date(value: object) -> Date:
    """Return the date of a value in CSL-JSON; an empty value and null are no date.

    Raises:
        ValueError: The value is not a date, or is ambiguous; the message says what was expected.

    Example:
        >>> read_date({"date-parts": [["2019", 5]]}) == read_date({"date-parts": [2019, 5]}) == read_date("2019 May") == Date(2019, 5)
        True
        >>> read_date({"a": 1})
        Traceback (most recent call last):
        ...
        ValueError: 'a' is no part of a date. Expected year, month and day as numbers, ...
    """
    if isinstance(value, dict):
        return _from_mapping(value)
    if isinstance(value, str):
        return _from_words(_one_line(value))
    return _from_parts(value)


def fallback_date(value: object) -> Date:
    """Return a `Date` of the first text or number in a value that `read_date` refuses, for a record that was not validated.

    Example:
        >>> fallback_date({"date-parts": [["soon", 5]]}).label, fallback_date({}).label
        ('soon', '')
    """
    if isinstance(value, dict | list | tuple):
        inner = value.values() if isinstance(value, dict) else value
        return next((found for one in inner if (found := fallback_date(one)) != Date()), Date())
    return Date(raw=str(value)[:LONGEST]) if isinstance(value, str | int | float) else Date()


def tidy_date(value: object) -> dict[str, Any]:
    """Return a date in the standard form, with other fields unchanged; an empty mapping for no date.

    Raises:
        ValueError: As `read_date` does.

    Example:
        >>> tidy_date({"date-parts": ["2019"], "custom": 1})
        {'custom': 1, 'date-parts': [[2019]]}
    """
    found = read_date(value).csl()
    others = {name: one for name, one in value.items() if name not in _KNOWN} if isinstance(value, dict) and found else {}
    return others | found


def _from_mapping(value: dict[str, Any]) -> Date:
    found = {name: value[name] for name in _KNOWN if value.get(name) not in (None, "", [], {}, 0)}
    if value and not any(name in value for name in _KNOWN):
        raise ValueError(f"{_shown(next(iter(value)))} is no part of a date. {_EXPECTED}")
    literal, raw = (_one_line(found.get(name, "")) for name in ("literal", "raw"))
    read = _from_parts(found.get("date-parts"))
    if read.year is None:
        read = _from_words(literal or raw)
        raw = read.raw
    season = _season(found["season"]) if "season" in found else read.season
    circa = read.circa or _is_circa(found.get("circa", False))
    return replace(read, season=season, circa=circa, literal=literal, raw="" if literal else raw)


def _from_parts(parts: object) -> Date:
    """One date, or two as a range, from lists of year, month and day; a number alone is a year."""
    listed = list(parts) if isinstance(parts, list | tuple) else [] if parts is None else [parts]
    nested = [isinstance(part, list | tuple) for part in listed]
    if any(nested) and not all(deep or part is None for deep, part in zip(nested, listed, strict=True)):
        raise ValueError(f"{_shown(parts)} mixes lists with numbers. {_EXPECTED}")
    points = [point for part in (listed if any(nested) else [listed]) if (point := _point(part or []))]
    if len(points) > 2:
        raise ValueError(f"{len(points)} dates stand here, and a range has two. {_EXPECTED}")
    if not points:
        return Date()
    first, *last = points
    if last and (last[0].year or 0, last[0].month or 12, last[0].day or 31) < (first.year or 0, first.month or 0, first.day or 0):
        raise ValueError(f"{_shown(parts)} ends before it begins. {_EXPECTED}")
    until = replace(last[0], season="") if last else None  # the standard has one season for both
    return replace(first, until=until)


def _point(parts: Any) -> Date | None:
    """One date from year, month and day; trailing null, empty and 0 mean unknown."""
    known = list(parts)
    while known and known[-1] in (None, "", 0, "0", "00") and not isinstance(known[-1], bool):
        known.pop()
    if not known:
        return None
    if len(known) > 3:
        raise ValueError(f"{_shown(parts)} has more than year, month and day. {_EXPECTED}")
    year, month, day = (*(_number(part, place) for place, part in enumerate(known)), None, None)[:3]
    if year is None or not (-9999 <= year < 0 or 1000 <= year <= 9999):
        raise ValueError(f"{_shown(known[0])} is no year of four digits. {_EXPECTED}")
    if month and (13 <= month <= 16 or 21 <= month <= 24) and not day:
        return Date(year, season=_SEASONS[month - (21 if month > 20 else 13)])
    if not _in_calendar(year, month, day):
        raise ValueError(f"{_shown(parts)} is no day of the calendar. {_EXPECTED}")
    return Date(year, month, day)


def _number(part: object, place: int) -> int:
    """Year, month or day (by position) as a number; digits as text and names of months are read too."""
    if isinstance(part, str):
        text = part.strip().casefold()
        if place == 1 and _MONTH.fullmatch(text):
            return _MONTHS.index(text[:3]) + 1
        if re.fullmatch(r"[-\N{MINUS SIGN}]?\d{1,4}", text, re.ASCII):
            return int(text.replace("\N{MINUS SIGN}", "-"))
    elif isinstance(part, int | float) and not isinstance(part, bool) and abs(part) < 10_000 and part == int(part):
        return int(part)
    raise ValueError(f"{_shown(part)} is no {('year', 'month', 'day')[place]}. {_EXPECTED}")


def _in_calendar(year: int, month: int | None, day: int | None) -> bool:
    if month is None:
        return day is None
    try:
        return bool(date(year if year > 0 else 2000, month, day or 1))
    except ValueError:
        return False


def _from_words(text: str) -> Date:
    """The date in a text, where it is certain: a single year of four digits, with month and day where they are unambiguous."""
    lower = text.casefold()
    circa = bool(_CIRCA.match(lower))
    if iso := re.fullmatch(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?", lower, re.ASCII):
        year, month, day = (int(part) if part else None for part in iso.groups())
        if year and year >= 1000 and _in_calendar(year, month, day):
            return Date(year, month, day)
    years = [int(year) for year in dict.fromkeys(_YEAR.findall(lower))]
    a_range = len(years) == 2 and years[0] < years[1] and re.search(rf"{years[0]}\s?[-–—/]\s?{years[1]}", lower)
    if len(years) != 1 and not a_range:
        return Date(circa=circa, raw=text)
    until = Date(years[1]) if len(years) == 2 else None
    month, day, rest = _month_and_day(_CIRCA.sub("", _YEAR.sub(" ", lower)), years[0])
    seasons = _SEASON.findall(rest)
    whole = not re.search(r"\w", rest) or rest.strip(" ,.") in _SEASONS
    return Date(years[0], month, day, until, seasons[0] if len(seasons) == 1 else "", circa, raw="" if whole else text)


def _month_and_day(text: str, year: int) -> tuple[int | None, int | None, str]:
    """The month named in a text, its day, and the rest of the text; None and None where no month or several are named."""
    names = _MONTH.findall(text)
    if len(names) != 1:
        return None, None, text
    month, rest = _MONTHS.index(names[0][:3]) + 1, _MONTH.sub(" ", text)
    numbers = re.findall(r"(?<!\w)\d{1,2}(?!\w)", rest, re.ASCII)
    if len(numbers) == 1 and _in_calendar(year, month, int(numbers[0])):
        return month, int(numbers[0]), rest.replace(numbers[0], " ", 1)
    return month, None, rest


def _season(value: object) -> str:
    text = str(value).strip().casefold() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if text in ("1", "2", "3", "4"):
        return _SEASONS[int(text) - 1]
    if not text or len(text) > LONGEST:
        raise ValueError(f"{_shown(value)} is no season. Expected a number from 1 (spring) to 4 (winter), or a word.")
    return " ".join(str(value).split())


def _is_circa(value: object) -> bool:
    if not isinstance(value, str | int | float):
        raise ValueError(f"{_shown(value)} does not say whether the date is approximate. Expected true or false.")
    return str(value).strip().casefold() not in ("", "0", "0.0", "false", "no")


def _one_line(value: object) -> str:
    """A date in words as one line."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{_shown(value)} is no date in words. {_EXPECTED}")
    text = " ".join(str(value).split())
    if len(text) > LONGEST:
        raise ValueError(f"a date in words has at most {LONGEST} characters, this one {len(text)}.")
    return text


def _year_label(year: int | None) -> str:
    return f"{-year} BC" if year and year < 0 else str(year)


def _shown(value: object) -> str:
    """A value for a message, shortened to 60 characters."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
