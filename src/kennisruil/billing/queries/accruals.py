"""What was provided in a year and has no document dated in it."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from kennisruil.billing.models import Movement
from kennisruil.billing.rules.accruals import Undocumented
from kennisruil.billing.rules.kinds import Side
from kennisruil.billing.rules.postings import MoveKind, Rule, account_of_supply


def undocumented_at(
    *, network_id: UUID, year_end_on: date, cutoff_at: datetime | None = None, supply_id: UUID | None = None
) -> list[Undocumented]:
    """Give the sides of supplies performed before ``year_end_on`` that no document of before that day covers.

    Those without a document yet and those documented since are both in it, so the answer is the same before and after
    a close. What goes straight from payer to provider is no sale or purchase of the operator, and not in it.
    """
    bare = Q(posted__isnull=True) | Q(posted__document__issued_on__gte=year_end_on)
    own = [rule for rule in Rule if rule is not Rule.BROKERED]
    rows = Movement.objects.filter(bare, network_id=network_id, kind=MoveKind.SUPPLY, rule__in=own)
    rows = rows.filter(supply__performed_on__lt=year_end_on)
    back = Q()
    if cutoff_at is not None:
        rows, back = rows.filter(recorded_at__lte=cutoff_at), Q(reversals__recorded_at__lte=cutoff_at)
    if supply_id is not None:
        rows = rows.filter(supply_id=supply_id)
    left = F("cents") - Coalesce(Sum("reversals__cents", filter=back), 0)
    found = rows.annotate(left=left).order_by("party_id", "position", "pk")
    return [
        Undocumented(
            rule=Rule(rule), account=account_of_supply(kind=kind, side=Side(side), rule=Rule(rule)), cents=cents
        )
        for kind, side, rule, cents in found.values_list("supply__kind", "side", "rule", "left")
        if cents > 0
    ]
