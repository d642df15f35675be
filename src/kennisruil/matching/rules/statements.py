"""What a know-how statement is: one thing a person can do, in their own words. No Django."""

import re
from collections.abc import Iterator

from kennisruil.shared.languages import LANGUAGES
from kennisruil.shared.refusals import Refusal

# What somebody can do, a role they hold (chair, treasurer, coach), what they offer of their own accord, and what they
# would like to learn, which is kept apart and never matched as know-how.
KINDS = ("skill", "role", "offer", "wish")
KNOW_HOW_KINDS = ("skill", "role", "offer")
# Who may read a statement: everybody in the network, or the office alone, which may still propose the person.
READERS = ("members", "office")
LONGEST_STATEMENT = 2000
MOST_STATEMENTS = 40
# A statement that lists several things has a vector for each part, and one for the whole.
_MOST_PARTS = 12
_PART_END = re.compile(r"[.;:,!?](?:\s+|$)|\n+")
_LEAST_LETTERS = 4


class StatementRefused(Refusal):
    """The statement cannot be kept; ``problem``: empty, too_long, too_many, kind, language or readers."""

    code = "statement_refused"

    def __init__(self, *, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


def check_statement(*, text: str, kind: str, language: str, already: int, readers: str = "members") -> None:
    """Let a statement through that can be kept. :raises StatementRefused: otherwise."""
    problems = {
        "empty": not text.strip(),
        "too_long": len(text) > LONGEST_STATEMENT,
        "too_many": already >= MOST_STATEMENTS,
        "kind": kind not in KINDS,
        "language": language not in LANGUAGES,
        "readers": readers not in READERS,
    }
    problem = next((name for name, is_wrong in problems.items() if is_wrong), None)
    if problem:
        raise StatementRefused(problem=problem)


def parts_of(text: str) -> list[str]:
    """Give what is made a vector of: the whole statement first, then each thing that it lists.

    Parts count on their own because a short need meets one of them, not their mean.
    """
    whole = " ".join(text.split())
    listed = dict.fromkeys(_listed(whole))
    return [whole, *listed][: 1 + _MOST_PARTS] if len(listed) > 1 else [whole]


def _listed(whole: str) -> Iterator[str]:
    for part in _PART_END.split(whole):
        if len(part.strip()) >= _LEAST_LETTERS:
            yield part.strip()
