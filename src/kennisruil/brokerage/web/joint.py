"""What the pages of sessions show of several recipients, and the half-days that may take another date's place."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kennisruil.brokerage import queries
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.course import FINAL, SIDES
from kennisruil.brokerage.rules.half_days import choices
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.halves import choices_in_words, read_half
from kennisruil.shared import clock

# So many half-days are offered at a glance; any other date can be filled in.
_MOST_HALVES = 12


def rows_once(rows: Sequence[dict[str, Any]], *, member_id: UUID) -> list[dict[str, Any]]:
    """Show who gives to several recipients one row for all who still come."""
    shown: list[dict[str, Any]] = []
    seen: set[UUID] = set()
    for row in rows:
        session = row["session"]
        if session.joint_id is None or session.provider_id != member_id:
            shown.append(row)
        elif session.joint_id not in seen:
            seen.add(session.joint_id)
            shown.append(_joint_row(row, session))
    return shown


def _joint_row(row: dict[str, Any], session: Session) -> dict[str, Any]:
    together = queries.together_with(session)
    alive = [one for one in together if one.state != "cancelled"] or together
    first = next((one for one in alive if one.state not in FINAL), alive[0])
    return row | {
        "session": first,
        "other": words.names_of([one.recipient for one in alive]),
        "coins": sum(one.provider_coins for one in alive),
        "chip": words.session_chip(first),
    }


def context(session: Session, *, side: str | None, is_office: bool) -> dict[str, Any]:
    """Prepare everybody in a session with several recipients, with where each stands."""
    together = queries.together_with(session)
    alive = [one for one in together if one.state != "cancelled"]
    may_count = is_office or side == "provider"
    return {
        "together": [
            {
                "session": one,
                "name": one.recipient.name,
                "chip": words.session_chip(one),
                "coins": one.recipient_coins if may_count or one.pk == session.pk else None,
                "is_here": one.pk == session.pk,
                "may_open": may_count,
            }
            for one in together
        ]
        if session.joint_id
        else [],
        "is_split": bool(session.joint and session.joint.price_rule == "split"),
        "receives": words.names_of([one.recipient for one in alive or [session]])
        if side == "provider"
        else session.recipient.name,
        "may_move": not (session.joint_id and side == "recipient"),
        "goes_on_without": side == "recipient" and len(alive) > 1,
    }


def people(session: Session, *, side: str | None, is_office: bool) -> list[tuple[str, dict[str, Any]]]:
    """Prepare the cards of whom one meets; who gives meets everybody who receives."""
    if side == "provider":
        met = [("recipient", member) for member in queries.recipients_of(session)]
    else:
        met = [(one, session.member_on(one)) for one in SIDES if one != side]
    return [(one, words.card_of(member, for_office=is_office, have_met=session.have_met)) for one, member in met]


def half_days_for(session: Session, *, side: str | None) -> list[tuple[str, str]]:
    """Give half-days that suit the other side, those that suit both first; the office sees who gives."""
    if session.state not in ("proposed", "moved", "agreed"):
        return []
    free = queries.free_half_days(
        network_id=session.network_id,
        member_ids=[session.recipient_id, session.provider_id],
        at=clock.now(),
        minutes=int((session.ends_at - session.starts_at) / timedelta(minutes=1)),
        but_session=session,
    )
    pair = (session.recipient_id, session.provider_id)
    other, own = pair if side == "provider" else pair[::-1]
    return choices_in_words(choices(of_other=free[other], own=free[own])[:_MOST_HALVES])


def with_half_day(posted: Mapping[str, Any], session: Session) -> dict[str, Any]:
    """Read a form for another date: a half-day that was clicked stands for its day and hour."""
    values = dict(posted.items())
    chosen = read_half(str(values.get("half_day", "")))
    if chosen is not None:
        hours = queries.hours_of(network_id=session.network_id, on=session.held_on)
        begins = hours.starts_at(chosen).astimezone(ZoneInfo(hours.zone))
        values |= {"on": begins.date().isoformat(), "hour": begins.strftime("%H:%M")}
    return values
