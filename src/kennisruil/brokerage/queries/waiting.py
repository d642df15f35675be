"""Everything that waits in the brokerage room, as values; the web makes to-do lines of them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.models import Need, Outcome, Proposal, Session
from kennisruil.brokerage.queries.details import details_missing
from kennisruil.brokerage.queries.places import offered_places
from kennisruil.brokerage.queries.referrals import calls_to_hear_of, referrals_to_settle
from kennisruil.brokerage.queries.sessions import exchange_terms
from kennisruil.brokerage.rules.asking import Listed, need_waits
from kennisruil.brokerage.rules.course import FINAL, OFFICE, SIDES, other, waits
from kennisruil.network import queries as network
from kennisruil.network.models import Member

# How long somebody is asked to note the outcome of a session.
_OUTCOME_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits: its kind, for whom, about which row, and the names a sentence needs."""

    kind: str
    who: str | UUID
    since_on: date
    about: tuple[str, UUID]
    is_overdue: bool = False
    name: str = ""
    other_name: str = ""
    text: str = ""
    on: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def waiting(*, network_id: UUID, waits_for: str | UUID, today: date) -> list[Waiting]:
    """List what waits for the office (``"office"``) or for a member (their id)."""
    return [
        *_about_needs(network_id, waits_for, today),
        *_about_sessions(network_id, waits_for, today),
        *_about_details(network_id, waits_for, today),
        *_about_outcomes(network_id, waits_for, today),
        *_about_referrals(network_id, waits_for, today),
        *_about_places(network_id, waits_for),
    ]


def _about_places(network_id: UUID, waits_for: str | UUID) -> list[Waiting]:
    """Say whose turn has come with somebody they waited for: to the asker, and to the office, which may call."""
    asker_id = waits_for if isinstance(waits_for, UUID) else None
    return [
        Waiting(
            kind="place_offered",
            who=waits_for,
            since_on=place.since_on,
            about=("waiting_place", place.pk) if asker_id else ("need", place.need_id),
            name=place.need.member.name,
            other_name=place.member.name,
            text=place.need.text,
        )
        for place in offered_places(network_id=network_id, asker_id=asker_id)
    ]


def _about_needs(network_id: UUID, waits_for: str | UUID, today: date) -> list[Waiting]:
    open_needs = Need.objects.filter(network_id=network_id, state="open").select_related("member")
    if waits_for != OFFICE:
        open_needs = open_needs.filter(proposals__member_id=waits_for, proposals__state="asked")
    needs = list(open_needs.order_by("asked_at", "pk")[:2000])
    people: dict[UUID, list[Listed]] = {}
    names: dict[UUID, str] = {}
    for row in (
        Proposal.objects.filter(network_id=network_id, need_id__in=[need.pk for need in needs])
        .select_related("member")
        .order_by("position", "pk")[:20_000]
    ):
        people.setdefault(row.need_id, []).append(row.listed)
        names[row.pk] = row.member.name
    terms = exchange_terms(network_id=network_id, on=today)
    found = []
    for need in needs:
        listed = people.get(need.pk, [])
        for wait in need_waits(
            state=need.state,
            since_on=need.since_on,
            people=listed,
            today=today,
            ask_next_after_days=terms.chase_after_days,
        ):
            if wait.who != waits_for:
                continue
            person = next((one for one in listed if one.state in ("asked", "yes", "other_date")), None)
            about = ("proposal", person.id) if wait.kind == "answer_proposal" and person else ("need", need.pk)
            found.append(
                Waiting(
                    kind=wait.kind,
                    who=wait.who,
                    since_on=wait.since_on,
                    about=about,
                    is_overdue=wait.is_overdue,
                    name=need.member.name,
                    other_name=names.get(person.id, "") if person else "",
                    text=need.text,
                )
            )
    return found


