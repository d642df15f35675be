"""What stands across from a brokered movement, and which document the two of them get."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.billing.models import Movement
from kennisruil.billing.queries.house import House
from kennisruil.billing.rules.kinds import Issuer, LegalRole, Side
from kennisruil.billing.rules.postings import MoveKind, Rule
from kennisruil.billing.rules.values import PartyFacts, Treatment
from kennisruil.billing.rules.vat import decide_treatment
from kennisruil.network.models import Party
from kennisruil.network.queries import parties_that_agreed

OTHER = "counterparty_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """The other side of a brokered movement: its movement with what was taken back of it, and who it is."""

    party: Party
    facts: PartyFacts | None
    movements: tuple[Movement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brokered:
    """What a brokered movement gets: its treatment, what it waits for, and the buyer when one document covers both.

    ``treatment`` None: the other side's document covers it, or decides first.
    """

    treatment: Treatment | None
    missing: tuple[str, ...] = ()
    buyer: Across | None = None


class Agreements:
    """Who of some parties said yes to a text: one look-up for each text, and only when a document asks for it."""

    def __init__(self, house: House, party_ids: Collection[UUID]) -> None:
        self._house = house
        self._party_ids = party_ids
        self._known: dict[str, frozenset[UUID]] = {}

    def has(self, party: Party, kind: str) -> bool:
        """Whether the party's yes to ``kind`` (self_billing, mandate) holds on the day of the house."""
        if kind not in self._known:
            self._known[kind] = parties_that_agreed(
                network_id=self._house.network_id, party_ids=self._party_ids, kind=kind, on=self._house.on
            )
        return party.pk in self._known[kind]


def is_brokered(movement: Movement) -> bool:
    """Whether the movement goes straight from payer to provider."""
    return movement.rule == Rule.BROKERED


def pairs_of(*, network_id: UUID, movements: Iterable[Movement]) -> dict[UUID, Movement]:
    """Give across from each brokered movement the one of the other side: same supply, same coins and cents."""
    every = [each for each in movements if is_brokered(each)]
    if not every:
        return {}
    rows = Movement.objects.filter(
        network_id=network_id,
        supply_id__in={each.supply_id for each in every},
        kind=MoveKind.SUPPLY,
        rule=Rule.BROKERED,
    )
    by_ends: dict[tuple[object, ...], Movement] = {
        (row.supply_id, row.party_id, row.other_party_id, row.side): row
        for row in rows.select_related("supply").order_by("pk")
    }
    opposite = {Side.PROVIDER: Side.RECIPIENT, Side.RECIPIENT: Side.PROVIDER}
    return {
        each.pk: by_ends[each.supply_id, each.other_party_id, each.party_id, str(opposite[Side(each.side)])]
        for each in every
    }


def brokered(*, house: House, side: Side, facts: PartyFacts, across: Across, on: date) -> Brokered | None:
    """Decide what a brokered movement gets; None when the document of the other side stands for it as well."""
    if across.facts is None:
        return Brokered(treatment=None, missing=(f"{OTHER}facts",)) if side is Side.PROVIDER else None
    treatment = decide_treatment(
        side=side,
        facts=facts,
        legal_role=LegalRole.BROKER,
        on=on,
        rules=house.rules,
        counterparty=across.facts,
    )
    if treatment.document_kind is None:
        return None
    in_own_name = treatment.issuer is Issuer.PROVIDER
    return Brokered(treatment=treatment, missing=treatment.missing, buyer=across if in_own_name else None)


def parties_across(
    pairs: Mapping[UUID, Movement],
    *,
    parties: Mapping[UUID, Party],
    facts: Mapping[tuple[UUID, date], PartyFacts],
    reversals: Mapping[UUID, tuple[Movement, ...]],
) -> dict[UUID, Across]:
    """Put together who stands across from each movement."""
    found = {}
    for key, pair in pairs.items():
        assert pair.supply is not None
        found[key] = Across(
            party=parties[pair.party_id],
            facts=facts.get((pair.party_id, pair.supply.performed_on)),
            movements=(pair, *reversals.get(pair.pk, ())),
        )
    return found
