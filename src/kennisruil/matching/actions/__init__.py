"""Writes of the matching room."""

from kennisruil.matching.actions.occupations import keep_occupations
from kennisruil.matching.actions.offers import keep_offer, offer_know_how, stop_offering
from kennisruil.matching.actions.questions import read_question
from kennisruil.matching.actions.statements import (
    change_readers,
    renew_vectors,
    restore_know_how,
    tell_know_how,
    withdraw_know_how,
)
from kennisruil.matching.actions.theming import say_themes, suggest_for_members, suggest_missing
from kennisruil.matching.actions.vectors import make_missing_vectors, make_vectors, rebuild_vectors
from kennisruil.matching.actions.weighing import take_weights

__all__ = [
    "change_readers",
    "keep_occupations",
    "keep_offer",
    "make_missing_vectors",
    "make_vectors",
    "offer_know_how",
    "read_question",
    "rebuild_vectors",
    "renew_vectors",
    "restore_know_how",
    "say_themes",
    "stop_offering",
    "suggest_for_members",
    "suggest_missing",
    "take_weights",
    "tell_know_how",
    "withdraw_know_how",
]
