"""The style sheets of the page: a rule for one part of the page does not reach into another that happens to use the same name."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from tests.conftest import ROOT

WEB = ROOT / "pathways/web"
PAGE = ROOT / "pathways/client/page"
STYLES = ROOT / "pathways/client/styles"
SHEETS = (*WEB.glob("assets/*.css"), STYLES / "picture.css", STYLES / "card.css", STYLES / "find.css")
# Parts of the page, by the modules that make them; names within one part belong to it.
PARTS = {
    "card": ("../render/card.html", "../render/evidence.html", "../render/caveats.html"),
    "page": ("page_layout.py", "page_parts.py", "legend_panel.py", "presenter_routes.py", "first_paint.py", "overview_intro.py"),
    "filters": ("filter_panel.py",), "questions": ("question_panel.py", "thing_picker.js"),
    "export": ("export_panel.py", "exports.js", "field.js"),
    "share": ("share_panel.py", "share.js"), "table": ("relation_table.py",),
    "stories": ("stories.js", "story_editor.js", "map_story.js", "story_actions.js"),
    "map": ("figure.js",), "loose": ("interactive_view.js",),
    "find": ("find.js", "../engine/find_box.js"), "shared": ("controls.py",),
}  # fmt: skip
# What looks the same wherever it stands.
SHARED = {
    "act", "chip", "close", "hint", "icon", "more", "note", "option", "options", "removable", "rule", "tool", "unseen", "words-text",
}  # fmt: skip


def where(file: str) -> Path:
    return (PAGE if file.endswith(".js") else WEB) / file


def used() -> dict[str, set[str]]:
    """The parts of the page in which each class is used."""
    found: dict[str, set[str]] = defaultdict(set)
    for part, files in PARTS.items():
        for file in files:
            for names in re.findall(r"class(?:_?[nN]ame\S*)?\s*[=:]\s*f?[\"'`]([^\"'`]*)", where(file).read_text(encoding="utf-8")):
                for name in re.findall(r"(?<![\w{-])[a-z][\w-]*(?![\w}])", re.sub(r"\{[^}]*\}", " ", names)):
                    found[name].add(part)
    return found


def bare() -> set[str]:
    """The classes that some rule names alone, so that it holds for whatever bears the class."""
    sheet = re.sub(r"/\*.*?\*/", "", "".join(path.read_text(encoding="utf-8") for path in SHEETS), flags=re.DOTALL)
    selectors = (one.strip() for rule in re.findall(r"([^{}]+)\{", sheet) for one in rule.split(","))
    return {found[1] for one in selectors if (found := re.match(r"\.([\w-]+)(?::{1,2}[\w-]+|\s.*|\[.*|\s*>.*)?$", one))}


def test_every_module_of_the_page_belongs_to_a_part() -> None:
    told = {file for files in PARTS.values() for file in files}
    with_classes = {
        path.name for path in (*WEB.glob("*.py"), *PAGE.glob("*.js"))
        if re.search(r"className\s*[=:]\s*f?[\"'`][a-z]", path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert with_classes - told - {"markup.js", "load_later.js", "restore.js", "icons.py"} == set(), "name its part above"


def test_a_name_that_several_parts_use_is_a_shared_one_or_named_with_its_part() -> None:
    several = {name for name, where in used().items() if len(where) > 1}
    assert several & bare()
    assert several & bare() <= SHARED
