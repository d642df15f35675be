"""What the bookkeeper decides: the codes of the accounts, and the packages the books go to."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from kennisruil.bookkeeping.rules.chart import shipped_roles
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.network.actions import change_setting
from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.refusals import Refusal

_CODE = re.compile(r"^[0-9]{2,10}$")


class CodeRefused(Refusal):
    """An account number is not two to ten digits; the chart stays as it is. ``role``, ``value``."""

    code = "account_code_refused"

    def __init__(self, *, role: str, value: str) -> None:
        self.role, self.value = role, value
        super().__init__(role)


def change_chart(
    *, network_id: UUID, codes: Mapping[str, str], holds_from: date, by: Actor, at: datetime
) -> dict[str, str]:
    """Decide which account plays each role from a day on; what is booked before keeps its numbers.

    Roles nobody knows are left out.
    :raises CodeRefused: a code is not two to ten digits; nothing changes.
    """
    shipped = shipped_roles()
    own = {role: str(codes[role]).strip() for role in shipped if role in codes}
    for role, value in own.items():
        if not _CODE.match(value):
            raise CodeRefused(role=role, value=value)
    change_setting(network_id=network_id, key="books.accounts", value=own, holds_from=holds_from, by=by, at=at)
    return own


def choose_targets(*, network_id: UUID, targets: Mapping[Target, date], today: date, by: Actor, at: datetime) -> None:
    """Decide which packages the books go to, from today on, each told of what is booked since its own day.

    What was booked since then and not told yet is put in the outbox by a job. A target left out is told no more; what
    already waits for it is still delivered.
    """
    value = {target.value: since_on.isoformat() for target, since_on in sorted(targets.items())}
    with action("bookkeeping.choose_targets", network_id=network_id, by=by, at=at, data={"targets": value}):
        change_setting(network_id=network_id, key="books.targets", value=value, holds_from=today, by=by, at=at)
        for target in targets:
            jobs.enqueue("bookkeeping.fill", network_id=network_id, target=target.value)
