"""The types of fields in a mechanism's file: ids, texts, days, and frozen values that refuse unknown fields."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

__all__ = ["CURIE", "DOI", "ID", "Day", "Frozen", "Id", "Text"]

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CURIE = r"^[A-Za-z][A-Za-z0-9_.]*:[A-Za-z0-9_.-]+$"
DOI = r"^10\.\d{4,9}/\S+$"
DAY = r"^(\d{4}-\d{2}-\d{2})?$"

Id = Annotated[str, Field(pattern=ID, max_length=120, description="kebab-case, the standard short name")]
Text = Annotated[str, Field(min_length=1, max_length=10_000)]


def _calendar_day(day: str) -> str:
    try:
        return day and date.fromisoformat(day).isoformat()
    except ValueError:
        raise ValueError(f"there is no day '{day}'. Expected one of the calendar, as in '2026-11-26'.") from None


Day = Annotated[str, Field(pattern=DAY), AfterValidator(_calendar_day)]


class Frozen(BaseModel):
    """An immutable value, compared by content, that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
