"""Writes of the gatherings room, a file per noun."""

from kennisruil.gatherings.actions.contribution import accept_contribution, decline_contribution, offer_contribution
from kennisruil.gatherings.actions.gathering import cancel_gathering, hold_gathering, plan_gathering
from kennisruil.gatherings.actions.place import enrol, withdraw

__all__ = [
    "accept_contribution",
    "cancel_gathering",
    "decline_contribution",
    "enrol",
    "hold_gathering",
    "offer_contribution",
    "plan_gathering",
    "withdraw",
]
