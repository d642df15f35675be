"""What a session means in coins and euro, before anyone agrees to it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.billing.queries.house import facts_value, house_on
from kennisruil.billing.rules.kinds import DocumentKind, LegalRole, PartyKind, Side, VatKind
from kennisruil.billing.rules.rulebook import Terms
from kennisruil.billing.rules.values import PartyFacts
from kennisruil.billing.rules.vat import decide_treatment, vat_of
from kennisruil.network.queries import facts_on, party_by_id


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
) -> Consequence:
    """Work out what ``coins`` (positive, minor units) mean for a party on one side, at the counter-value of the day.

    Without a party, or before its VAT status is known, a recipient is taken
    for a business (full VAT) and a provider for a private person (none).
    """
    house = house_on(network_id=network_id, on=on)
    known = _known(network_id, party_id, on)
    facts = known or _assumed(Side(side))
    treatment = decide_treatment(side=Side(side), facts=facts, legal_role=LegalRole.OWN_NAME, on=on, rules=house.rules)
    value = counter_value_cents or house.counter_value_cents
    base = (2 * coins * value + house.whole_coin) // (2 * house.whole_coin)
    vat = vat_of(base_cents=base, rate_basis_points=treatment.rate_basis_points)
    terms: Terms = house.rules.terms_on(on=on)
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


def _known(network_id: UUID, party_id: UUID | None, on: date) -> PartyFacts | None:
    if party_id is None:
        return None
    row = facts_on(network_id=network_id, party_id=party_id, on=on)
    return facts_value(party=party_by_id(network_id=network_id, party_id=party_id), facts=row) if row else None


def _assumed(side: Side) -> PartyFacts:
    if side is Side.RECIPIENT:
        return PartyFacts(name="", vat_kind=VatKind.VAT_BUSINESS, kind=PartyKind.ORGANISATION, language="nl")
    return PartyFacts(name="", vat_kind=VatKind.PRIVATE_PERSON, kind=PartyKind.PERSON, language="nl")
