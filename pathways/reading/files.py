"""Files to mechanisms: `read_mechanism` gives a mechanism that passed every check, or all problems at once.

A mechanism is a YAML file, with `references.json` (CSL-JSON) beside it and the quoted texts in files that it names.
"""

from __future__ import annotations

from pathlib import Path

from pathways.errors import DataProblems
from pathways.model.mechanism import Mechanism
from pathways.reading.rules import examine, examine_folder

__all__ = ["read_folder", "read_mechanism"]


def read_mechanism(path: Path) -> Mechanism:
    """Return the mechanism of a YAML file.

    Raises:
        DataProblems: Something is wrong in the file, in `references.json` beside it or in its sources; carries all of it.
    """
    found = examine(path)
    if found.mechanism is None:
        raise DataProblems(found.problems)
    return found.mechanism


def read_folder(path: Path) -> tuple[Mechanism, ...]:
    """Return the mechanisms of all `*.yaml` files in a folder, sorted by file name.

    Raises:
        DataProblems: There is no such folder or no such file in it, two mechanisms have the same id, or a file has problems;
            carries those of all files.
    """
    examined = examine_folder(path)
    problems = [problem for found in examined for problem in found.problems]
    if problems:
        raise DataProblems(problems)
    return tuple(found.mechanism for found in examined if found.mechanism)
