"""What runs in the browser: modules are put together in order, and served for a year."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pathways.client import CannotBundle, bundle, sheet
from pathways.model.mechanism import Mechanism
from pathways.web import create_app
from pathways.web.scripts import PAGE, PARTS, PICTURE, address
from tests.conftest import ROOT

CLIENT = ROOT / "pathways/client"
ENTRIES = ("file/light.js", "file/embed.js", "file/interactive.js", "file/copy_snippets.js", "story/story.js", "page/present.js", PAGE)
SCRIPTS = (*((entry, "") for entry in ENTRIES), *((part, PAGE) for part in PARTS.values()))


def reader(**modules: str) -> Callable[[str], str]:
    """Modules by their names without ".js"."""

    def read(name: str) -> str:
        if name.removesuffix(".js") not in modules:
            raise FileNotFoundError(name)
        return modules[name.removesuffix(".js")]

    return read


# ---- put together


def test_a_module_stands_after_those_it_imports_and_once() -> None:
    read = reader(
        entry='import { two } from "./two.js";\nimport { one } from "./one.js";\nwindow.said = one + two;\n',
        two='import { one } from "./one.js";\nexport const two = one + 1;\n',
        one="export const one = 1;\n",
    )
    text = bundle("entry.js", read=read)
    assert re.sub(r"\s+", " ", text) == '"use strict"; (() => { const one = 1; const two = one + 1; window.said = one + two; })(); '


def test_what_an_entry_exports_is_found_on_the_page_and_used_by_what_comes_later() -> None:
    read = reader(
        page='export { go } from "./address.js";\nexport class Map {}\n',
        address='export const go = () => 1;\n',
        share='import { go } from "./address.js";\nexport const Share = go;\n',
    )
    assert "window.pathways = Object.assign(window.pathways || {}, { Map, go });" in bundle("page.js", read=read)
    later = bundle("share.js", beside="page.js", read=read)
    assert "const { go } = window.pathways;" in later
    assert "() => 1" not in later, "it is there already"


@pytest.mark.parametrize(("modules", "sentence"), [
    ({"entry": 'import { a } from "./gone.js";\n'}, "entry.js imports gone.js, and there is no such module."),
    ({"entry": 'import { b } from "./a.js";\n', "a": "export const a = 1;\n"}, "entry.js imports b from a.js, which does not export it."),
    (
        {
            "entry": 'import { a } from "./a.js";\n', "a": 'import { b } from "./b.js";\nexport const a = 1;\n',
            "b": 'import { a } from "./a.js";\nexport const b = 1;\n',
        },
        "Modules import each other in a circle: a.js -> b.js -> a.js.",
    ),
    (
        {"entry": 'import { a } from "./a.js";\nconst b = 1;\n', "a": "export const a = 1;\nfunction b() {}\n"},
        "a.js and entry.js both declare b, and share one scope. Call each what it is.",
    ),
    ({"entry": 'import a from "./a.js";\n'}, "entry.js: 'import a from \"./a.js\";' is not understood."),
    ({"entry": "export default 1;\n"}, "entry.js: 'export default 1;' is not understood."),
    ({"entry": "const { a, b } = window;\n"}, "entry.js: 'const { a, b } = window;' is not understood."),
])  # fmt: skip
def test_what_does_not_fit_together_is_said_in_a_sentence(modules: dict[str, str], sentence: str) -> None:
    with pytest.raises(CannotBundle, match=re.escape(sentence)):
        bundle("entry.js", read=reader(**modules))


def test_what_comes_later_cannot_use_what_the_page_does_not_export() -> None:
    read = reader(page='import { a } from "./a.js";\n', a="export const a = 1;\n", later='import { a } from "./a.js";\n')
    with pytest.raises(CannotBundle, match=re.escape("later.js takes a from what page.js has on the page, which does not export it.")):
        bundle("later.js", beside="page.js", read=read)


@pytest.mark.parametrize(("entry", "beside"), SCRIPTS)
def test_every_script_stands_in_a_page_without_ending_it(entry: str, beside: str) -> None:
    text = bundle(entry, beside=beside)
    assert text.startswith('"use strict";\n(() => {\n')
    assert not re.search(r"</script|<!--", text)
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)


@pytest.mark.parametrize(("entry", "beside"), SCRIPTS)
def test_every_script_is_one_that_browsers_read(entry: str, beside: str, node: str, tmp_path: Path) -> None:
    file = tmp_path / "script.js"
    file.write_text(bundle(entry, beside=beside), encoding="utf-8")
    done = subprocess.run([node, "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_module_says_what_it_is_for_and_belongs_to_a_script() -> None:
    together = "".join(bundle(entry, beside=beside) for entry, beside in SCRIPTS)
    files = sorted(CLIENT.rglob("*.js"))
    assert len(files) > 30
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("/* "), file.name
        own = [line.removeprefix("export ") for line in text.splitlines() if not re.match(r" *(/?\*|import|export \{)", line)]
        assert max(own, key=len) in together, file.name


def test_only_the_explorer_knows_react_and_no_other_page_needs_its_modules() -> None:
    for file in sorted(CLIENT.rglob("*.js")):
        if file.parent.name != "page":
            assert not re.search(r'React\b|dash_|from "[^"]*page/', file.read_text(encoding="utf-8")), file.name


# ---- served


def test_scripts_and_sheet_are_served_for_a_year_at_addresses_of_their_content(toy: Mechanism) -> None:
    client = create_app([toy]).server.test_client()
    page = client.get("/").text
    for name, text in ((PAGE, bundle(PAGE)), (PICTURE, sheet("card", "picture", "find"))):
        answer = client.get(address(name))
        assert answer.text == text
        assert "immutable" in answer.headers["Cache-Control"]
        assert page.count(address(name)) == 1
    assert client.get("/client/explorer-0123456789ab.js").status_code == 404
    assert client.get("/client/bundles.py").status_code == 404
