"""Files of books: one writer at a time, whole or not at all, on the disk before anybody is told."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kennisruil.bookkeeping.rules.targets import TargetUnreachable


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Make the folder and keep other writers out of it; the kernel lets go when the process is killed.

    :raises TargetUnreachable: it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise TargetUnreachable(f"{folder}: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def read_text(path: Path) -> str:
    """Give what stands in a file; nothing where there is none. :raises TargetUnreachable: it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise TargetUnreachable(f"{path}: {error.strerror}") from error


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in place of the file, in one step. :raises TargetUnreachable: the old one is still there."""
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise TargetUnreachable(f"{path}: {error.strerror}") from error
