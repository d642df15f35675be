"""django-ledger as a contender: ``LedgerModel.commit_txs``, posted at once, its way to book two balanced lines.

Runs in the peer's own environment, its settings beside it.
"""

import os
import random
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
os.environ["DJANGO_SETTINGS_MODULE"] = "django_ledger_settings"
import crew  # noqa: E402  # after the path is set
import django  # noqa: E402  # after the path is set

_ACCOUNTS = 200


def set_up() -> Any:
    """Migrate; make an entity with a chart of accounts and a posted ledger."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django_ledger.io import roles
    from django_ledger.models.entity import EntityModel

    call_command("migrate", verbosity=0, interactive=False)
    user = get_user_model().objects.create_user("bench")
    entity = EntityModel.create_entity(name="Bench", use_accrual_method=True, admin=user, fy_start_month=1)
    entity.create_chart_of_accounts(assign_as_default=True, commit=True, coa_name="Bench")
    for number in range(_ACCOUNTS):
        entity.create_account(
            code=str(20000 + number), role=roles.LIABILITY_CL_OTHER, name=f"Account {number}", balance_type="credit",
            active=True,
        )  # fmt: skip
    return entity, entity.create_ledger(name="Bench", posted=True)


def main() -> None:
    """Obey orders on standard input."""
    django.setup()
    from django.db import connection, connections
    from django.utils.timezone import localtime

    entity, ledger = set_up()
    accounts = list(entity.get_coa_accounts().filter(code__gte="20000", code__lt=str(20000 + _ACCOUNTS)))
    connections.close_all()

    def make(*, hot: bool) -> Callable[[int], crew.Work]:
        def of_one(number: int) -> crew.Work:
            chance = random.Random(number)  # noqa: S311  # nosec B311  # a measurement, no secret
            connection.ensure_connection()

            def once() -> None:
                a, b = chance.sample(accounts, 2)
                if hot:
                    a, b = chance.sample([accounts[0], chance.choice(accounts[1:])], 2)
                amount = Decimal(chance.randint(1, 500))
                ledger.commit_txs(
                    je_timestamp=localtime(),
                    je_posted=True,
                    je_txs=[
                        {"account": a, "amount": amount, "tx_type": "debit", "description": "bench"},
                        {"account": b, "amount": amount, "tx_type": "credit", "description": "bench"},
                    ],
                )

            return crew.Work(server=connection.connection.info.backend_pid, once=once)

        return of_one

    sys.stdout.write('{"ready": true}\n')
    sys.stdout.flush()
    crew.obey(make)


if __name__ == "__main__":
    main()
