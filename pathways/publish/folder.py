"""A folder that holds a site: which of its files are ours, so that a site is published again and again beside files of other people.

A list of our own files lies in the folder. What is on it may be changed or removed, nothing else is touched. Before the first file
is written the list already names all that will come, so that a publishing that was cut short is taken up where it ended.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from pathways.atomic import write_whole
from pathways.errors import CannotWrite

__all__ = ["LIST", "Folder"]

LIST = ".pathways-site.json"
FORMAT = 1
NOTE = "The files that `pathways publish` wrote here and may change or remove."
NAMED = 3  # foreign files that a refusal names


class Folder:
    """A folder on disk in which a site lives. Paths are relative, with "/" between their parts.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as place:
        ...     folder = Folder(Path(place))
        ...     folder.claim(["a.txt"])
        ...     folder.put("a.txt", b"one"), folder.put("a.txt", b"one")
        (True, False)
    """

    def __init__(self, place: Path) -> None:
        """Take a folder as it is; it is made when the first file is written."""
        self.place = place
        self.own = self._listed()

    def claim(self, paths: Iterable[str], *, force: bool = False) -> None:
        """Say which files are about to be written; from then on they are ours. With `force`, also those of other people.

        Raises:
            CannotWrite: A file that is not ours has one of the names, or a path would lead out of the folder. Nothing was written.
        """
        wanted = set(paths)
        if strays := sorted(path for path in wanted if not self._within(path)):
            raise CannotWrite(f"{self.place / strays[0]}: leads out of the folder. Nothing was written; remove the link in it.")
        foreign = sorted(path for path in wanted - self.own if os.path.lexists(self.place / path))
        if foreign and not force:
            raise CannotWrite(self._refusal(foreign))
        self._list(self.own | wanted)

    def put(self, path: str, content: bytes) -> bool:
        """Write a file, whole or not at all, and return whether that was needed: one that holds just this is left as it is."""
        file = self.place / path
        if file.is_file() and not file.is_symlink() and file.read_bytes() == content:
            return False
        write_whole(file, content)
        return True

    def keep(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Remove all of our files but these, and the folders that become empty; return what was removed, sorted."""
        kept = set(paths)
        gone = tuple(path for path in sorted(self.own - kept) if self._remove(path))
        self._list(kept)
        return gone

    def _remove(self, path: str) -> bool:
        file = self.place / path
        if not file.is_file():
            return False
        file.unlink()
        for folder in list(PurePosixPath(path).parents)[:-1]:
            with contextlib.suppress(OSError):  # it still holds something
                (self.place / folder).rmdir()
        return True

    def _within(self, path: str) -> bool:
        """Whether a path stays in the folder, also where a part of it is a link to elsewhere."""
        plain = PurePosixPath(path)
        if plain.is_absolute() or ".." in plain.parts or "\\" in path or ":" in path or "\0" in path:
            return False
        return (self.place / path).parent.resolve().is_relative_to(self.place.resolve())

    def _listed(self) -> set[str]:
        """Our files by the list; a list that is broken counts for nothing, and what it says of elsewhere neither."""
        try:
            told = json.loads((self.place / LIST).read_text(encoding="utf-8"))
            files = told["files"] if told["format"] == FORMAT else []
            return {path for path in files if isinstance(path, str) and path and self._within(path)}
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def _list(self, paths: set[str]) -> None:
        told = {"format": FORMAT, "note": NOTE, "files": sorted(paths)}
        self.put(LIST, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
        self.own = paths

    def _refusal(self, foreign: list[str]) -> str:
        more = f" and {len(foreign) - NAMED} more" if len(foreign) > NAMED else ""
        which = f"{', '.join(foreign[:NAMED])}{more}"
        return (
            f"{self.place}: holds {which}, which `pathways publish` did not write. Nothing was written; "
            "choose an empty folder, or --force to write over them."
        )
