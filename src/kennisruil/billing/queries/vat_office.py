"""What the tax office asks of issued documents: by period of VAT, by year, by kind of provider."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Case, F, QuerySet, Sum, When
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce

from kennisruil.billing.models import Document, TaxNumber
from kennisruil.billing.rules import parties
from kennisruil.billing.rules.grids import TaxedDocument
from kennisruil.billing.rules.kinds import PartyKind, VatKind
from kennisruil.billing.rules.listings import Client, clients_of, intra_clients_of
from kennisruil.billing.rules.quarters import Quarter
from kennisruil.billing.rules.values import PartyFacts
from kennisruil.bookkeeping.models import JournalLine
from kennisruil.network.queries import SettingMissing, facts_of_parties, setting
from kennisruil.shared.ids import derived_id

_SALES = ("invoice_380", "credit_note_381")
_KINDS = (*_SALES, "self_billed_389", "self_billed_credit_261", "settlement_note", "settlement_credit")
_NOTES = {"settlement_note": 1, "settlement_credit": -1}
# Kinds of provider of whom the year is counted: without VAT number, so nobody else counts it.
COUNTED = ("private_person", "association")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderYear:
    """What one provider without VAT number was credited in a year, beside what it may be before somebody looks."""

    party_id: UUID
    name: str
    vat_kind: str
    cents: int
    limit_cents: int
    warn_percent: int
    first_on: date

    @property
    def is_near(self) -> bool:
        """Whether it comes near the limit, or is past it."""
        return bool(self.limit_cents) and self.cents * 100 >= self.limit_cents * self.warn_percent

    @property
    def is_past(self) -> bool:
        """Whether it is past the limit."""
        return bool(self.limit_cents) and self.cents > self.limit_cents


def taxed_documents(*, network_id: UUID, start_on: date, end_on: date) -> list[TaxedDocument]:
    """Give the documents of the operator whose VAT is chargeable in ``start_on <= day < end_on``, by number.

    Documents in a provider's own name are that provider's to declare. A note outside VAT counts by its day of issue.
    """
    rows = list(_taxed(network_id, start_on, end_on).values(*_FIELDS))
    deducted = _deducted(network_id, [row["pk"] for row in rows])
    return [_document(row, deducted.get(row["pk"], 0)) for row in rows]


def drafts_in(*, network_id: UUID, start_on: date, end_on: date) -> tuple[int, int, int]:
    """Give number, base and VAT of drafts not accepted yet whose VAT falls in the period: shown apart, not counted."""
    rows = Document.objects.filter(network_id=network_id, state=Document.State.DRAFT, counterparty__isnull=True)
    rows = rows.filter(chargeable_on__gte=start_on, chargeable_on__lt=end_on)
    sums = rows.aggregate(base=Sum("base_cents"), vat=Sum("vat_cents"))
    return rows.count(), sums["base"] or 0, sums["vat"] or 0


def client_listing(*, network_id: UUID, year: int) -> list[Client]:
    """Give the annual client listing of a year."""
    over = int(_setting(network_id, "vat.client_listing_over_cents", date(year, 12, 31), 250_00))
    return clients_of(_year(network_id, year), over_cents=over)


def intra_listing(*, network_id: UUID, quarter: Quarter) -> list[Client]:
    """Give the listing of services to businesses elsewhere in the EU of a quarter."""
    found = taxed_documents(network_id=network_id, start_on=quarter.start_on, end_on=quarter.end_on)
    return intra_clients_of(found)


def provider_years(*, network_id: UUID, year: int) -> list[ProviderYear]:
    """Give what each private person and association provided in a year, by settlement notes, most first; at most 5,000.

    The year is that of the services, corrections taken off.
    """
    end_of_year = date(year, 12, 31)
    rows = Document.objects.filter(
        network_id=network_id, state=Document.State.ISSUED, kind__in=_NOTES, month_on__year=year
    )
    cents = Case(
        When(kind="settlement_credit", then=-F("base_cents")), default=F("base_cents"), output_field=BigIntegerField()
    )
    sums = rows.order_by("party_id").values("party_id", "party__name").annotate(total=Sum(cents))
    found = [row for row in sums if row["total"]][:5000]
    kinds = _vat_kinds(network_id, [row["party_id"] for row in found], end_of_year)
    warn = int(_setting(network_id, "vat.warn_percent", end_of_year, 80))
    limits = {kind: int(_setting(network_id, f"vat.limit_{kind}_cents", end_of_year, 0)) for kind in COUNTED}
    years = [
        ProviderYear(
            party_id=row["party_id"],
            name=row["party__name"],
            vat_kind=kinds[row["party_id"]],
            cents=row["total"],
            limit_cents=limits[kinds[row["party_id"]]],
            warn_percent=warn,
            first_on=date(year, 1, 1),
        )
        for row in found
        if kinds.get(row["party_id"]) in COUNTED
    ]
    return sorted(years, key=lambda each: (-each.cents, each.name))


def notes_of_provider(*, network_id: UUID, party_id: UUID, year: int) -> list[tuple[Document, int]]:
    """Give the notes a provider's year was added from, with their sign, by day."""
    rows = Document.objects.filter(network_id=network_id, state=Document.State.ISSUED, kind__in=_NOTES)
    rows = rows.filter(party_id=party_id, month_on__year=year).defer("content").select_related("party")
    return [(row, _NOTES[row.kind] * row.base_cents) for row in rows.order_by("issued_on", "number", "pk")[:1000]]


