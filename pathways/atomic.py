"""Atomic writing: a file is written completely or not at all, so that no reader sees a partial one, not even after a power cut."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["write_atomically"]


def write_atomically(path: Path, content: str | bytes) -> Path:
    """Write a file in one step, text as UTF-8, and return its path; a missing folder is created.

    The content is written to a temporary file in the same folder, which is then renamed.

    Raises:
        OSError: It cannot be written there; the error names this file.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_atomically(Path(folder) / "new" / "a.txt", "α").read_text(encoding="utf-8")
        'α'
    """
    try:
        return _write(path, content)
    except OSError as error:  # whose message may name the folder or the temporary file, neither of which the caller has named
        reason = "a part of its path is a file, not a folder" if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror
        raise OSError(error.errno, reason, str(path)) from error


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    """The permission bits that new files are denied; the system only returns them when they are set."""
    denied = os.umask(0)
    os.umask(denied)
    return denied
