"""Reads of the porting room: imports, and what the network holds for a plan to look at."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kennisruil.brokerage.models import PastSession
from kennisruil.matching.models import KnowHow
from kennisruil.network import queries as network
from kennisruil.network.models import Acting, Member, Party, PartyFacts
from kennisruil.porting.models import ImportBatch, ImportRow
from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.planning import Record
from kennisruil.porting.rules.reading import read_table
from kennisruil.porting.rules.table import Table

FACTS = (
    "vat_kind",
    "enterprise_number",
    "vat_number",
    "street",
    "postcode",
    "city",
    "country",
    "iban",
    "email",
    "language",
    "peppol_registered",
)
DETAILS = ("given_name", "family_name", "email", "phone", "language", "job_title", "is_outsider")


def batch_by_id(*, network_id: UUID, batch_id: UUID) -> ImportBatch:
    """Give an import. :raises ImportBatch.DoesNotExist: not in this network."""
    return ImportBatch.objects.get(network_id=network_id, pk=batch_id)


def recent_batches(*, network_id: UUID) -> list[ImportBatch]:
    """List the latest imports, newest first, at most 50."""
    return list(ImportBatch.objects.filter(network_id=network_id).order_by("-uploaded_at", "pk")[:50])


def rows_of(*, network_id: UUID, batch_id: UUID, outcome: str = "") -> QuerySet[ImportRow]:
    """Give the rows of an import in the order of the file, of one outcome when given; the page takes its slice."""
    rows = ImportRow.objects.filter(network_id=network_id, batch_id=batch_id)
    return (rows.filter(outcome=outcome) if outcome else rows).order_by("number", "pk")


def table_of(batch: ImportBatch, *, sheet: str | None = None) -> Table:
    """Read the kept file of an import again. :raises FileRefused: the sheet is not in it."""
    return read_table(content=bytes(batch.file.content), sheet=batch.sheet if sheet is None else sheet)


def known_for(*, network_id: UUID, kind: str, today: date) -> Known:
    """Take from the network what the plan of ``kind`` looks at; everything of that noun, in few queries."""
    cents = network.setting(network_id=network_id, key="coin.counter_value_cents", on=today)
    if kind == "organisations":
        return Known(organisations=_parties(network_id, today, kind="organisation"))
    if kind == "people":
        return Known(people=_people(network_id), organisations=_parties(network_id, today, kind="organisation"))
    if kind == "skills":
        return Known(people=_people(network_id), skills=_skills(network_id))
    parties = _parties(network_id, today)
    if kind == "opening_balances":
        return Known(parties=parties, openings=_booked(network_id, kind), counter_value_cents=cents)
    return Known(parties=parties, sessions=_past_sessions(network_id))


def _parties(network_id: UUID, today: date, *, kind: str = "") -> list[Record]:
    rows = Party.objects.filter(network_id=network_id, is_operator=False, left_on=None)
    facts = PartyFacts.objects.filter(network_id=network_id, holds_from__lte=today)
    latest = {row.party_id: row for row in facts.order_by("party_id", "-holds_from", "pk").distinct("party_id")}
    return [
        Record(str(party.pk), {"name": party.name} | _fact_values(latest.get(party.pk)))
        for party in (rows.filter(kind=kind) if kind else rows).order_by("number", "pk")
    ]


def _fact_values(facts: PartyFacts | None) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in FACTS} if facts else {}


def _people(network_id: UUID) -> list[Record]:
    own = set(
        Acting.objects.filter(network_id=network_id, is_own=True, until_on=None).values_list("member_id", flat=True)
    )
    members = Member.objects.filter(network_id=network_id, left_on=None).order_by("joined_on", "pk")
    return [
        Record(
            str(member.pk),
            {name: getattr(member, name) for name in DETAILS}
            | {"organisation": member.organisation_name, "own_account": member.pk in own},
        )
        for member in members
    ]


def _skills(network_id: UUID) -> list[Record]:
    rows = KnowHow.objects.filter(network_id=network_id, withdrawn_at=None, kind="skill").order_by("pk")
    return [
        Record(
            str(row.pk),
            {
                "person": str(row.member_id),
                "text": row.text,
                "place": "in_job" if row.is_in_job else "outside_job",
                "language": row.language,
            },
        )
        for row in rows
    ]


def _booked(network_id: UUID, kind: str) -> list[Record]:
    """Give what earlier imports of this kind put in and nobody undid."""
    rows = ImportRow.objects.filter(
        network_id=network_id, batch__kind=kind, batch__state=ImportBatch.State.COMMITTED, outcome="new"
    )
    return [Record(row.target, row.values, row.number) for row in rows.order_by("pk")]


def _past_sessions(network_id: UUID) -> list[Record]:
    rows = PastSession.objects.filter(network_id=network_id).order_by("held_on", "pk")
    return [
        Record(str(pk), {"held_on": held_on.isoformat(), "provider_id": str(gave), "recipient_id": str(received)})
        for pk, held_on, gave, received in rows.values_list("pk", "held_on", "provider_party_id", "recipient_party_id")
    ]
