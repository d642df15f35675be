"""Locks on files that the kernel drops when their holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .problems import no_permission


class FileLock:
    """A flock on one file; a lock belongs to this object and ends with the process at the latest."""

    def __init__(self, path: Path) -> None:
        try:
            self.handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except PermissionError as error:
            raise no_permission(path, doing="write") from error

    def share(self) -> None:
        fcntl.flock(self.handle, fcntl.LOCK_SH)

    def seize(self) -> None:
        """Wait until nobody else holds it."""
        fcntl.flock(self.handle, fcntl.LOCK_EX)

    def try_seize(self) -> bool:
        """Take it alone if nobody holds it; a shared hold of our own is given up either way."""
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        fcntl.flock(self.handle, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the file; a copy handed to a child keeps the lock."""
        os.close(self.handle)


@contextmanager
def seized(path: Path) -> Iterator[None]:
    """Hold the lock on ``path`` alone for the duration."""
    lock = FileLock(path)
    try:
        lock.seize()
        yield
    finally:
        lock.release()
        lock.close()