def tax_numbers(*, network_id: UUID, party_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Give the national numbers noted for the tax form, by party."""
    rows = TaxNumber.objects.filter(network_id=network_id, party_id__in=list(party_ids))
    return dict(rows.order_by("pk").values_list("party_id", "number"))


def addresses(*, network_id: UUID, party_ids: Iterable[UUID], on: date) -> dict[UUID, tuple[str, str, str]]:
    """Give street, postcode and town of parties as they hold on a day."""
    facts = facts_of_parties(network_id=network_id, party_ids=party_ids, on=on)
    return {party_id: (row.street, row.postcode, row.city) for party_id, row in facts.items()}


def _year(network_id: UUID, year: int) -> list[TaxedDocument]:
    return taxed_documents(network_id=network_id, start_on=date(year, 1, 1), end_on=date(year + 1, 1, 1))


_FIELDS = (
    "pk", "number", "kind", "party_id", "party__name", "on", "base_cents", "vat_cents", "self_assessed_cents",
    "addressee", "issuer", "shares",
)  # fmt: skip


def _taxed(network_id: UUID, start_on: date, end_on: date) -> "QuerySet[Document]":
    rows = Document.objects.filter(
        network_id=network_id, state=Document.State.ISSUED, kind__in=_KINDS, counterparty__isnull=True
    )
    rows = rows.annotate(
        on=Coalesce("chargeable_on", "issued_on"),
        addressee=KeyTransform("addressee", "content"),
        issuer=KeyTransform("issuer", "content"),
        shares=KeyTransform("shares", KeyTransform("vat", "content")),
    )
    return rows.filter(on__gte=start_on, on__lt=end_on).order_by("on", "series", "series_number", "pk")


def _deducted(network_id: UUID, ids: list[UUID]) -> dict[UUID, int]:
    """Give what the entry of each document deducts of its VAT, as it was booked; of a correction too, positive."""
    entries = {derived_id(id, "entry"): id for id in ids}
    lines = JournalLine.objects.filter(network_id=network_id, role="vat_deductible", entry_id__in=list(entries))
    sums = lines.order_by("entry_id").values("entry_id").annotate(total=Sum("cents"))
    return {entries[row["entry_id"]]: abs(row["total"]) for row in sums}


def _document(row: dict[str, Any], deducted_cents: int) -> TaxedDocument:
    sale = row["kind"] in _SALES
    # A note comes from the operator also where the party provided; then the party is who it is addressed to.
    note = row["kind"] in _NOTES
    facts = _facts(row["addressee"] if sale or note else row["issuer"])
    return TaxedDocument(
        id=row["pk"],
        number=row["number"],
        kind=row["kind"],
        party_id=row["party_id"],
        party_name=row["party__name"],
        on=row["on"],
        country=facts.country,
        vat_number=parties.vat_number_of(facts) or "",
        base_cents=row["base_cents"],
        vat_cents=row["vat_cents"],
        assessed_cents=row["self_assessed_cents"],
        deducted_cents=deducted_cents,
        shares=tuple(_share(share) for share in row["shares"] or ()),
    )


def _share(share: dict[str, Any]) -> tuple[str, int, int, int]:
    vat = share["vat"]
    return (vat["category"], int(vat["rate_basis_points"]), int(share["base_cents"]), int(share["vat_cents"]))


def _facts(data: dict[str, Any]) -> PartyFacts:
    return PartyFacts(
        name=data["name"],
        vat_kind=VatKind(data["vat_kind"]),
        kind=PartyKind(data["kind"]),
        language=data["language"],
        country=data["country"],
        enterprise_number=data["enterprise_number"],
        vat_number=data["vat_number"],
    )


def _vat_kinds(network_id: UUID, party_ids: list[UUID], on: date) -> dict[UUID, str]:
    facts = facts_of_parties(network_id=network_id, party_ids=party_ids, on=on)
    return {party_id: row.vat_kind for party_id, row in facts.items()}


def _setting(network_id: UUID, key: str, on: date, otherwise: int) -> Any:
    try:
        return setting(network_id=network_id, key=key, on=on)
    except SettingMissing:
        return otherwise
