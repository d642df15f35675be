"""How a network bills on a day: its rule book, operator, coin and terms, read once and passed along."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kennisruil.billing.rules.kinds import LegalRole, PartyKind, VatKind
from kennisruil.billing.rules.rulebook import RuleBook, rule_book_from, shipped_rule_book
from kennisruil.billing.rules.values import PartyFacts
from kennisruil.bookkeeping.rules.chart import Chart, chart_from
from kennisruil.network import models as network_models
from kennisruil.network.queries import facts_on, network_by_id, operator_of, settings_on
from kennisruil.shared.scope import network_scope


class OperatorUnknown(LookupError):
    """The operator's own facts do not hold on the day: a founding or import gap, for who runs the installation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What billing must know of a network on a day."""

    network_id: UUID
    on: date
    name: str
    zone: str
    book_id: UUID
    operator_account_id: UUID
    operator_id: UUID
    operator: PartyFacts
    legal_role: LegalRole
    coin: str
    scale: int
    counter_value_cents: int
    deductible_basis_points: int
    rules: RuleBook
    chart: Chart
    settings: dict[str, Any]

    @property
    def whole_coin(self) -> int:
        """Minor units in one coin."""
        return int(10**self.scale)

    def base_of(self, coins: int) -> int:
        """Give the worth of ``coins`` (minor units) at the counter-value of the day, in cents rounded half up."""
        return (2 * coins * self.counter_value_cents + self.whole_coin) // (2 * self.whole_coin)

    def noon(self, day: date) -> datetime:
        """Give an instant that falls on ``day`` in the network's time zone."""
        return datetime.combine(day, time(12), tzinfo=ZoneInfo(self.zone))


def house_on(*, network_id: UUID, on: date) -> House:
    """Read how the network bills on a day. :raises OperatorUnknown: nothing is known of the operator yet."""
    with network_scope(network_id):
        network = network_by_id(network_id=network_id)
        settings = settings_on(network_id=network_id, on=on)
        operator = operator_of(network_id=network_id)
        facts = facts_on(network_id=network_id, party_id=operator.pk, on=on)
    if facts is None:
        raise OperatorUnknown
    return House(
        network_id=network_id,
        on=on,
        name=settings.get("house.name") or network.name,
        zone=network.time_zone,
        book_id=network.book_id,
        operator_account_id=network.operator_account_id,
        operator_id=operator.pk,
        operator=facts_value(party=operator, facts=facts),
        legal_role=LegalRole(settings["legal_role"]),
        coin=settings["coin.sign"],
        scale=settings["coin.scale"],
        counter_value_cents=settings["coin.counter_value_cents"],
        deductible_basis_points=settings.get("billing.deductible_basis_points", 10_000),
        rules=shipped_rule_book().overridden_by(rule_book_from(settings.get("billing.rule_book") or {})),
        chart=chart_from(settings.get("books.accounts") or {}),
        settings=settings,
    )


def deductible_on(*, house: House, day: date) -> int:
    """Give the share of VAT the operator may deduct (basis points) of what is chargeable on ``day``."""
    if day == house.on:
        return house.deductible_basis_points
    return int(settings_on(network_id=house.network_id, on=day).get("billing.deductible_basis_points", 10_000))


def facts_value(*, party: network_models.Party, facts: network_models.PartyFacts) -> PartyFacts:
    """Give a party's dated facts as the rules read them."""
    return PartyFacts(
        name=facts.legal_name or party.name,
        vat_kind=VatKind(facts.vat_kind),
        kind=PartyKind(party.kind),
        language=facts.language,
        country=facts.country,
        enterprise_number=facts.enterprise_number or None,
        vat_number=facts.vat_number or None,
        street=facts.street,
        postcode=facts.postcode,
        city=facts.city,
        iban=facts.iban or None,
        email=facts.email or None,
        peppol_registered=facts.peppol_registered,
    )


def party_facts(*, party: network_models.Party, on: date) -> PartyFacts | None:
    """Give a party's facts as they hold on a day; None while its VAT status is unknown."""
    facts = facts_on(network_id=party.network_id, party_id=party.pk, on=on)
    return facts_value(party=party, facts=facts) if facts else None
