"""Reads of the matching room: statements, candidates for a text, texts that fit a person, people by part of a word."""

from kennisruil.matching.queries.occupations import Work, work_of
from kennisruil.matching.queries.search import (
    asked_for,
    candidates_for,
    needs_fitting,
    needs_fitting_people,
    people_search,
    usual_reach,
)
from kennisruil.matching.queries.statements import data_of_matching, know_how_by_id, know_how_of
from kennisruil.matching.queries.vectors import SearchState, people_who_say, search_state
from kennisruil.matching.queries.worlds import furthest_from, likeness_of

__all__ = [
    "SearchState",
    "Work",
    "asked_for",
    "candidates_for",
    "data_of_matching",
    "furthest_from",
    "know_how_by_id",
    "know_how_of",
    "likeness_of",
    "needs_fitting",
    "needs_fitting_people",
    "people_search",
    "people_who_say",
    "search_state",
    "usual_reach",
    "work_of",
]
