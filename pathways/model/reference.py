"""A paper: its bibliographic record in CSL-JSON, and the editors' information about the paper as a whole."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from pathways.model.authors import Author, authors, is_incomplete
from pathways.model.dates import Date, fallback_date, read_date, tidy_date
from pathways.model.field_types import DOI, Day, Frozen, Id, Text
from pathways.model.hyperlinks import linked
from pathways.model.record import tidy_extras, tidy_names, tidy_number, tidy_pmcid, tidy_text
from pathways.model.vocabulary import Status

__all__ = ["Paper", "Reference"]


class Paper(Frozen):
    """What the editors know of a paper as a whole, beside its bibliographic record.

    `status` was looked up on the day `looked_up`. `risk_of_bias` names the judgement, the tool and who judged; `pools` names the
    papers of this map that a review contains, so that the two are not taken for independent. What is empty was not seen.
    """

    reference: Id
    status: Status | None = None
    looked_up: Day = ""
    funding: str = ""
    risk_of_bias: str = ""
    pools: tuple[Id, ...] = ()
    note: str = ""


class Reference(BaseModel):
    """A paper in CSL-JSON; other fields of the standard are stored unchanged.

    Empty identifiers mean "not seen", never "does not exist". Where only some authors were seen, `author` ends with
    `{"literal": "others"}`. `number` is that of a registry or a report.
    """

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True, coerce_numbers_to_str=True)

    id: Id
    type: Text
    title: Annotated[str, BeforeValidator(tidy_text)] = ""
    author: Annotated[tuple[dict[str, Any], ...], BeforeValidator(tidy_names)] = ()
    issued: Annotated[dict[str, Any], BeforeValidator(tidy_date)] = Field(default_factory=dict)
    container: Annotated[str, BeforeValidator(tidy_text)] = Field(default="", alias="container-title")
    container_short: Annotated[str, BeforeValidator(tidy_text)] = Field(default="", alias="container-title-short")
    volume: Annotated[str, BeforeValidator(tidy_text)] = ""
    issue: Annotated[str, BeforeValidator(tidy_text)] = ""
    page: Annotated[str, BeforeValidator(tidy_text)] = ""
    doi: Annotated[str, BeforeValidator(tidy_number)] = Field(default="", alias="DOI", pattern=DOI + "|^$")
    pmid: Annotated[str, BeforeValidator(tidy_number)] = Field(default="", alias="PMID", pattern=r"^\d*$")
    pmcid: Annotated[str, BeforeValidator(tidy_pmcid)] = Field(default="", alias="PMCID", pattern=r"^(PMC\d+)?$")
    number: Annotated[str, BeforeValidator(tidy_text)] = ""
    link: Annotated[str, BeforeValidator(tidy_text)] = Field(default="", alias="URL")

    @model_validator(mode="before")
    @classmethod
    def _tidy(cls, record: Any) -> Any:
        """Bring the fields without an attribute of their own into the standard form."""
        return tidy_extras(record) if isinstance(record, dict) else record

    @property
    def date(self) -> Date:
        """The date of publication; empty where it was not seen."""
        try:
            return read_date(self.issued)
        except ValueError:  # only where the record was constructed without validation
            return fallback_date(self.issued)

    @property
    def authors(self) -> tuple[Author, ...]:
        """The authors, people and groups, in order; empty where none was seen."""
        return authors(self.author)

    @property
    def complete(self) -> bool:
        """Whether all authors are named; False where none was seen."""
        return bool(self.authors) and not is_incomplete(self.author)

    @property
    def year(self) -> str:
        """The year of publication, or the words in its place ("in press"); empty where it was not seen."""
        return self.date.label

    @property
    def cite(self) -> str:
        """Authors and year, for running text.

        Example:
            >>> by = [{"family": "Cant"}, {"family": "Dalgleish"}]
            >>> known = {"id": "x", "type": "article-journal", "issued": {"date-parts": [[2017]]}}
            >>> Reference.model_validate(known | {"author": by}).cite, Reference.model_validate(known | {"author": [*by, *by]}).cite
            ('Cant and Dalgleish 2017', 'Cant and others 2017')
            >>> Reference(id="x", type="article-journal", title="A title").cite
            'author not seen, year not seen'
        """
        return self.cited()

    def cited(self, *, more: str = "and others") -> str:
        """Authors and year, with `more` in place of the authors that are not named, such as "et al."."""
        names = [one.family for one in self.authors]
        if not names:
            return f"author not seen, {self.year or 'year not seen'}"
        several = f" {more}" if len(names) > 2 or not self.complete else f" and {names[1]}" if len(names) > 1 else ""
        return f"{names[0]}{several} {self.year or '(year not seen)'}"

    @property
    def url(self) -> str:
        """The most permanent link that is known: DOI, PubMed, PubMed Central, trial registry, then its own address; empty if none."""
        known = (
            f"https://doi.org/{self.doi}" if self.doi else "",
            f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else "",
            f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/" if self.pmcid else "",
            f"https://clinicaltrials.gov/study/{self.number}" if re.fullmatch(r"NCT\d{8}", self.number) else "",
            self.link,
        )
        return linked(next(filter(None, known), ""))
