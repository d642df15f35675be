"""Texts to agree to, and who agreed."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from kennisruil.network.models import Agreement, TermsText

_NOBODY = UUID(int=0)


def agreement_of(
    *, network_id: UUID, kind: str, on: date, party_id: UUID | None = None, member_id: UUID | None = None
) -> Agreement | None:
    """Give the agreement of ``kind`` in force on a day of a party, or of a member; None without one."""
    rows = Agreement.objects.filter(network_id=network_id, kind=kind, agreed_on__lte=on)
    rows = rows.filter(party_id=party_id) if party_id else rows.filter(member_id=member_id or _NOBODY)
    return rows.exclude(ended_on__lte=on).order_by("-agreed_on", "-version", "pk").first()


def parties_that_agreed(*, network_id: UUID, party_ids: Iterable[UUID], kind: str, on: date) -> frozenset[UUID]:
    """Give which of several parties have an agreement of ``kind`` in force on a day."""
    rows = Agreement.objects.filter(network_id=network_id, party_id__in=list(party_ids), kind=kind, agreed_on__lte=on)
    found = rows.exclude(ended_on__lte=on).order_by("pk").values_list("party_id", flat=True)
    return frozenset(id for id in found if id)


def agreements_of(
    *, network_id: UUID, party_ids: Iterable[UUID] = (), member_id: UUID | None = None
) -> list[Agreement]:
    """List every agreement of these parties and of this member, the latest first; at most 500."""
    rows = Agreement.objects.filter(network_id=network_id)
    wanted = rows.filter(Q(party_id__in=list(party_ids)) | Q(member_id=member_id, member_id__isnull=False))
    return list(wanted.order_by("-agreed_on", "kind", "pk")[:500])


def agreed_parties(*, network_id: UUID, on: date) -> list[Agreement]:
    """List the agreements of parties in force on a day; at most 5,000, the oldest first."""
    rows = Agreement.objects.select_related("party").filter(network_id=network_id, party__isnull=False)
    present = rows.filter(agreed_on__lte=on, party__left_on=None).exclude(ended_on__lte=on)
    return list(present.order_by("agreed_on", "pk")[:5000])


def terms_text(*, network_id: UUID, kind: str, language: str, on: date) -> TermsText:
    """Give the text in force on a day, in ``language`` or else in Dutch. :raises TermsText.DoesNotExist: none yet."""
    rows = TermsText.objects.filter(network_id=network_id, kind=kind, holds_from__lte=on, language__in=[language, "nl"])
    found = sorted(rows, key=lambda row: (row.holds_from, row.version, row.language == language))
    if not found:
        raise TermsText.DoesNotExist(kind)
    return found[-1]


def versions_in_force(*, network_id: UUID, on: date) -> dict[str, str]:
    """Give the version of each kind of text in force on a day."""
    rows = TermsText.objects.filter(network_id=network_id, holds_from__lte=on).order_by("holds_from", "version", "pk")
    return dict(rows.values_list("kind", "version")[:1000])


def terms_of(*, network_id: UUID) -> list[TermsText]:
    """List every version of every text, by kind, the latest first; at most 500."""
    rows = TermsText.objects.filter(network_id=network_id)
    return list(rows.order_by("kind", "-holds_from", "-version", "language", "pk")[:500])
