"""Reads of the reports room."""

from kennisruil.reports.queries.figures import (
    Circulation,
    Quarter,
    circulation,
    needs_per_quarter,
    pathway,
    sides,
    still_to_give,
)
from kennisruil.reports.queries.groups import Supplied, kinds_of_parties, supplied, themes_said
from kennisruil.reports.queries.health import Evidence, evidence_of, health_of

__all__ = [
    "Circulation",
    "Evidence",
    "Quarter",
    "Supplied",
    "circulation",
    "evidence_of",
    "health_of",
    "kinds_of_parties",
    "needs_per_quarter",
    "pathway",
    "sides",
    "still_to_give",
    "supplied",
    "themes_said",
]
