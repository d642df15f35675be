"""What is still to be documented: which movements come together on which document, and what keeps others waiting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from kennisruil.billing.models import Document, DocumentLine, Movement, Posted
from kennisruil.billing.queries.house import House, facts_value
from kennisruil.billing.queries.taxed import chargeable_days
from kennisruil.billing.rules.documents import draft_document
from kennisruil.billing.rules.kinds import DocumentKind, LegalRole, Side
from kennisruil.billing.rules.postings import MoveKind, Rule
from kennisruil.billing.rules.values import DocumentDraft, Line, PartyFacts, Treatment
from kennisruil.billing.rules.vat import decide_treatment
from kennisruil.network.models import Party
from kennisruil.network.queries import agreement_of, facts_of_parties, parties_by_ids
from kennisruil.shared.periods import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """A movement of a supply, with what was reversed of it before it had a document."""

    movement: Movement
    reversals: tuple[Movement, ...] = ()

    @property
    def coins(self) -> int:
        """Minor units that remain, never negative."""
        return abs(self.movement.coins) - sum(abs(each.coins) for each in self.reversals)

    @property
    def cents(self) -> int:
        """The base that remains."""
        return self.movement.cents - sum(each.cents for each in self.reversals)

    @property
    def movements(self) -> tuple[Movement, ...]:
        """The movement and its reversals."""
        return (self.movement, *self.reversals)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDocument:
    """Movements of one party, side and month that come together on one document, or that ``missing`` keeps waiting.

    ``chargeable_on`` is the date an earlier document of these supplies froze; None where this one decides it.
    ``kind`` is None while facts are missing. Reasons: ``facts``, ``agreement``, ``failed``, ``refused`` and
    the codes of ``Treatment.missing``.
    """

    party: Party
    facts: PartyFacts | None
    side: Side
    rule: Rule
    month: Month
    kind: DocumentKind | None
    treatment: Treatment | None
    items: tuple[PlannedItem, ...]
    missing: tuple[str, ...] = ()
    is_late: bool = False
    chargeable_on: date | None = None

    @property
    def base_cents(self) -> int:
        """The base of all its lines."""
        return sum(item.cents for item in self.items)


def drawable(
    *,
    network_id: UUID,
    until: date,
    cutoff_at: datetime | None = None,
    party_id: UUID | None = None,
    supply_id: UUID | None = None,
) -> list[Movement]:
    """Give the movements of supplies performed before ``until`` that no document covers, by party and position."""
    rows = Movement.objects.filter(network_id=network_id, kind=MoveKind.SUPPLY, supply__performed_on__lt=until)
    if cutoff_at is not None:
        rows = rows.filter(recorded_at__lte=cutoff_at)
    if party_id is not None:
        rows = rows.filter(party_id=party_id)
    if supply_id is not None:
        rows = rows.filter(supply_id=supply_id)
    posted = Posted.objects.filter(movement=OuterRef("pk"))
    live = DocumentLine.objects.filter(movement=OuterRef("pk"), is_live=True)
    rows = rows.exclude(Exists(posted)).exclude(Exists(live)).select_related("supply")
    return list(rows.order_by("party_id", "position", "pk"))


def plan(
    *, house: House, movements: Sequence[Movement], closed_until: date | None = None, kept_back: bool = True
) -> list[PlannedDocument]:
    """Put movements together into documents, in the order in which they will be numbered: by party, month and side.

    The document follows the party's facts on the performed-on date. A supply before ``closed_until`` is late.
    ``kept_back`` False draws again what failed or was refused before.
    """
    parties = parties_by_ids(network_id=house.network_id, party_ids={each.party_id for each in movements})
    facts = _facts(house, parties, movements)
    reversals = _reversals(house, movements)
    reasons = _kept_back(house, movements) if kept_back else {}
    agreed = _Agreed(house)
    frozen = chargeable_days(network_id=house.network_id, supply_ids=[each.supply_id for each in movements])
    groups: dict[tuple[object, ...], PlannedDocument] = {}
    for movement in movements:
        party = parties[movement.party_id]
        item = PlannedItem(movement=movement, reversals=reversals.get(movement.pk, ()))
        kept = reasons.get(movement.pk, ())
        alone = _alone(house, party, facts.get((party.pk, _performed(movement))), item, kept, agreed)
        alone = replace(alone, is_late=closed_until is not None and alone.month.start_on < closed_until)
        if alone.treatment is not None and alone.treatment.vat_category is not None and movement.supply_id:
            alone = replace(alone, chargeable_on=frozen.get(movement.supply_id))
        what = (alone.kind, alone.treatment, alone.missing, alone.chargeable_on)
        key = (party.pk, alone.month, alone.side, alone.rule, *what)
        known = groups.get(key)
        groups[key] = replace(known, items=(*known.items, item)) if known else alone
    return sorted(groups.values(), key=_order)


def draft_of(
    *, house: House, planned: PlannedDocument, number: str, issued_on: date, message_seed: int | None
) -> DocumentDraft:
    """Put the document of a plan together; its amounts are those of the plan, whatever its number and day."""
    assert planned.treatment is not None and planned.facts is not None
    return draft_document(
        treatment=planned.treatment,
        rules=house.rules,
        number=number,
        issued_on=issued_on,
        operator=house.operator,
        party=planned.facts,
        lines=tuple(line_of(house=house, item=item) for item in planned.items if item.cents),
        network=house.name,
        coin=house.coin,
        message_seed=message_seed,
        period=(planned.month.start_on, planned.month.end_on),
        chargeable=planned.chargeable_on,
    )


def line_of(*, house: House, item: PlannedItem) -> Line:
    """Give the line of a movement: coins times the price of a coin; as one piece where that price is no whole cents."""
    supply = item.movement.supply
    assert supply is not None
    price, rest = divmod(item.cents * house.whole_coin, item.coins)
    return Line(
        text=supply.text,
        performed_on=supply.performed_on,
        quantity_coins=house.whole_coin if rest else item.coins,
        coin=house.coin,
        unit_price_cents=item.cents if rest else price,
        net_cents=item.cents,
    )


def _alone(
    house: House,
    party: Party,
    facts: PartyFacts | None,
    item: PlannedItem,
    kept_back: tuple[str, ...],
    agreed: "_Agreed",
) -> PlannedDocument:
    movement = item.movement
    planned = PlannedDocument(
        party=party,
        facts=facts,
        side=Side(movement.side),
        rule=Rule(movement.rule),
        month=Month.of(_performed(movement)),
        kind=None,
        treatment=None,
        items=(item,),
        missing=kept_back,
    )
    if not item.cents:
        return replace(planned, missing=())
    if planned.rule is Rule.GRANT:
        return replace(planned, kind=DocumentKind.LETTER)
    if facts is None:
        return replace(planned, missing=(*kept_back, "facts"))
    if house.legal_role is LegalRole.BROKER:
        # Documents in a provider's own name are not drawn yet; own-name ones would be wrong in law.
        return replace(planned, missing=(*kept_back, "broker"))
    treatment = decide_treatment(
        side=planned.side, facts=facts, legal_role=LegalRole.OWN_NAME, on=_performed(movement), rules=house.rules
    )
    missing = treatment.missing
    if treatment.document_kind is DocumentKind.SELF_BILLED_389 and not agreed.has(party):
        missing = (*missing, "agreement")
    return replace(planned, kind=treatment.document_kind, treatment=treatment, missing=(*kept_back, *missing))


class _Agreed:
    """Who said yes to self-billing, each looked up once, and only when a document asks for it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._known: dict[UUID, bool] = {}

    def has(self, party: Party) -> bool:
        """Whether the party's yes holds on the day of the house."""
        if party.pk not in self._known:
            network_id, on = self._house.network_id, self._house.on
            found = agreement_of(network_id=network_id, party_id=party.pk, kind="self_billing", on=on)
            self._known[party.pk] = found is not None
        return self._known[party.pk]