def _about_sessions(network_id: UUID, waits_for: str | UUID, today: date) -> list[Waiting]:
    rows = Session.objects.filter(network_id=network_id).exclude(state__in=FINAL)
    if isinstance(waits_for, UUID):
        rows = rows.filter(recipient_id=waits_for) | rows.filter(provider_id=waits_for)
    terms = exchange_terms(network_id=network_id, on=today)
    found = []
    once: set[tuple[UUID, str]] = set()
    for session in rows.select_related("recipient", "provider").order_by("held_on", "place_in_joint", "pk")[:5000]:
        for wait in waits(session.course, today=today, terms=terms):
            who = wait.who if wait.who == OFFICE else session.member_on(wait.who).pk
            if who != waits_for:
                continue
            # Who gives to several recipients has one line for all of them.
            if session.joint_id and wait.who == "provider":
                if (session.joint_id, wait.kind) in once:
                    continue
                once.add((session.joint_id, wait.kind))
            found.append(
                Waiting(
                    kind=f"session_{wait.kind}",
                    who=who,
                    since_on=wait.since_on,
                    about=("session", session.pk),
                    is_overdue=wait.is_overdue,
                    name=session.recipient.name,
                    other_name=_other_name(session, wait.who),
                    text=session.state,
                    on=session.held_on,
                    starts_at=session.starts_at,
                    ends_at=session.ends_at,
                )
            )
    return found


def _other_name(session: Session, who: str) -> str:
    """Give the name of the other side; for the office that of who gives."""
    return session.member_on(other(who)).name if who in SIDES else session.provider.name


def _about_details(network_id: UUID, waits_for: str | UUID, today: date) -> list[Waiting]:
    member_id = waits_for if isinstance(waits_for, UUID) else None
    # Parties that agreed to something are on the network room's own lines.
    agreed = {row.party_id for row in network.agreed_parties(network_id=network_id, on=today)}
    lines = [
        line
        for line in details_missing(network_id=network_id, on=today, member_id=member_id)
        if line.party.pk not in agreed
    ]
    people = {line.member_id for line in lines}
    names = {row.pk: row.name for row in Member.objects.filter(network_id=network_id, pk__in=people).order_by("pk")}
    return [
        Waiting(
            kind="details",
            who=waits_for,
            since_on=line.since_on,
            about=("party", line.party.pk) if waits_for == OFFICE else ("details", line.party.pk),
            name=line.party.name,
            other_name=names.get(line.member_id, ""),
            text=",".join(line.missing),
            is_overdue=line.since_on < today.replace(day=1),
        )
        for line in lines
    ]


def _about_outcomes(network_id: UUID, waits_for: str | UUID, today: date) -> list[Waiting]:
    """Ask each side, for a month, what came of it; the office is not bothered with these."""
    if not isinstance(waits_for, UUID):
        return []
    since = date.fromordinal(today.toordinal() - _OUTCOME_DAYS)
    rows = Session.objects.filter(network_id=network_id, state="held", held_on__gte=since)
    own = rows.filter(recipient_id=waits_for) | rows.filter(provider_id=waits_for)
    sessions = list(own.select_related("recipient", "provider").order_by("held_on", "pk")[:50])
    noted = set(
        Outcome.objects.filter(network_id=network_id, session_id__in=[session.pk for session in sessions])
        .order_by("pk")
        .values_list("session_id", "side")
    )
    # Who gave to several recipients writes one line for all of them.
    told: set[tuple[UUID | None, str]] = {
        (session.joint_id, "provider") for session in sessions if (session.pk, "provider") in noted
    }
    asked = []
    for session in sessions:
        once = (session.joint_id, session.side_of(waits_for) or "")
        if session.joint_id is None or once not in told:
            asked.append(session)
        if once[1] == "provider":
            told.add(once)
    return [
        Waiting(
            kind="outcome",
            who=waits_for,
            since_on=session.held_on,
            about=("session", session.pk),
            other_name=session.member_on(other(side)).name,
            on=session.held_on,
        )
        for session in asked
        for side in SIDES
        if session.member_on(side).pk == waits_for and (session.pk, side) not in noted
    ]


def _about_referrals(network_id: UUID, waits_for: str | UUID, today: date) -> list[Waiting]:
    if waits_for == OFFICE:
        rows = [
            ("referral_declined" if row.state == "declined" else "referral_call", row)
            for row in referrals_to_settle(network_id=network_id)
        ]
    else:
        own = calls_to_hear_of(network_id=network_id, member_id=UUID(str(waits_for)), today=today)
        rows = [("referral_outcome", row) for row in own]
    return [
        Waiting(
            kind=kind,
            who=waits_for,
            since_on=row.since_on,
            about=("referral", row.pk),
            name=row.member.name,
            other_name=row.to_member.name,
        )
        for kind, row in rows
    ]
