"""Writes of the matching room."""

from kennisruil.matching.actions.occupations import keep_occupations
from kennisruil.matching.actions.statements import change_readers, restore_know_how, tell_know_how, withdraw_know_how
from kennisruil.matching.actions.vectors import make_missing_vectors, make_vectors, rebuild_vectors
from kennisruil.matching.actions.weighing import take_weights

__all__ = [
    "change_readers",
    "keep_occupations",
    "make_missing_vectors",
    "make_vectors",
    "rebuild_vectors",
    "restore_know_how",
    "take_weights",
    "tell_know_how",
    "withdraw_know_how",
]
