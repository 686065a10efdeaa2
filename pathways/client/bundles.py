"""Bundles an entry module and all modules that it imports into one script: no build step, and one request for all modules.

The browser could load the modules itself, but a page that is one file cannot request others, and the explorer would wait for
one round trip after the other. The import lines determine the order, and the modules share one scope: a name is declared once.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pathways.errors import PathwaysError

__all__ = ["CannotBundle", "bundle", "sheet"]

_LINE = re.compile(r'^(import|export) \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_DECLARED = re.compile(r"^(export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async function |function |class |const |let )", re.MULTILINE)
_COMMENT = re.compile(r"^ */\*(?:(?!\*/).)*\*/\n", re.DOTALL | re.MULTILINE)  # on lines of its own
_UNKNOWN = re.compile(r"^(?:import|export)\b.*|^(?:const|let) [{\[].*|^var .*", re.MULTILINE)


class CannotBundle(PathwaysError):
    """Modules cannot be bundled; the message names them and the reason."""


@dataclass(frozen=True)
class _Module:
    """A module without its comments, import lines and the word "export"."""

    name: str  # "engine/viewport.js"
    code: str
    imports: tuple[tuple[str, tuple[str, ...]], ...]  # modules and the names imported from each, also those that are only re-exported
    declared: tuple[str, ...]
    exports: frozenset[str]  # including those re-exported


def _text(name: str) -> str:
    """Return a file of this folder."""
    return files("pathways.client").joinpath(*name.split("/")).read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def bundle(entry: str, *, beside: str = "", read: Callable[[str], str] = _text) -> str:
    """Return the script of an entry, such as "file/light.js". Its exports are added to `window.pathways`, other names are hidden.

    `beside` is an entry whose script is on the page already: its modules are not loaded twice; only names that this
    entry exports can be imported from them. `read` returns the text of a module, by default one of this folder.

    Raises:
        CannotBundle: A module is missing, or lacks a name that is imported from it; modules import each other in a circle; a name is
            declared twice; or a line at the left margin is of an unknown kind.

    Example:
        >>> bundle("file/copy_snippets.js")[:13]
        '"use strict";'
    """
    there = {module.name: module for module in _ordered(beside, (), read)} if beside else {}
    modules = _ordered(entry, there, read)
    taken = sorted({name for module in modules for source, names in module.imports if source in there for name in names})
    if lacking := [name for name in taken if name not in there[beside].exports]:
        raise CannotBundle(f"{entry} takes {', '.join(lacking)} from what {beside} has on the page, which does not export it.")
    _check_names([*((name, beside) for name in taken), *((name, module.name) for module in modules for name in module.declared)])
    given = sorted(modules[-1].exports)
    return "".join((
        '"use strict";\n(() => {\n',
        f"const {{ {', '.join(taken)} }} = window.pathways;\n" if taken else "",
        *(module.code for module in modules),
        f"window.pathways = Object.assign(window.pathways || {{}}, {{ {', '.join(given)} }});\n" if given else "",
        "})();\n",
    ))  # fmt: skip


@lru_cache(maxsize=32)
def sheet(*names: str) -> str:
    """Return style sheets, concatenated.

    Example:
        >>> "body" in sheet("clear")
        True
    """
    return "".join(_text(f"styles/{name}.css") for name in names)


def _ordered(entry: str, there: Collection[str], read: Callable[[str], str]) -> list[_Module]:
    """The entry and the modules that it needs, each after those it imports and the entry last; those in `there` are left out."""
    found: dict[str, _Module] = {}

    def follow(name: str, way: tuple[str, ...]) -> _Module:
        if name in way:
            raise CannotBundle(f"Modules import each other in a circle: {' -> '.join((*way[way.index(name):], name))}.")
        if name in found:
            return found[name]
        module = _parsed(name, _known(name, way, read))
        for source, names in module.imports:
            if source not in there and (lacking := sorted(set(names) - follow(source, (*way, name)).exports)):
                raise CannotBundle(f"{name} imports {', '.join(lacking)} from {source}, which does not export it.")
        found[name] = module
        return module

    follow(entry, ())
    return list(found.values())


def _known(name: str, way: tuple[str, ...], read: Callable[[str], str]) -> str:
    try:
        return read(name)
    except FileNotFoundError:
        asked = f"{way[-1]} imports {name}" if way else f"{name} is asked for"
        raise CannotBundle(f"{asked}, and there is no such module.") from None


def _parsed(name: str, text: str) -> _Module:
    imports = []
    passed_on: list[str] = []
    for kind, listed, source in _LINE.findall(text):
        names = tuple(part.strip() for part in listed.split(",") if part.strip())
        imports.append((posixpath.normpath(posixpath.join(posixpath.dirname(name), source)), names))
        passed_on += names if kind == "export" else ()
    code = _LINE.sub("", _COMMENT.sub("", text))
    declared = _DECLARED.findall(code)
    code = _EXPORT.sub("", code)
    if unknown := _UNKNOWN.search(code):
        raise CannotBundle(f"{name}: '{unknown[0]}' is not understood. Names are imported, exported and declared one by one.")
    exports = frozenset([*passed_on, *(own for exported, own in declared if exported)])
    return _Module(name, code, tuple(imports), tuple(own for _, own in declared), exports)


def _check_names(declared: Iterable[tuple[str, str]]) -> None:
    """Raise an error if a name is declared twice in the shared scope; `declared` are names, each with its module."""
    owners: dict[str, str] = {}
    for name, owner in declared:
        if name in owners:
            raise CannotBundle(f"{owners[name]} and {owner} both declare {name}, and share one scope. Call each what it is.")
        owners[name] = owner
