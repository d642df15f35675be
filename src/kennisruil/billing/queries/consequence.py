"""What a session means in coins and euro, before anyone agrees to it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kennisruil.billing.queries.house import House, facts_value, house_on
from kennisruil.billing.rules.kinds import DocumentKind, LegalRole, PartyKind, Side, VatKind
from kennisruil.billing.rules.rulebook import Terms
from kennisruil.billing.rules.values import PartyFacts, Treatment
from kennisruil.billing.rules.vat import decide_treatment, vat_of
from kennisruil.network.queries import facts_on, party_by_id

_OPPOSITE = {Side.RECIPIENT: Side.PROVIDER, Side.PROVIDER: Side.RECIPIENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What one side of a supply will see: ``coins`` in minor units, euro in cents, document and terms.

    ``settles_by_return``: the base may be given back in coins. ``vat_due_days``
    and ``return_months`` are the two terms. ``missing`` names what the document
    still lacks; ``facts_are_known`` is False while the VAT status is a guess.
    """

    side: str
    coins: int
    base_cents: int
    vat_cents: int
    gross_cents: int
    document_kind: DocumentKind | None
    settles_by_return: bool
    vat_due_days: int
    return_months: int
    facts_are_known: bool
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    counter_value_cents: int


def consequence_for(
    *,
    network_id: UUID,
    side: str,
    party_id: UUID | None,
    coins: int,
    on: date,
    counter_value_cents: int | None = None,
    counterparty_id: UUID | None = None,
    brokered_coins: int | None = None,
) -> Consequence:
    """Work out what ``coins`` (positive, minor units) mean for a party on one side, at the counter-value of the day.

    Without a party, or before its VAT status is known, a recipient is taken
    for a business (full VAT) and a provider for a private person (none).
    Where the operator is a broker, ``counterparty_id`` is who stands across, and ``brokered_coins`` (default all of
    them) what goes straight to or from it; the rest is with the operator itself.
    """
    house = house_on(network_id=network_id, on=on)
    known = _known(network_id, party_id, on)
    facts = known or _assumed(Side(side))
    value = counter_value_cents or house.counter_value_cents
    base = _worth(house, coins, value)
    treatment = decide_treatment(side=Side(side), facts=facts, legal_role=LegalRole.OWN_NAME, on=on, rules=house.rules)
    if house.legal_role is LegalRole.BROKER and counterparty_id is not None:
        other = _known(network_id, counterparty_id, on) or _assumed(_OPPOSITE[Side(side)])
        own_base = base - _worth(house, min(coins, coins if brokered_coins is None else brokered_coins), value)
        vat = vat_of(base_cents=own_base, rate_basis_points=treatment.rate_basis_points if own_base else 0)
        treatment = _brokered(house, side=Side(side), facts=facts, other=other)
        vat += vat_of(base_cents=base - own_base, rate_basis_points=treatment.rate_basis_points)
    else:
        vat = vat_of(base_cents=base, rate_basis_points=treatment.rate_basis_points)
    terms: Terms = house.rules.terms_on(on=on, key=treatment.terms_key)
    return Consequence(
        side=str(side),
        coins=coins,
        base_cents=base,
        vat_cents=vat,
        gross_cents=base + vat,
        document_kind=treatment.document_kind,
        settles_by_return=Side(side) is Side.RECIPIENT,
        vat_due_days=terms.vat_due_days,
        return_months=terms.return_months,
        facts_are_known=known is not None,
        missing=treatment.missing if known else ("facts",),
        warnings=treatment.warnings,
        counter_value_cents=value,
    )


def _worth(house: House, coins: int, value_cents: int) -> int:
    return (2 * coins * value_cents + house.whole_coin) // (2 * house.whole_coin)


def _brokered(house: House, *, side: Side, facts: PartyFacts, other: PartyFacts) -> Treatment:
    """Decide what a brokered supply means for one side; who pays sees the document of who gives."""
    treatment = decide_treatment(
        side=side, facts=facts, legal_role=LegalRole.BROKER, on=house.on, rules=house.rules, counterparty=other
    )
    kind = treatment.document_kind or DocumentKind.INVOICE_380
    return replace(treatment, document_kind=kind)


def _known(network_id: UUID, party_id: UUID | None, on: date) -> PartyFacts | None:
    if party_id is None:
        return None
    row = facts_on(network_id=network_id, party_id=party_id, on=on)
    return facts_value(party=party_by_id(network_id=network_id, party_id=party_id), facts=row) if row else None


def _assumed(side: Side) -> PartyFacts:
    if side is Side.RECIPIENT:
        return PartyFacts(name="", vat_kind=VatKind.VAT_BUSINESS, kind=PartyKind.ORGANISATION, language="nl")
    return PartyFacts(name="", vat_kind=VatKind.PRIVATE_PERSON, kind=PartyKind.PERSON, language="nl")
