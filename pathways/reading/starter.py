"""Templates for the files of a new mechanism: small, commented, and without problems for `check`."""

from __future__ import annotations

from pathlib import Path

from pathways.atomic import write_atomically
from pathways.errors import PathwaysError
from pathways.reading.schema_errors import id_from

__all__ = ["start"]

_YAML = """\
# yaml-language-server: $schema=mechanism.schema.json
# (run `pathways schema --output mechanism.schema.json` beside this file for completion in an editor)
#
# A mechanism: nodes, and edges that say how one acts on another, each with its evidence.
# Look at it with:   pathways serve {id}.yaml
# Check it with:     pathways check {id}.yaml

id: {id}                     # small letters, digits and hyphens; part of every link, so it should not change
title: {title}
sentence: One sentence that says what the map is about.
version: "1"
date: "2026-01-01"           # when you last worked on it

sources:                     # the texts that you quote, word for word; each is a file beside this one
  - id: example-text
    title: An example text
    file: sources/{id}.txt

regions:                     # the areas of the picture
  - id: causes
    label: Causes
  - id: outcomes
    label: Outcomes

nodes:
  - id: injury
    label: Injury
    kind: event              # drug, receptor, small-molecule, peptide, protein, cell, process, event, symptom, condition, outcome
    region: causes
    description: Damage to tissue.
  - id: inflammation
    label: Inflammation
    kind: process
    region: causes
    description: The body's response to damage.
  - id: pain
    label: Pain
    short: Pain              # a shorter label for tight places
    synonyms: [ache]         # other names that the search finds
    kind: symptom
    region: outcomes
    description: An unpleasant feeling.
    # group: some-node       # makes this node a member of another one, which can be closed over its members

edges:
  - source: injury
    relation: causes         # the sign and the arrowhead follow from the relation; `pathways check` lists the words if yours is unknown
    target: inflammation
    layer: document          # document: a source says it; clinical: what something is used for; literature: papers alone say it
    evidence:                # at least one quote or one paper
      - source: example-text
        quote: Injury causes inflammation.
  - source: inflammation
    relation: increases
    target: pain
    layer: document
    # context: {{dose: low, tissue: skin, population: adults}}   # under which circumstances it is said to hold
    evidence:
      - source: example-text
        quote: Inflammation may increase pain.
        hedge: may           # the source's own word of doubt
      - reference: example-2020        # an id in references.json
        stance: supports               # supports, contradicts, mixed
        study: observational           # what kind of study it is
        species: [human]
        finding: What the paper found, in your own words.
        read: abstract                 # what of it you have read

# gaps:                      # steps that a reader would expect and that nothing shows
#   - id: gap-injury-pain
#     source: injury
#     target: pain
#     label: From injury to pain
#     explanation: No source says that injury leads to pain directly.
"""

_REFERENCES = """\
[
  {
    "id": "example-2020",
    "type": "article-journal",
    "title": "Replace this by a paper that you have read",
    "author": [{"family": "Example", "given": "E"}],
    "issued": {"date-parts": [[2020]]}
  }
]
"""

_TEXT = """\
This is an example text. Replace it by the text that you quote.

Injury causes inflammation. Inflammation may increase pain.
"""


def start(name: str, folder: Path) -> tuple[Path, ...]:
    """Write the files of a new mechanism into a folder and return them, the mechanism's own first.

    The id is made from the name: "Knee pain" gives `knee-pain.yaml`.

    Raises:
        PathwaysError: The name has no letter or digit to make an id from, or one of the files exists; nothing is written then.
    """
    known = id_from(name)[:80]
    if not known:
        raise PathwaysError(f"No id can be made from the name {name!r}. Use letters or digits, as in 'knee-pain'.")
    title = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    texts = {
        folder / f"{known}.yaml": _YAML.format(id=known, title=title),
        folder / "references.json": _REFERENCES,
        folder / "sources" / f"{known}.txt": _TEXT,
    }
    if taken := [path for path in texts if path.exists()]:
        raise PathwaysError(f"{taken[0]} exists. Nothing was written; choose another name or --folder.")
    return tuple(write_atomically(path, text) for path, text in texts.items())
