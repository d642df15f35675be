"""The commands of the ledger: each is one round trip, safe to retry, and refuses with a class of ``rules.refusals``.

With every refusal the books stay as they were. Alone, a command commits by itself; inside ``atomic`` it joins.
"""

from kennisruil.ledger.actions.accounts import (
    close_account,
    freeze_account,
    open_account,
    open_book,
    set_limits,
    unfreeze_account,
)
from kennisruil.ledger.actions.batches import import_history, post_many
from kennisruil.ledger.actions.periods import close_period
from kennisruil.ledger.actions.reservations import expire_reservations, post_reservation, release_reservation, reserve
from kennisruil.ledger.actions.transfers import post_group, post_transfer, reverse_transfer

__all__ = [
    "close_account",
    "close_period",
    "expire_reservations",
    "freeze_account",
    "import_history",
    "open_account",
    "open_book",
    "post_group",
    "post_many",
    "post_reservation",
    "post_transfer",
    "release_reservation",
    "reserve",
    "reverse_transfer",
    "set_limits",
    "unfreeze_account",
]
