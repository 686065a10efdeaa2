"""Files are written whole or not at all: a reader, or a power cut, never meets half a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file in one step, text as UTF-8, and return its path; the folder is made where it is missing.

    The text goes to a new file beside it first, which then takes its name.

    Raises:
        OSError: It cannot be written there; the error names this file.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_whole(Path(folder) / "new" / "a.txt", "α").read_text(encoding="utf-8")
        'α'
    """
    try:
        return _write(path, content)
    except OSError as error:  # which may speak of a folder, or of the file beside it, of which nobody has heard
        why = "a part of its path is a file, not a folder" if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror
        raise OSError(error.errno, why, str(path)) from error


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    """The rights that new files are denied here; they can only be read by setting them."""
    denied = os.umask(0)
    os.umask(denied)
    return denied
