"""django-hordak as a contender: ``Account.transfer_to``, its way to move money between two accounts.

Runs in the peer's own environment, its settings beside it.
"""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
os.environ["DJANGO_SETTINGS_MODULE"] = "hordak_settings"
import crew  # noqa: E402  # after the path is set
import django  # noqa: E402  # after the path is set

_ACCOUNTS = 1000


def set_up() -> list[int]:
    """Migrate and make accounts."""
    from django.core.management import call_command
    from hordak.models import Account, AccountType

    call_command("migrate", verbosity=0, interactive=False)
    with Account.objects.disable_mptt_updates():
        for number in range(_ACCOUNTS):
            Account.objects.create(
                name=f"Account {number}", code=str(number), type=AccountType.liability, currencies=["EUR"],
                lft=1, rght=2, tree_id=number + 1, level=0,
            )  # fmt: skip
    return list(Account.objects.order_by("pk").values_list("pk", flat=True))


def main() -> None:
    """Obey orders on standard input."""
    django.setup()
    from django.db import connection, connections
    from hordak.models import Account
    from moneyed import Money

    ids = set_up()
    accounts = {account.pk: account for account in Account.objects.all()}
    connections.close_all()

    def make(*, hot: bool) -> Callable[[int], crew.Work]:
        def of_one(number: int) -> crew.Work:
            chance = random.Random(number)  # noqa: S311  # nosec B311  # a measurement, no secret
            connection.ensure_connection()

            def once() -> None:
                a, b = chance.sample(ids, 2)
                if hot:
                    a, b = chance.sample([ids[0], chance.choice(ids[1:])], 2)
                accounts[a].transfer_to(accounts[b], Money(chance.randint(1, 500), "EUR"), description="bench")

            return crew.Work(server=connection.connection.info.backend_pid, once=once)

        return of_one

    sys.stdout.write('{"ready": true}\n')
    sys.stdout.flush()
    crew.obey(make)


if __name__ == "__main__":
    main()
