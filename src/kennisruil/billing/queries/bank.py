"""What a bank file is matched with: own accounts, documents by their message, parties with something open."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from kennisruil.billing.models import BankLine, Claim, Document, PayOrder, Statement
from kennisruil.billing.rules.bank import Candidate, OpenPart, Told
from kennisruil.billing.rules.numbers import structured_message
from kennisruil.network.models import Party, PartyFacts
from kennisruil.network.queries import operator_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """Whose a structured message is: a party, and the document it stands on (none for a statement)."""

    party_id: UUID
    document_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All that the moves of a file are matched with, read once."""

    own_ibans: frozenset[str]
    by_message: dict[str, Addressed]
    by_end_to_end: dict[str, PayOrder]
    owing: tuple[Candidate, ...]
    owed: tuple[Candidate, ...]


def matter_of(*, network_id: UUID, messages: Collection[str], end_to_ends: Collection[str]) -> Matter:
    """Read what these structured messages (twelve digits) and references may belong to, and who has something open."""
    orders = PayOrder.objects.filter(network_id=network_id, end_to_end__in=set(end_to_ends) - {""})
    return Matter(
        own_ibans=own_ibans(network_id=network_id),
        by_message=_addressed(network_id, set(messages) - {""}),
        by_end_to_end={each.end_to_end: each for each in orders.select_related("batch").order_by("pk")},
        owing=_candidates(network_id, sign=1),
        owed=_candidates(network_id, sign=-1),
    )


def own_ibans(*, network_id: UUID) -> frozenset[str]:
    """Give every account the operator ever had."""
    operator = operator_of(network_id=network_id)
    rows = PartyFacts.objects.filter(network_id=network_id, party=operator).exclude(iban="")
    return frozenset(plain_iban(iban) for iban in rows.order_by("pk").values_list("iban", flat=True))


def plain_iban(iban: str) -> str:
    """Give an account as banks write it in files: without spaces, in capitals."""
    return iban.replace(" ", "").upper()


def lines_like(
    *, network_id: UUID, accounts: Iterable[str], cents: Iterable[int]
) -> dict[tuple[str, int], list[BankLine]]:
    """Give the lines there are on accounts with one of these amounts, by account and amount, oldest first."""
    rows = BankLine.objects.filter(network_id=network_id, account__in=set(accounts), cents__in=set(cents))
    found: dict[tuple[str, int], list[BankLine]] = {}
    for line in rows.order_by("booked_on", "pk"):
        found.setdefault((line.account, line.cents), []).append(line)
    return found


def told_by(line: BankLine) -> Told:
    """Give what tells a line from others."""
    return Told(
        booked_on=line.booked_on,
        cents=line.cents,
        format=line.format,
        structured=line.structured,
        iban=line.iban,
        end_to_end=line.end_to_end,
        reference=line.reference,
        statement=line.statement,
    )


def _addressed(network_id: UUID, messages: set[str]) -> dict[str, Addressed]:
    seeds = {int(digits[:10]): digits for digits in messages}
    rows = Document.objects.filter(network_id=network_id, message_seed__in=seeds, state=Document.State.ISSUED)
    # A document in a provider's own name is paid to the provider: nothing of it comes in here.
    rows = rows.filter(counterparty__isnull=True).order_by("pk")
    found = {
        seeds[seed]: Addressed(party_id=party_id, document_id=document_id)
        for document_id, party_id, seed in rows.values_list("pk", "party_id", "message_seed")
        if seed is not None
    }
    written = {structured_message(seed=seed): digits for seed, digits in seeds.items() if digits not in found}
    if written:
        statements = Statement.objects.filter(
            network_id=network_id, content__payment__structured_message__in=list(written)
        )
        for party_id, content in statements.order_by("pk").values_list("party_id", "content"):
            digits = written[content["payment"]["structured_message"]]
            found[digits] = Addressed(party_id=party_id, document_id=None)
    return found


def _candidates(network_id: UUID, *, sign: int) -> tuple[Candidate, ...]:
    """Give the parties that owe (1) or are owed (-1) something in euro, with the amounts that would settle a part."""
    rows = Claim.objects.filter(network_id=network_id, sign=sign, settled_cents__lt=F("cents"))
    rows = rows.exclude(part=Claim.Part.PREPAID).order_by("party_id", "position", "pk")
    opened: dict[UUID, dict[UUID | None, list[tuple[str, int]]]] = {}
    numbers: dict[UUID | None, str] = {}
    values = rows.values_list(
        "party_id", "document_id", "document__number", "old_number", "part", "cents", "settled_cents"
    )
    for party_id, document_id, number, old_number, part, cents, settled in values:
        opened.setdefault(party_id, {}).setdefault(document_id, []).append((part, cents - settled))
        numbers[document_id] = number or old_number or ""
    parties = Party.objects.filter(network_id=network_id, pk__in=list(opened)).order_by("pk")
    names = dict(parties.values_list("pk", "name"))
    ibans = _ibans(network_id, opened)
    return tuple(
        Candidate(
            party_id=party_id,
            name=names[party_id],
            ibans=ibans.get(party_id, frozenset()),
            parts=tuple(_part(document_id, numbers[document_id], parts) for document_id, parts in documents.items())
            + _together(documents.values()),
        )
        for party_id, documents in opened.items()
    )


def _part(document_id: UUID | None, number: str, parts: list[tuple[str, int]]) -> OpenPart:
    every = [cents for _part, cents in parts]
    vat = sum(cents for part, cents in parts if part == Claim.Part.VAT)
    return OpenPart(document_id=document_id, number=number, amounts=frozenset({*every, vat, sum(every)} - {0}))


def _together(documents: Iterable[list[tuple[str, int]]]) -> tuple[OpenPart, ...]:
    """Give what all documents come to: all VAT, and all."""
    every = [each for parts in documents for each in parts]
    vat = sum(cents for part, cents in every if part == Claim.Part.VAT)
    amounts = frozenset({vat, sum(cents for _part, cents in every)} - {0})
    return (OpenPart(document_id=None, number="", amounts=amounts),)


def _ibans(network_id: UUID, party_ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    rows = PartyFacts.objects.filter(network_id=network_id, party_id__in=list(party_ids)).exclude(iban="")
    found: dict[UUID, frozenset[str]] = {}
    for party_id, iban in rows.order_by("pk").values_list("party_id", "iban"):
        found[party_id] = found.get(party_id, frozenset()) | {plain_iban(iban)}
    return found
