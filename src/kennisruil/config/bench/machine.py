"""What this machine is, in two numbers to read the absolute figures by."""

import hashlib
import os
import tempfile
import time
from pathlib import Path


def fsyncs_per_second(folder: Path, *, seconds: float = 1.0) -> float:
    """How often a page of 8 KiB reaches the disk of ``folder`` in a second, one after the other."""
    page, count = bytes(8192), 0
    with tempfile.TemporaryFile(dir=folder) as file:
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            file.seek(0)
            file.write(page)
            file.flush()
            os.fdatasync(file.fileno())
            count += 1
        return count / (time.monotonic() - began)


def sha256s_per_second(*, seconds: float = 0.5) -> float:
    """How many SHA-256 of 64 bytes one core makes in a second."""
    text, count = bytes(64), 0
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        for _ in range(1000):
            hashlib.sha256(text).digest()
        count += 1000
    return count / (time.monotonic() - began)
