"""The folder of a site, with a list of the files that publishing wrote, so that files from elsewhere in it are left alone.

The list is a file in the folder. Listed files may be changed or removed, no others. It is written before the first file and names
all files that will follow, so that an interrupted run can be continued.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from pathways.atomic import write_atomically
from pathways.errors import CannotWrite

__all__ = ["LIST", "Folder"]

LIST = ".pathways-site.json"
FORMAT = 1
NOTE = "The files that `pathways publish` wrote here and may change or remove."
NAMED = 3  # files from elsewhere that the error message names


class Folder:
    """The folder of a site on disk. Paths are relative, with "/" between their parts.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as place:
        ...     folder = Folder(Path(place))
        ...     folder.claim(["a.txt"])
        ...     folder.put("a.txt", b"one"), folder.put("a.txt", b"one")
        (True, False)
    """

    def __init__(self, place: Path) -> None:
        """Read the list of a folder; a missing folder is created when the first file is written."""
        self.place = place
        self.own = self._read_list()

    def claim(self, paths: Iterable[str], *, force: bool = False) -> None:
        """Add files that are about to be written to the list; with `force` also existing files from elsewhere.

        Raises:
            CannotWrite: An unlisted file has one of the names, or a path leads out of the folder. Nothing was written.
        """
        wanted = set(paths)
        if outside := sorted(path for path in wanted if not self._within(path)):
            raise CannotWrite(f"{self.place / outside[0]}: leads out of the folder. Nothing was written; remove the link in it.")
        foreign = sorted(path for path in wanted - self.own if os.path.lexists(self.place / path))
        if foreign and not force:
            raise CannotWrite(self._refusal(foreign))
        self._write_list(self.own | wanted)

    def put(self, path: str, content: bytes) -> bool:
        """Write a file atomically and return True; return False where it already has this content."""
        file = self.place / path
        if file.is_file() and not file.is_symlink() and file.read_bytes() == content:
            return False
        write_atomically(file, content)
        return True

    def keep(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Remove all listed files but these, and folders that become empty; return the removed paths, sorted."""
        kept = set(paths)
        removed = tuple(path for path in sorted(self.own - kept) if self._remove(path))
        self._write_list(kept)
        return removed

    def _remove(self, path: str) -> bool:
        file = self.place / path
        if not file.is_file():
            return False
        file.unlink()
        for folder in list(PurePosixPath(path).parents)[:-1]:
            with contextlib.suppress(OSError):  # it is not empty
                (self.place / folder).rmdir()
        return True

    def _within(self, path: str) -> bool:
        """Whether a path stays in the folder, symbolic links resolved."""
        plain = PurePosixPath(path)
        if plain.is_absolute() or ".." in plain.parts or "\\" in path or ":" in path or "\0" in path:
            return False
        return (self.place / path).parent.resolve().is_relative_to(self.place.resolve())

    def _read_list(self) -> set[str]:
        """The listed files; none where the list is invalid. Paths that lead out of the folder are ignored."""
        try:
            content = json.loads((self.place / LIST).read_text(encoding="utf-8"))
            files = content["files"] if content["format"] == FORMAT else []
            return {path for path in files if isinstance(path, str) and path and self._within(path)}
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def _write_list(self, paths: set[str]) -> None:
        content = {"format": FORMAT, "note": NOTE, "files": sorted(paths)}
        self.put(LIST, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
        self.own = paths

    def _refusal(self, foreign: list[str]) -> str:
        more = f" and {len(foreign) - NAMED} more" if len(foreign) > NAMED else ""
        which = f"{', '.join(foreign[:NAMED])}{more}"
        return (
            f"{self.place}: holds {which}, which `pathways publish` did not write. Nothing was written; "
            "choose an empty folder, or --force to write over them."
        )
