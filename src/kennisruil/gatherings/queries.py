"""Reads of the gatherings room."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.billing.rules.close import Objection
from kennisruil.gatherings.models import Contribution, Gathering, Place
from kennisruil.gatherings.rules import Offer, Seat, State
from kennisruil.shared.periods import Month
from kennisruil.shared.speaking import Count
from kennisruil.shared.todo import OFFICE, TodoLine

LIST_LIMIT = 200


def gathering_by_id(*, network_id: UUID, gathering_id: UUID) -> Gathering:
    """Give a gathering. :raises Gathering.DoesNotExist: not in this network."""
    rows = Gathering.objects.select_related("provider", "provider_member", "item")
    return rows.get(network_id=network_id, pk=gathering_id)


def coming_gatherings(*, network_id: UUID, today: date) -> QuerySet[Gathering]:
    """List what is still to come, the nearest first."""
    rows = Gathering.objects.filter(network_id=network_id, state=State.PLANNED, planned_on__gte=today)
    return rows.order_by("starts_at", "pk")[:LIST_LIMIT]


def past_gatherings(*, network_id: UUID, today: date) -> QuerySet[Gathering]:
    """List what lies behind, or was cancelled, the latest first."""
    rows = Gathering.objects.filter(network_id=network_id).exclude(state=State.PLANNED, planned_on__gte=today)
    return rows.order_by("-starts_at", "pk")[:LIST_LIMIT]


def places_of(*, network_id: UUID, gathering_id: UUID) -> QuerySet[Place]:
    """List the places of a gathering by name, those withdrawn left out."""
    rows = Place.objects.filter(network_id=network_id, gathering_id=gathering_id).exclude(state=Seat.WITHDRAWN)
    return rows.select_related("member", "party").order_by("member__family_name", "member__given_name", "pk")[:1000]


def place_of(*, network_id: UUID, gathering_id: UUID, member_id: UUID) -> Place | None:
    """Give a member's place, or None; a withdrawn one counts as none."""
    rows = Place.objects.filter(network_id=network_id, gathering_id=gathering_id, member_id=member_id)
    return rows.exclude(state=Seat.WITHDRAWN).select_related("party").first()


def places_of_member(*, network_id: UUID, member_id: UUID) -> QuerySet[Place]:
    """List the gatherings a member goes or went to, the latest first."""
    rows = Place.objects.filter(network_id=network_id, member_id=member_id).exclude(state=Seat.WITHDRAWN)
    return rows.select_related("gathering", "party").order_by("-gathering__starts_at", "pk")[:LIST_LIMIT]


def contribution_by_id(*, network_id: UUID, contribution_id: UUID) -> Contribution:
    """Give a contribution. :raises Contribution.DoesNotExist: not in this network."""
    return Contribution.objects.select_related("member", "party").get(network_id=network_id, pk=contribution_id)


def contributions(*, network_id: UUID, member_id: UUID | None = None) -> Sequence[Contribution]:
    """List contributions, those that wait for an answer first, then the latest."""
    rows = Contribution.objects.filter(network_id=network_id).select_related("member", "party")
    if member_id:
        rows = rows.filter(member_id=member_id)
    return sorted(rows.order_by("-offered_on", "pk")[:LIST_LIMIT], key=lambda row: row.state != Offer.OFFERED)


def close_objections(*, network_id: UUID, month: Month) -> Sequence[Objection]:
    """List the gatherings of a month that are neither held nor cancelled: the month cannot close before they are."""
    rows = Gathering.objects.filter(
        network_id=network_id, state=State.PLANNED, planned_on__gte=month.start_on, planned_on__lt=month.end_on
    )
    return [
        Objection(
            kind="gathering",
            id=row.pk,
            since_on=row.planned_on,
            text=_("“%(title)s” still has no list of who came.") % {"title": row.title},
        )
        for row in rows.order_by("planned_on", "pk")[:LIST_LIMIT]
    ]


def todo_lines(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List what waits for the office: attendance to note, contributions to answer. Members have nothing to do here."""
    if waits_for != OFFICE:
        return []
    past = Gathering.objects.filter(network_id=network_id, state=State.PLANNED, planned_on__lt=today)
    offered = Contribution.objects.filter(network_id=network_id, state=Offer.OFFERED).select_related("member")
    return [
        *(_attendance_line(row, today) for row in past.order_by("planned_on", "pk")[:LIST_LIMIT]),
        *(_contribution_line(row, today) for row in offered.order_by("offered_on", "pk")[:LIST_LIMIT]),
    ]


def _attendance_line(row: Gathering, today: date) -> TodoLine:
    text = ngettext(
        "Who came to “%(title)s”? %(count)s person was enrolled.",
        "Who came to “%(title)s”? %(count)s people were enrolled.",
        row.taken,
    )
    return TodoLine(
        kind="gathering",
        key=str(row.pk),
        waits_for=OFFICE,
        since_on=row.planned_on,
        text=text % {"title": row.title, "count": Count(row.taken)},
        action_text=_("Note who came"),
        url=reverse("gatherings:gathering", args=[row.pk]),
        overdue=(today - row.planned_on).days > 7,
    )


def _contribution_line(row: Contribution, today: date) -> TodoLine:
    return TodoLine(
        kind="contribution",
        key=str(row.pk),
        waits_for=OFFICE,
        since_on=row.offered_on,
        text=_("%(name)s offers “%(title)s” to give back.") % {"name": row.member.name, "title": row.title},
        action_text=_("Answer"),
        url=reverse("gatherings:contribution", args=[row.pk]),
        overdue=(today - row.offered_on).days > 14,
    )
