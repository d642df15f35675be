"""The processes of a running installation: the web server and one worker, watched and stopped together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

_STOP_SECONDS = 15
_WATCH_SECONDS = 0.5
_HEAD_START_SECONDS = 2.0
_CALM_SECONDS = 60
_RESTARTS_WHEN_RESTLESS = 5
_THREADS = 4


def _die_with_parent() -> None:
    """Let the kernel send SIGTERM when the process that started this one is gone, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@dataclass(kw_only=True)
class Part:
    """One child process, and when it was started of late."""

    name: str
    command: list[str]
    environment: dict[str, str]
    starts: list[float] = field(default_factory=list)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        now = time.monotonic()
        self.starts = [at for at in self.starts if now - at < _CALM_SECONDS] + [now]
        self.process = subprocess.Popen(  # noqa: S603  # nosec B603  # our own command, no words of others
            self.command,
            env=self.environment,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  this process has one thread
        )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def is_restless(self) -> bool:
        return len(self.starts) >= _RESTARTS_WHEN_RESTLESS


class Serving:
    """Web and worker on one address; a part that ends is started again, unless it keeps ending."""

    def __init__(self, *, host: str, port: int, workers: int) -> None:
        self.parts = [
            Part(
                name="web", command=_web(host=host, port=port, workers=workers), environment=_environment(pool=_THREADS)
            ),
            Part(name="worker", command=_worker(), environment=_environment(direct=True)),
        ]
        self._stopping = False

    def start(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        self.parts[0].start()

    def wait(self) -> int:
        """Return when told to stop (0) or when a part cannot be kept going (3)."""
        code = 0
        self._start_the_rest()
        while not self._stopping and code == 0:
            time.sleep(_WATCH_SECONDS)
            code = self._restart_what_ended()
        self._stop()
        return code

    def _start_the_rest(self) -> None:
        """A little later, so that the first page has the processor to itself."""
        until = time.monotonic() + _HEAD_START_SECONDS
        while not self._stopping and time.monotonic() < until:
            time.sleep(0.1)
        for part in self.parts[1:]:
            if not self._stopping:
                part.start()

    def _restart_what_ended(self) -> int:
        for part in self.parts:
            if self._stopping or not part.has_ended():
                continue
            if part.is_restless():
                print(
                    f"kennisruil: the {part.name} process ended {len(part.starts)} times in a minute.", file=sys.stderr
                )
                return 3
            print(f"kennisruil: the {part.name} process ended and is started again.", file=sys.stderr)
            part.start()
        return 0

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stopping = True

    def _stop(self) -> None:
        running = [part.process for part in self.parts if part.process is not None and part.process.poll() is None]
        for process in running:
            process.terminate()
        until = time.monotonic() + _STOP_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                # It leads a session of its own, so this takes its children too.
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _web(*, host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(_THREADS), "--respawn-failed-workers"),
        *("--workers-kill-timeout", "5", "--log-level", "warning", "--no-ws", "--http", "1"),
        "kennisruil.config.wsgi:application",
    ]


def _worker() -> list[str]:
    # Not -m: the job queue wants its app outside the main module.
    return [sys.executable, "-c", "from kennisruil.config.worker import main; main()"]


def _environment(*, pool: int = 0, direct: bool = False) -> dict[str, str]:
    extra = {"DJANGO_SETTINGS_MODULE": "kennisruil.config.settings"}
    if pool:
        extra["KENNISRUIL_POOL"] = os.environ.get("KENNISRUIL_POOL", str(pool))
    if direct:
        extra["KENNISRUIL_DIRECT"] = "1"
    return {**os.environ, **extra}
