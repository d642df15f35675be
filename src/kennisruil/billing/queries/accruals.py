"""What was provided in a year and has no document dated in it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from kennisruil.billing.models import Movement
from kennisruil.billing.queries.house import House, deductible_on
from kennisruil.billing.queries.plan import plan
from kennisruil.billing.rules.accruals import Undocumented
from kennisruil.billing.rules.kinds import Side
from kennisruil.billing.rules.postings import MoveKind, Rule, account_of_supply
from kennisruil.billing.rules.values import Treatment
from kennisruil.billing.rules.vat import vat_of


def undocumented_at(
    *, house: House, year_end_on: date, cutoff_at: datetime | None = None, supply_id: UUID | None = None
) -> list[Undocumented]:
    """Give the sides of supplies performed before ``year_end_on`` that no document of before that day covers.

    Those without a document yet and those documented since are both in it, so the answer is the same before and after
    a close. What goes straight from payer to provider is no sale or purchase of the operator, and not in it.
    """
    bare = Q(posted__isnull=True) | Q(posted__document__issued_on__gte=year_end_on)
    own = [rule for rule in Rule if rule is not Rule.BROKERED]
    rows = Movement.objects.filter(bare, network_id=house.network_id, kind=MoveKind.SUPPLY, rule__in=own)
    rows = rows.filter(supply__performed_on__lt=year_end_on)
    back = Q()
    if cutoff_at is not None:
        rows, back = rows.filter(recorded_at__lte=cutoff_at), Q(reversals__recorded_at__lte=cutoff_at)
    if supply_id is not None:
        rows = rows.filter(supply_id=supply_id)
    left = F("cents") - Coalesce(Sum("reversals__cents", filter=back), 0)
    found = rows.annotate(left=left).filter(left__gt=0).select_related("supply").order_by("party_id", "position", "pk")
    movements = list(found)
    treatments = _treatments(house, [each for each in movements if each.rule == Rule.PURCHASE])
    share = deductible_on(house=house, day=year_end_on - timedelta(days=1))
    return [_undocumented(each, treatments.get(each.pk), share) for each in movements]


def _undocumented(movement: Movement, treatment: Treatment | None, share: int) -> Undocumented:
    assert movement.supply is not None
    rule, cents = Rule(movement.rule), int(movement.left)  # type: ignore[attr-defined]  # annotated by the query
    account = account_of_supply(kind=movement.supply.kind, side=Side(movement.side), rule=rule)
    if treatment is None:
        return Undocumented(rule=rule, account=account, cents=cents)
    assessed = treatment.self_assessed_basis_points if treatment.operator_self_assesses else 0
    return Undocumented(
        rule=rule,
        account=account,
        cents=cents,
        vat_cents=vat_of(base_cents=cents, rate_basis_points=treatment.rate_basis_points),
        self_assessed_cents=vat_of(base_cents=cents, rate_basis_points=assessed),
        deductible_basis_points=share,
    )


def _treatments(house: House, bought: list[Movement]) -> dict[UUID, Treatment]:
    """Give how each will stand towards VAT; nothing while the facts are unknown."""
    planned = plan(house=house, movements=bought, kept_back=False) if bought else []
    return {item.movement.pk: each.treatment for each in planned if each.treatment for item in each.items}
