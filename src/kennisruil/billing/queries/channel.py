"""The e-invoice channel of a network: how it is set, what is on its way, what came of each document, what came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from kennisruil.billing.channel import documentation_of, has_secrets
from kennisruil.billing.channel.choosing import Documentation
from kennisruil.billing.models import Document, InboxDocument, Submission, SubmissionEvent
from kennisruil.billing.rules.kinds import Channel, VatKind
from kennisruil.network.models import Party
from kennisruil.network.queries import facts_of_parties, network_by_id, setting_history, settings_on

ADAPTER, COMPANY = "channel.adapter", "channel.company"
_MUST = (VatKind.VAT_BUSINESS, VatKind.SMALL_ENTERPRISE, VatKind.PUBLIC_BODY)
TROUBLE = ("rejected", "unregistered", "stuck")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """How a channel is set on a day, and what it lacks; ``later`` are decisions that hold from another day on."""

    adapter: str
    company: str
    slug: str
    has_secrets: bool
    documentation: Documentation | None
    later: tuple[tuple[date, str, str], ...]

    @property
    def missing(self) -> str:
        """What keeps it from working: ``company``, ``secrets`` or nothing."""
        if self.documentation is None:
            return ""
        return "company" if not self.company else "" if self.has_secrets else "secrets"


def channel_state(*, network_id: UUID, on: date) -> ChannelState:
    """Give how the channel of a network is set on a day."""
    settings = settings_on(network_id=network_id, on=on)
    slug = network_by_id(network_id=network_id).slug
    adapter = str(settings.get(ADAPTER, "folder"))
    later = [
        (row.holds_from, row.key, str(row.value))
        for key in (ADAPTER, COMPANY)
        for row in setting_history(network_id=network_id, key=key)
        if row.holds_from > on
    ]
    return ChannelState(
        adapter=adapter,
        company=str(settings.get(COMPANY) or ""),
        slug=slug,
        has_secrets=has_secrets(name=adapter, slug=slug),
        documentation=documentation_of(adapter),
        later=tuple(sorted(later)),
    )


def documents_to_submit(*, network_id: UUID, limit: int = 500) -> list[Document]:
    """Give issued documents that travel as e-invoice and were not handed to a channel yet, in order of their day."""
    handed = Submission.objects.filter(network_id=network_id, document=OuterRef("pk"))
    rows = Document.objects.filter(
        network_id=network_id, state=Document.State.ISSUED, channel=Channel.PEPPOL, xml_id__isnull=False
    )
    return list(rows.exclude(Exists(handed)).order_by("issued_on", "series", "series_number", "pk")[:limit])


def due_submissions(*, network_id: UUID, at: datetime, limit: int = 500) -> list[UUID]:
    """Give what is to be tried by now, the longest waiting first."""
    rows = Submission.objects.filter(network_id=network_id, next_try_at__lte=at)
    return list(rows.order_by("next_try_at", "pk").values_list("pk", flat=True)[:limit])


def submission_of(*, network_id: UUID, document_id: UUID) -> Submission | None:
    """Give how a document travels; None when it was not handed to a channel."""
    return Submission.objects.filter(network_id=network_id, document_id=document_id).first()


def events_of(*, network_id: UUID, submission_id: UUID) -> Sequence[SubmissionEvent]:
    """Give what happened to a submission, the first first; at most 200."""
    rows = SubmissionEvent.objects.filter(network_id=network_id, submission_id=submission_id)
    return list(rows.order_by("at", "pk")[:200])


def submissions(*, network_id: UUID, state: str = "") -> "QuerySet[Submission]":
    """Give submissions, the latest first; ``trouble`` are those that wait for the office. The caller takes a page."""
    rows = Submission.objects.filter(network_id=network_id).select_related("document__party")
    if state:
        rows = rows.filter(state__in=TROUBLE) if state == "trouble" else rows.filter(state=state)
    return rows.defer("document__content").order_by("-document__issued_on", "-document__series_number", "-pk")


def counted_states(*, network_id: UUID) -> dict[str, int]:
    """Count submissions by state."""
    rows = Submission.objects.filter(network_id=network_id).order_by("state").values("state")
    return {row["state"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def inbox_documents(*, network_id: UUID) -> "QuerySet[InboxDocument]":
    """Give what came in, unseen first, then the latest first; the caller takes a page."""
    rows = InboxDocument.objects.filter(network_id=network_id)
    return rows.order_by("seen_at", "-received_at", "-pk")


def companies_by_pdf(*, network_id: UUID, on: date, since: date) -> list[Party]:
    """Give businesses that got documents as PDF since a day, and are still not noted as registered; at most 200.

    The law asks an e-invoice for them (Belgium, from January 2026), so the office looks them up.
    """
    rows = Document.objects.filter(
        network_id=network_id,
        state=Document.State.ISSUED,
        channel=Channel.PDF,
        xml_id__isnull=False,
        issued_on__gte=since,
    )
    parties = Party.objects.filter(network_id=network_id, pk__in=rows.values("party_id"), left_on__isnull=True)
    facts = facts_of_parties(network_id=network_id, party_ids=list(parties.values_list("pk", flat=True)), on=on)
    wanted = [
        id
        for id, each in facts.items()
        if each.vat_kind in _MUST and each.country == "BE" and not each.peppol_registered
    ]
    return list(parties.filter(pk__in=wanted).order_by("name", "pk")[:200])


def documents_wait(*, network_id: UUID) -> bool:
    """Tell whether any document still is to leave."""
    return Submission.objects.filter(network_id=network_id, state=Submission.State.WAITING).exists()
