"""One row of each kind, by the name that addresses give it."""

from typing import Any
from uuid import UUID

from kennisruil.billing.models import (
    Allocation,
    BankFile,
    BankLine,
    BankPart,
    Document,
    InboxDocument,
    PayBatch,
    PayOrder,
    ReminderHold,
    Statement,
    Submission,
)
from kennisruil.bookkeeping.models import JournalEntry, OutboxRow
from kennisruil.brokerage.models import (
    Alert,
    Approach,
    ExchangeRound,
    Need,
    Proposal,
    Referral,
    RoundLink,
    Session,
    WaitingPlace,
)
from kennisruil.gatherings.models import Contribution, Gathering, Place
from kennisruil.ledger.models import Transfer
from kennisruil.matching.models import KnowHow
from kennisruil.menu.models import MenuCard
from kennisruil.network.models import Network
from kennisruil.pathway.models import Concept
from kennisruil.porting.models import ImportBatch
from kennisruil.quality.models import Feedback
from kennisruil.shared.models import Mail
from tests.brokerage.factories import Exchange


def newest_rows(network: Network, exchange: Exchange) -> dict[str, UUID | str]:
    """One row for each name of an argument in an address."""

    def newest(model: Any, **conditions: Any) -> UUID:
        row = model.objects.filter(network_id=network.pk, **conditions).order_by("-pk").first()
        assert row is not None, f"the world has no {model.__name__}"
        return UUID(str(row.pk))

    mail = Mail.objects.filter(network_id=network.pk).exclude(attachments=[]).order_by("-pk")[0]
    return {
        "network_id": network.pk,
        "member_id": exchange.helper.pk,
        "party_id": exchange.asker_party.pk,
        "need_id": newest(Need, state="open"),
        "proposal_id": newest(Proposal, state="asked"),
        "willing_proposal_id": newest(Proposal, state="yes", need__state="open"),
        "session_id": newest(Session),
        "document_id": newest(Document, kind="invoice_380"),
        "entry_id": newest(JournalEntry),
        "row_id": newest(OutboxRow),
        "transfer_id": newest(Transfer, ref_kind="session"),
        "settlement_id": newest(Allocation),
        "year": "2026",
        "statement_id": newest(Statement, party=exchange.asker_party),
        "supply_id": Session.objects.filter(state="held").order_by("pk")[0].supply_id,
        "gathering_id": newest(Gathering),
        "place_id": newest(Place),
        "waiting_place_id": newest(WaitingPlace),
        "feedback_id": newest(Feedback),
        "contribution_id": newest(Contribution),
        "batch_id": newest(ImportBatch),
        "mail_id": mail.pk,
        "file_id": mail.attachments[0],
        "card_id": newest(MenuCard),
        "know_how_id": newest(KnowHow),
        "hold_id": newest(ReminderHold),
        "referral_id": newest(Referral),
        "alert_id": newest(Alert),
        "approach_id": newest(Approach),
        "bank_file_id": newest(BankFile),
        "line_id": newest(BankLine, state="proposed"),
        "part_id": newest(BankPart),
        "pay_batch_id": newest(PayBatch),
        "order_id": newest(PayOrder),
        "submission_id": newest(Submission),
        "inbox_id": newest(InboxDocument),
        "round_id": newest(ExchangeRound),
        "link_id": newest(RoundLink),
        "concept_id": newest(Concept),
        "month": "2026-02",
        "number": "2",
    }
