"""Remind of what is due and of what is still to give; hold back, and let go again."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.letters import addressee_of
from kennisruil.billing.actions.readers import readers_of_parties
from kennisruil.billing.actions.reminder_mails import mail_due, mail_ideas
from kennisruil.billing.models import GivingReminder, PaymentReminder, ReminderHold
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.reminders import DueReminder, due_reminders
from kennisruil.billing.rules.reminders import Idea, Pace, gives_again_on, giving_ideas
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.ledger import queries as ledger
from kennisruil.network.models import Member, Party
from kennisruil.network.queries import members_by_ids, people_of_parties
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import day_of


def send_payment_reminders(*, network_id: UUID, today: date, by: Actor, at: datetime) -> int:
    """Remind each party of what is due and not held back, one mail a party; the answer is how many parties.

    A step of a claim is taken once; who has no mail address is left to the office, and no step is counted.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.send_payment_reminders", network_id=network_id, by=by, at=at):
        hold_books(network_id=network_id)
        due = due_reminders(network_id=network_id, pace=Pace.of(house.settings), today=today)
        return sum(_remind(house, each, at=at) for each in due if each.hold is None)


def _remind(house: House, due: DueReminder, *, at: datetime) -> bool:
    facts = {due.party.pk: addressee_of(party=due.party, on=house.on)}
    readers = readers_of_parties(house=house, facts=facts)[due.party.pk]
    if not readers:
        return False
    key = f"reminder:{due.party.number}:{house.on}"
    PaymentReminder.objects.bulk_create(
        PaymentReminder(
            id=derived_id(each.claim.pk, "reminder", each.step),
            network_id=house.network_id,
            party=due.party,
            claim=each.claim,
            document=each.claim.document,
            step=each.step,
            cents=each.cents,
            due_on=each.due_on,
            on=house.on,
            mail_key=key,
        )
        for each in due.claims
    )
    mail_due(house=house, due=due, readers=readers, key=key, at=at)
    return True


def hold_reminders(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
    document_id: UUID | None = None,
    until_on: date | None = None,
) -> ReminderHold:
    """Hold the reminders of a document back (without one: all of a party), until a day or for good, once per ``id``."""
    with action("billing.hold_reminders", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold, _ = ReminderHold.objects.get_or_create(
            network_id=network_id,
            id=id,
            defaults={
                "party_id": party_id,
                "document_id": document_id,
                "reason": reason[:300],
                "from_on": today,
                "until_on": until_on,
            },
        )
    return hold


def release_reminders(*, network_id: UUID, hold_id: UUID, by: Actor, at: datetime, today: date) -> None:
    """Let reminders go again from today on; a second time changes nothing."""
    with action("billing.release_reminders", network_id=network_id, by=by, at=at, about=("reminder_hold", hold_id)):
        rows = ReminderHold.objects.filter(network_id=network_id, pk=hold_id, released_on__isnull=True)
        rows.update(released_on=today)


def send_giving_reminders(*, network_id: UUID, today: date, by: Actor, at: datetime) -> int:
    """Tell people behind a balance below zero who could use what they know; the answer is how many people.

    Not before the network's days have passed, not again before its further days, and never to somebody for whom nothing
    fits: what fits is asked of the rooms that know.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.send_giving_reminders", network_id=network_id, by=by, at=at):
        below = _below_zero(house)
        parties = {party.pk: party for party, _, _ in below}
        acting = people_of_parties(network_id=network_id, party_ids=list(parties), on=today)
        told_on = _told_on(network_id, parties)
        asked = [
            (party, coins, member_id)
            for party, coins, since_on in below
            for member_id in acting.get(party.pk, [])
            if _may_hear(house, told_on.get((party.pk, member_id)), since_on)
        ]
        ids = {member_id for _, _, member_id in asked}
        ideas = _ideas(network_id, ids)
        members = members_by_ids(network_id=network_id, member_ids=ids)
        told = 0
        for party, coins, member_id in asked:
            member = members.get(member_id)
            if member is not None and member.email and member.left_on is None and ideas.get(member_id):
                _tell(house, party, member, coins, ideas[member_id], at=at)
                told += 1
    return told


def _below_zero(house: House) -> list[tuple[Party, int, date]]:
    """Give parties with something still to give: how many coins, since which day."""
    rows = {
        row.account_id: row
        for row in ledger.balances(network_id=house.network_id, book_id=house.book_id)
        if row.balance < 0 and row.negative_since
    }
    found = Party.objects.filter(network_id=house.network_id, account_id__in=rows, is_operator=False, left_on=None)
    return [
        (party, -row.balance, day_of(row.negative_since, house.zone))
        for party in found.order_by("number", "pk")
        if (row := rows[party.account_id]).negative_since is not None  # type: ignore[index]  # filtered by account
    ]


def _told_on(network_id: UUID, party_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID], date]:
    """Give per party and person the last day they were told."""
    rows = GivingReminder.objects.filter(network_id=network_id, party_id__in=list(party_ids)).order_by("on", "pk")
    return {(party_id, member_id): on for party_id, member_id, on in rows.values_list("party_id", "member_id", "on")}


def _may_hear(house: House, last_on: date | None, since_on: date) -> bool:
    first = gives_again_on(
        last_on=last_on,
        since_on=since_on,
        after_days=int(house.settings.get("reminders.give_after_days", 60)),
        again_days=int(house.settings.get("reminders.give_again_days", 60)),
    )
    return house.on >= first


def _ideas(network_id: UUID, member_ids: set[UUID]) -> dict[UUID, list[Idea]]:
    found: dict[UUID, list[Idea]] = {}
    for answer in giving_ideas:
        for member_id, ideas in answer(network_id=network_id, member_ids=member_ids).items():
            found.setdefault(member_id, []).extend(ideas)
    return {member_id: ideas[:3] for member_id, ideas in found.items() if ideas}


def _tell(house: House, party: Party, member: Member, coins: int, ideas: list[Idea], *, at: datetime) -> None:
    key = f"giving:{party.number}:{member.pk}:{house.on}"
    GivingReminder.objects.create(
        id=derived_id(party.pk, member.pk, "giving", house.on),
        network_id=house.network_id,
        party=party,
        member=member,
        coins=coins,
        ideas=len(ideas),
        on=house.on,
        mail_key=key[:80],
    )
    mail_ideas(house=house, party=party, member=member, coins=coins, ideas=ideas, key=key[:80], at=at)
