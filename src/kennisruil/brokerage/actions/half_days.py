"""Saying when one has time."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.places import offer_place
from kennisruil.brokerage.models import DayHalf, WeekHalf
from kennisruil.brokerage.queries.half_days import given_by
from kennisruil.brokerage.rules.half_days import HalfDay, differences
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def keep_week(*, network_id: UUID, member_id: UUID, week: Collection[tuple[int, str]], by: Actor, at: datetime) -> None:
    """Keep the half-days of every week, as (weekday from Monday 0, half), in place of those of before.

    Dates that were said to be otherwise stay so. What was agreed stays agreed.
    """
    with action("brokerage.keep_week", network_id=network_id, by=by, at=at, about=("member", member_id)):
        WeekHalf.objects.filter(network_id=network_id, member_id=member_id).delete()
        WeekHalf.objects.bulk_create(
            WeekHalf(
                id=derived_id(network_id, "week-half", member_id, weekday, half),
                network_id=network_id,
                member_id=member_id,
                weekday=weekday,
                half=half,
            )
            for weekday, half in sorted(set(week))
        )
        offer_place(network_id=network_id, member_id=member_id, by=by, at=at)


def keep_days(*, network_id: UUID, member_id: UUID, free: Collection[HalfDay], by: Actor, at: datetime) -> None:
    """Keep exactly ``free`` as the free half-days of the weeks ahead; only what differs from the week is written."""
    with action("brokerage.keep_days", network_id=network_id, by=by, at=at, about=("member", member_id)):
        today = day_in(network_id=network_id, at=at)
        week = given_by(network_id=network_id, member_ids=[member_id], from_on=today)[member_id].week
        DayHalf.objects.filter(network_id=network_id, member_id=member_id).delete()
        DayHalf.objects.bulk_create(
            DayHalf(
                id=derived_id(network_id, "day-half", member_id, one.on, one.half),
                network_id=network_id,
                member_id=member_id,
                on=one.on,
                half=one.half,
                is_free=is_free,
            )
            for one, is_free in differences(week=week, wanted=set(free), from_on=today).items()
        )
        offer_place(network_id=network_id, member_id=member_id, by=by, at=at)


def forget_past_days(*, network_id: UUID, today: date, by: Actor, at: datetime) -> None:
    """Clear away what was said about dates before today; nothing to clear writes nothing."""
    past = DayHalf.objects.filter(network_id=network_id, on__lt=today)
    if past.exists():
        with action("brokerage.forget_past_days", network_id=network_id, by=by, at=at):
            past.delete()
