"""What the tests of sessions read back, and when they do."""

from datetime import timedelta

from kennisruil.ledger import queries as ledger
from tests.brokerage.factories import DAY, Exchange, on_day

AFTER = on_day(DAY + timedelta(days=1))


def coins_of(exchange: Exchange) -> tuple[int, int, int]:
    """Give asker's balance, asker's reserved, helper's balance."""
    asker = ledger.balance(network_id=exchange.network.pk, account_id=exchange.asker_party.account_id)
    helper = ledger.balance(network_id=exchange.network.pk, account_id=exchange.helper_party.account_id)
    return asker.balance, asker.reserved, helper.balance
