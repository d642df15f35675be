"""What the matching room decides without a database: statements, rankings with reasons, vectors, themes, measures."""

from kennisruil.matching.rules.found import (
    FITS_FROM,
    Candidate,
    Fit,
    Hit,
    Question,
    Reason,
    candidates_from,
    fits_from,
    plain,
    reason_of,
    sentence_with,
)
from kennisruil.matching.rules.statements import (
    KINDS,
    LONGEST_STATEMENT,
    MOST_STATEMENTS,
    READERS,
    StatementRefused,
    check_statement,
)

__all__ = [
    "FITS_FROM",
    "KINDS",
    "LONGEST_STATEMENT",
    "MOST_STATEMENTS",
    "READERS",
    "Candidate",
    "Fit",
    "Hit",
    "Question",
    "Reason",
    "StatementRefused",
    "candidates_from",
    "check_statement",
    "fits_from",
    "plain",
    "reason_of",
    "sentence_with",
]
