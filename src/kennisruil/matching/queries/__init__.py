"""Reads of the matching room: statements, offers, themes, candidates for a text, texts that fit a person."""

from kennisruil.matching.queries.directory import Found, find_members, shows_something
from kennisruil.matching.queries.fitting import needs_fitting, needs_fitting_people
from kennisruil.matching.queries.nearness import near_questions, near_statements
from kennisruil.matching.queries.occupations import Work, work_of
from kennisruil.matching.queries.offers import offer_terms, offers, offers_of, said_on, stale_offers
from kennisruil.matching.queries.search import asked_for, candidates_for, people_search, usual_reach
from kennisruil.matching.queries.statements import data_of_matching, know_how_by_id, know_how_of
from kennisruil.matching.queries.theming import people_per_theme, statements_under, themes_of
from kennisruil.matching.queries.vectors import SearchState, people_who_say, search_state
from kennisruil.matching.queries.worlds import furthest_from, likeness_of

__all__ = [
    "Found",
    "SearchState",
    "Work",
    "asked_for",
    "candidates_for",
    "data_of_matching",
    "find_members",
    "furthest_from",
    "know_how_by_id",
    "know_how_of",
    "likeness_of",
    "near_questions",
    "near_statements",
    "needs_fitting",
    "needs_fitting_people",
    "offer_terms",
    "offers",
    "offers_of",
    "people_per_theme",
    "people_search",
    "people_who_say",
    "said_on",
    "search_state",
    "shows_something",
    "stale_offers",
    "statements_under",
    "themes_of",
    "usual_reach",
    "work_of",
]
