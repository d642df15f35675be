"""The ledger in plain Python, for one network: what every command must answer and leave behind.

Tests walk it beside the database and compare.
"""

from tests.ledger.model.accounts import Accounts
from tests.ledger.model.held import Held
from tests.ledger.model.movements import Movements
from tests.ledger.model.values import Account, month_of

__all__ = ["Account", "Ledger", "month_of"]


class Ledger(Accounts, Movements, Held):
    """All commands."""
