"""What of a month still stands in the way of its close."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from kennisruil.billing.rules.close import Objection
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.course import FINAL
from kennisruil.shared.periods import Month
from kennisruil.shared.templatetags.kr import day


def close_objections(*, network_id: UUID, month: Month) -> Sequence[Objection]:
    """List the sessions of a month that are neither held, cancelled nor disputed, oldest first.

    A disputed one (or one at which somebody did not come) waits for the office and does not stop the month: should it
    turn out to be held, its supply is documented later and marked late.
    """
    rows = Session.objects.filter(network_id=network_id, held_on__gte=month.start_on, held_on__lt=month.end_on)
    waiting = rows.exclude(state__in=(*FINAL, "disputed", "no_show")).select_related("recipient", "provider")
    return [
        Objection(
            kind="session",
            id=session.pk,
            since_on=session.held_on,
            text=_("The session of %(provider)s with %(recipient)s on %(day)s is not settled yet.")
            % {
                "provider": session.provider.name,
                "recipient": session.recipient.name,
                "day": day(session.held_on),
            },
        )
        for session in waiting.order_by("held_on", "pk")[:500]
    ]
