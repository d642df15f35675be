"""How much memory the server may keep its pages in."""

import os
from pathlib import Path

_MIB = 2**20
# PostgreSQL's own advice for a machine that does other things too: a quarter of its memory.
_SHARE = 4
_LEAST, _MOST = 128 * _MIB, 2048 * _MIB
# What a container may use, by version 2 and 1 of its groups; without a limit a word, or a number beyond any machine.
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def page_memory() -> str:
    """Give ``shared_buffers``: a quarter of the memory of this machine or container, from 128 MB to 2 GB.

    It is taken page by page as they are read, so a small network leaves most of it free. With 128 MB a need among a
    hundred thousand people takes a quarter longer, for pages are copied from the system's memory again and again.
    """
    return f"{share_of(min([_machine(), *_allowed()])) // _MIB}MB"


def share_of(memory_bytes: int) -> int:
    """Give the part of ``memory_bytes`` that pages may take, in bytes."""
    return max(_LEAST, min(_MOST, memory_bytes // _SHARE))


def _machine() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _allowed() -> list[int]:
    """Read the limits of the container, as far as there are."""
    told = [Path(name).read_text(encoding="ascii").strip() for name in _LIMITS if Path(name).is_file()]
    return [int(one) for one in told if one.isdecimal() and int(one) > 0]
