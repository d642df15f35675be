"""Waits until no program holds the server of a home, however the last one ended, and stops it.

Run by the supervisor as ``python -m kennisruil.config.server.keeper HOME HANDLE``;
HANDLE is the inherited lock that says "a keeper works here". It leaves a few seconds'
grace, so that a program that is started again at once finds its server still running.
"""

import sys
import time
from pathlib import Path

from .home import read_card
from .locks import FileLock
from .supervisor import stop_if_unused

_GRACE_SECONDS = 3.0


def keep(folder: Path, *, handle: int) -> None:
    """Return when the server has been stopped, or the home is gone."""
    card = read_card(folder)
    done = card is None
    while not done and card is not None:
        if folder.exists():
            _wait_until_nobody_holds(folder)
            time.sleep(_GRACE_SECONDS)
        done = stop_if_unused(folder, card, keeper_handle=handle)


def _wait_until_nobody_holds(folder: Path) -> None:
    holders = FileLock(folder / "holders.lock")
    holders.seize()
    holders.release()
    holders.close()


if __name__ == "__main__":
    keep(Path(sys.argv[1]), handle=int(sys.argv[2]))
