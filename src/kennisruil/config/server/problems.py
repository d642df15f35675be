"""What can go wrong with the embedded server, as one sentence a person can act on."""

from pathlib import Path


class ServerProblem(Exception):
    """The embedded database server cannot be used; ``str()`` says in one sentence why and what to do."""


def no_permission(path: Path, *, doing: str) -> ServerProblem:
    """``doing`` completes "No permission to …" and is followed by the path."""
    return ServerProblem(
        f"No permission to {doing} {path}: choose another folder with KENNISRUIL_HOME, or make this one yours."
    )


def no_space(path: Path, *, free_bytes: int, needed_bytes: int) -> ServerProblem:
    """The disk of ``path`` is too full to go on."""
    return ServerProblem(
        f"The disk of {path} has {free_bytes // 2**20} MB free and the database needs {needed_bytes // 2**20} MB:"
        " free some space, or choose another disk with KENNISRUIL_HOME."
    )


# What PostgreSQL writes, and what a person should read; the first that fits is taken.
_MEANINGS = (
    ("No space left on device", "The disk (or /dev/shm) is full: free some space and start again."),
    ("Disk quota exceeded", "Your disk quota is used up: free some space and start again."),
    ("Read-only file system", "The disk is read-only: choose another folder with KENNISRUIL_HOME."),
    ("Permission denied", "The database files are not all readable to their user: give them back to that user."),
    ("Cannot allocate memory", "There is not enough memory for the database server (it needs about 200 MB)."),
    ("incompatible with server", "The database files were made by another version of PostgreSQL: restore a backup."),
    ("Address already in use", "Another server uses the same socket: stop it, or choose another KENNISRUIL_HOME."),
    ('root" execution', "PostgreSQL refuses to run as root here: start the program as an ordinary user."),
)


def from_log(text: str, *, log: Path, doing: str = "start") -> ServerProblem:
    """The reason behind a failed start, from the words PostgreSQL left in ``text``."""
    for words, meaning in _MEANINGS:
        if words in text:
            return ServerProblem(f"{meaning} PostgreSQL could not {doing}; its own words are in {log}.")
    lines = [line for line in text.splitlines() if "FATAL" in line or "PANIC" in line or "error" in line]
    last = (lines or text.splitlines() or ["nothing"])[-1].strip()
    return ServerProblem(f"PostgreSQL could not {doing} and said: {last} (the whole log: {log}).")
