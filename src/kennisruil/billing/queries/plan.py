"""What is still to be documented: which movements come together on which document, and what keeps others waiting."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from kennisruil.billing.models import Document, DocumentLine, Movement, Posted
from kennisruil.billing.queries.brokered import Across, Agreements, brokered, pairs_of, parties_across
from kennisruil.billing.queries.house import House, facts_value
from kennisruil.billing.queries.taxed import chargeable_days
from kennisruil.billing.rules.kinds import DocumentKind, LegalRole, Side
from kennisruil.billing.rules.postings import MoveKind, Rule
from kennisruil.billing.rules.values import PartyFacts, Treatment
from kennisruil.billing.rules.vat import decide_treatment
from kennisruil.network.models import Party
from kennisruil.network.queries import facts_until, parties_by_ids
from kennisruil.shared.periods import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """A movement of a supply, with what was reversed of it before it had a document.

    ``across`` are the movements of who pays, when one document stands for both sides.
    """

    movement: Movement
    reversals: tuple[Movement, ...] = ()
    across: tuple[Movement, ...] = ()

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
        """The movement and its reversals, and those across from it."""
        return (self.movement, *self.reversals, *self.across)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDocument:
    """Movements of one party, side and month that come together on one document, or that ``missing`` keeps waiting.

    ``chargeable_on`` is the date an earlier document of these supplies froze; None where this one decides it. ``buyer``
    is who it is addressed to when it stands in the provider's own name. ``kind`` is None while facts are missing.
    Reasons: ``facts``, ``agreement``, ``failed``, ``refused`` and the codes of ``Treatment.missing``.
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
    buyer: Party | None = None
    buyer_facts: PartyFacts | None = None

    @property
    def base_cents(self) -> int:
        """The base of all its lines."""
        return sum(item.cents for item in self.items)

    @property
    def movements(self) -> list[Movement]:
        """Every movement it covers, in the order of its lines."""
        return [movement for item in self.items for movement in item.movements]


def drawable(
    *,
    network_id: UUID,
    until: date,
    cutoff_at: datetime | None = None,
    party_id: UUID | None = None,
    party_ids: Collection[UUID] | None = None,
    supply_id: UUID | None = None,
) -> list[Movement]:
    """Give the movements of supplies performed before ``until`` that no document covers, by party and position."""
    rows = Movement.objects.filter(network_id=network_id, kind=MoveKind.SUPPLY, supply__performed_on__lt=until)
    if cutoff_at is not None:
        rows = rows.filter(recorded_at__lte=cutoff_at)
    if party_id is not None:
        rows = rows.filter(party_id=party_id)
    if party_ids is not None:
        rows = rows.filter(party_id__in=party_ids)
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

    The document follows the party's facts on the performed-on date. A supply before ``closed_until`` is late. What the
    document of a brokered provider covers on the side of who pays is not planned a second time.
    ``kept_back`` False draws again what failed or was refused before.
    """
    pairs = pairs_of(network_id=house.network_id, movements=movements)
    everybody = [*movements, *pairs.values()]
    parties = parties_by_ids(network_id=house.network_id, party_ids={each.party_id for each in everybody})
    facts = _facts(house, parties, everybody)
    reversals = _reversals(house, everybody)
    reasons = _kept_back(house, movements) if kept_back else {}
    agreed = Agreements(house, parties.keys())
    across = parties_across(pairs, parties=parties, facts=facts, reversals=reversals)
    frozen = chargeable_days(network_id=house.network_id, supply_ids=[each.supply_id for each in movements])
    groups: dict[tuple[object, ...], PlannedDocument] = {}
    for movement in movements:
        party = parties[movement.party_id]
        item = PlannedItem(movement=movement, reversals=reversals.get(movement.pk, ()))
        kept = reasons.get(movement.pk, ())
        own = facts.get((party.pk, _performed(movement)))
        alone = _alone(house, party, own, item, kept, agreed, across.get(movement.pk))
        if alone is None:
            continue
        alone = replace(alone, is_late=closed_until is not None and alone.month.start_on < closed_until)
        if alone.treatment is not None and alone.treatment.vat_category is not None and movement.supply_id:
            alone = replace(alone, chargeable_on=frozen.get(movement.supply_id))
        what = (alone.kind, alone.treatment, alone.missing, alone.chargeable_on)
        buyer_id = alone.buyer.pk if alone.buyer else None
        key = (party.pk, alone.month, alone.side, alone.rule, buyer_id, *what)
        known = groups.get(key)
        groups[key] = replace(known, items=(*known.items, *alone.items)) if known else alone
    return sorted(groups.values(), key=_order)


def _alone(
    house: House,
    party: Party,
    facts: PartyFacts | None,
    item: PlannedItem,
    kept_back: tuple[str, ...],
    agreed: Agreements,
    across: Across | None,
) -> PlannedDocument | None:
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
    if across is not None:
        return _of_broker(house, planned, across, agreed)
    treatment = decide_treatment(
        side=planned.side, facts=facts, legal_role=LegalRole.OWN_NAME, on=_performed(movement), rules=house.rules
    )
    missing = treatment.missing
    if treatment.document_kind is DocumentKind.SELF_BILLED_389 and not agreed.has(party, "self_billing"):
        missing = (*missing, "agreement")
    return replace(planned, kind=treatment.document_kind, treatment=treatment, missing=(*kept_back, *missing))


def _of_broker(house: House, planned: PlannedDocument, across: Across, agreed: Agreements) -> PlannedDocument | None:
    """Plan a brokered movement; None when the document of the other side stands for it."""
    assert planned.facts is not None
    (item,) = planned.items
    on = _performed(item.movement)
    found = brokered(house=house, side=planned.side, facts=planned.facts, across=across, on=on)
    if found is None:
        return None
    planned = replace(planned, treatment=found.treatment, missing=(*planned.missing, *found.missing))
    if found.treatment is not None:
        planned = replace(planned, kind=found.treatment.document_kind)
    if found.buyer is None:
        return planned
    missing = planned.missing if agreed.has(planned.party, "mandate") else (*planned.missing, "mandate")
    item = replace(item, across=across.movements)
    return replace(planned, missing=missing, buyer=across.party, buyer_facts=across.facts, items=(item,))


def _facts(
    house: House, parties: Mapping[UUID, Party], movements: Iterable[Movement]
) -> dict[tuple[UUID, date], PartyFacts]:
    wanted: dict[UUID, set[date]] = {}
    for movement in movements:
        wanted.setdefault(movement.party_id, set()).add(_performed(movement))
    if not wanted:
        return {}
    last = max(day for days in wanted.values() for day in days)
    found: dict[tuple[UUID, date], PartyFacts] = {}
    for row in facts_until(network_id=house.network_id, party_ids=wanted, on=last):
        # The oldest first, so what holds later replaces what held before.
        for day in wanted[row.party_id]:
            if row.holds_from <= day:
                found.pop((row.party_id, day), None)
                if row.vat_kind:
                    found[row.party_id, day] = facts_value(party=parties[row.party_id], facts=row)
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
