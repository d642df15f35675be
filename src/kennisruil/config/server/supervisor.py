"""Who uses the server of a home: each program holds a shared lock; the first starts the server, the last stops it.

Three files of the home carry the locks. ``start.lock`` is held alone while the server comes up or goes down.
``holders.lock`` is shared by every program that uses the server; the kernel drops it when a program is killed.
``keeper.lock`` belongs to the keeper, a small process that waits for the last holder to go and then stops the server,
in case nobody was left to do so.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from kennisruil.config import roles

from .home import ADMIN, DATABASE, SYSTEM_FOLDER, Card, home, make_card, make_folder, read_card
from .locks import FileLock, seized
from .postmaster import Postmaster, Progress, forget_temporary
from .problems import ServerProblem
from .programs import programs_for

__all__ = ["Server", "stop_if_unused"]

_LAST_TRIES = 6
_LAST_TRY_SECONDS = 0.02


def _silent(_: str) -> None:
    """Nobody is looking."""


class Server:
    """The embedded server of one home, held by this object from ``start`` to ``stop``."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        settings: Mapping[str, str] | None = None,
        system_folder: Path = SYSTEM_FOLDER,
    ) -> None:
        self.folder = folder or home()
        self._settings = dict(settings or {})
        self._system_folder = system_folder
        self._hold: FileLock | None = None
        self._holder_pid = 0
        self._postmaster: Postmaster | None = None

    def start(self, progress: Progress = _silent) -> None:
        """Make, start or take over the server, make the roles and the database, and hold it.

        A server that a killed program left is found by connecting to it and taken over; ``progress`` is told of it.
        :raises ServerProblem: one sentence for the person; nothing is held.
        """
        if self._hold is not None:
            return
        make_folder(self.folder)
        with seized(self.folder / "start.lock"):
            hold = FileLock(self.folder / "holders.lock")
            hold.share()
            try:
                self._bring_up(progress)
                _ensure_keeper(self.folder)
            except BaseException:
                hold.release()
                hold.close()
                raise
            self._hold, self._holder_pid = hold, os.getpid()

    def stop(self) -> None:
        """Let go; the server stops when nobody else holds it. A forked child lets go of nothing."""
        hold, self._hold = self._hold, None
        if hold is None or self._holder_pid != os.getpid():
            return
        with seized(self.folder / "start.lock"):
            hold.release()
            if _nobody_holds(hold) and self._postmaster is not None:
                self._postmaster.bring_down()
            hold.release()
            hold.close()

    def url(self, role: str = "kr_app", database: str = DATABASE) -> str:
        """The address of ``database`` for ``role`` (kr_app, kr_owner, kr_ops or kr_admin)."""
        card = read_card(self.folder)
        if card is None:
            raise ServerProblem(f"There is no database in {self.folder} yet.")
        return card.url(role, database)

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _bring_up(self, progress: Progress) -> None:
        card = read_card(self.folder)
        if card is None:
            forget_temporary(self._system_folder)
            card = make_card(self.folder, system_folder=self._system_folder)
        postmaster = Postmaster(card=card, programs=programs_for(card), home=self.folder, settings=self._settings)
        postmaster.bring_up(progress)
        self._postmaster = postmaster
        if not roles.is_prepared(card.url(ADMIN, "postgres"), database=DATABASE):
            progress("Making the roles and the empty database")
            roles.prepare(card.url(ADMIN, "postgres"), passwords=card.passwords, database=DATABASE)


def stop_if_unused(folder: Path, card: Card, *, keeper_handle: int) -> bool:
    """For the keeper, when the holders seem gone: stop the server unless somebody came. True: the keeper can go too."""
    if not folder.exists():  # removed with its passwords: nobody can use this server again
        Postmaster(card=card, programs=programs_for(card)).bring_down()
        return True
    with seized(folder / "start.lock"):
        hold = FileLock(folder / "holders.lock")
        unused = hold.try_seize()
        if unused:
            Postmaster(card=card, programs=programs_for(card)).bring_down()
            os.close(keeper_handle)  # before anybody can start again and count on us
            hold.release()
        hold.close()
        return unused


def _nobody_holds(hold: FileLock) -> bool:
    # The keeper, woken by our letting go, may hold it for an instant.
    for _ in range(_LAST_TRIES):
        if hold.try_seize():
            return True
        time.sleep(_LAST_TRY_SECONDS)
    return False


def _ensure_keeper(folder: Path) -> None:
    """Start a keeper unless one works; it gets its lock from us, so there are never two."""
    lock = FileLock(folder / "keeper.lock")
    if lock.try_seize():
        subprocess.Popen(  # noqa: S603  # nosec B603  # our own command, no words of others
            [sys.executable, "-m", "kennisruil.config.server.keeper", str(folder), str(lock.handle)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=(lock.handle,),
            cwd="/",
        )
    lock.close()
