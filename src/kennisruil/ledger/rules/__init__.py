"""What is true of coins, without a database: amounts, legs, limits, refusals."""

from kennisruil.ledger.rules.limits import available_of, ceiling_in_force_after, floor_in_force_after, over_by, short_by
from kennisruil.ledger.rules.values import (
    MOST_AMOUNT,
    MOST_IN_BATCH,
    MOST_LEGS,
    Booked,
    Coin,
    GroupOrder,
    Imported,
    Leg,
    Order,
    Reference,
    TransferOrder,
    check_amount,
    check_kind,
)

__all__ = [
    "MOST_AMOUNT",
    "MOST_IN_BATCH",
    "MOST_LEGS",
    "Booked",
    "Coin",
    "GroupOrder",
    "Imported",
    "Leg",
    "Order",
    "Reference",
    "TransferOrder",
    "available_of",
    "ceiling_in_force_after",
    "check_amount",
    "check_kind",
    "floor_in_force_after",
    "over_by",
    "short_by",
]