def _facts(
    house: House, parties: Mapping[UUID, Party], movements: Iterable[Movement]
) -> dict[tuple[UUID, date], PartyFacts]:
    by_day: dict[date, set[UUID]] = {}
    for movement in movements:
        by_day.setdefault(_performed(movement), set()).add(movement.party_id)
    found: dict[tuple[UUID, date], PartyFacts] = {}
    for day, party_ids in by_day.items():
        rows = facts_of_parties(network_id=house.network_id, party_ids=party_ids, on=day)
        for party_id, row in rows.items():
            if row.vat_kind:
                found[party_id, day] = facts_value(party=parties[party_id], facts=row)
    return found


def _reversals(house: House, movements: Sequence[Movement]) -> dict[UUID, tuple[Movement, ...]]:
    rows = Movement.objects.filter(network_id=house.network_id, reverses__in=[each.pk for each in movements])
    found: dict[UUID, tuple[Movement, ...]] = {}
    for row in rows.order_by("position", "pk"):
        assert row.reverses_id is not None
        found[row.reverses_id] = (*found.get(row.reverses_id, ()), row)
    return found


def _kept_back(house: House, movements: Sequence[Movement]) -> dict[UUID, tuple[str, ...]]:
    """Find what a failed or refused document keeps waiting until the office has looked at it."""
    states = {Document.State.FAILED: "failed", Document.State.REFUSED: "refused"}
    rows = DocumentLine.objects.filter(
        network_id=house.network_id, movement__in=[each.pk for each in movements], document__state__in=list(states)
    )
    found = rows.order_by("document__drawn_on", "pk").values_list("movement_id", "document__state")
    return {movement_id: (states[Document.State(state)],) for movement_id, state in found}


def _performed(movement: Movement) -> date:
    assert movement.supply is not None
    performed_on: date = movement.supply.performed_on
    return performed_on


def _order(planned: PlannedDocument) -> tuple[object, ...]:
    first = planned.items[0].movement
    return (planned.party.number, planned.month, planned.side is Side.PROVIDER, planned.rule, first.position)
