"""The program as people meet it: ``kennisruil serve`` as own processes, on a free port, at a moment we choose."""

import http.client
import socket
import subprocess
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

_SECONDS_TO_START = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Live:
    """A running program on one address, whose clock the tests put forward."""

    def __init__(self, *, env: dict[str, str], folder: Path, at: datetime) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log, self._now = folder / "serve.log", folder / "now"
        self.put_clock(at)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                ["kennisruil", "serve", "--port", str(self.port), "--workers", "1"],
                env={**env, "KENNISRUIL_URL": self.url, "KENNISRUIL_NOW": f"@{self._now}"},
                stdout=log,
                stderr=log,
            )
        self._wait()

    def put_clock(self, at: datetime) -> None:
        """Let it be ``at`` from now on."""
        draft = self._now.with_suffix(".draft")
        draft.write_text(at.isoformat())
        draft.rename(self._now)

    def stop(self) -> None:
        """End it at once: its parts notice, and what they held is thrown away anyway."""
        self._process.kill()
        self._process.wait(timeout=40)

    @property
    def said(self) -> str:
        """What the processes wrote: warnings, and failures nobody foresaw."""
        return self._log.read_text(errors="replace")

    def _wait(self) -> None:
        until = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            assert self._process.poll() is None and "Traceback" not in self.said, self.said
            assert time.monotonic() < until, f"the program did not start in time:\n{self.said}"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
                connection.request("GET", "/about/")
                return connection.getresponse().status == 200
        except OSError:
            return False
