"""Referring: a name, a phone number and why; whom it names knows first."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.actions import mails
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.models import Referral
from kennisruil.brokerage.rules.refusals import NotNow, SamePerson, TextMissing
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action

State = Referral.State


def refer(
    *,
    network_id: UUID,
    id: UUID,
    member_id: UUID,
    to_member_id: UUID,
    why: str,
    say: str = "",
    need_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Referral:
    """Point a member to somebody, for who needs a contact and not a session. No coins, no list.

    Whom it names gets a mail first, and may say no; the card goes to the other with their yes, or after a silence.
    ``say``: a line to begin the call with. The same id again gives the referral as it is.
    :raises TextMissing: no reason is given. :raises SamePerson: to themselves. Nothing is kept.
    """
    if not why.strip():
        raise TextMissing(field="why")
    if member_id == to_member_id:
        raise SamePerson(id=member_id)
    with action("brokerage.refer", network_id=network_id, by=by, at=at, about=("referral", id)):
        referral, new = Referral.objects.get_or_create(
            network_id=network_id,
            id=id,
            defaults={
                "need_id": need_id,
                "member_id": member_id,
                "to_member_id": to_member_id,
                "why": why.strip(),
                "say": say.strip(),
                "referred_at": at,
                "since_on": day_in(network_id=network_id, at=at),
            },
        )
        if new:
            mails.mail_may_call(referral, at=at)
    return referral


def answer_referral(*, network_id: UUID, referral_id: UUID, is_fine: bool, by: Actor, at: datetime) -> Referral:
    """Keep whether the person may be called: with a yes the other gets the card, with a no the office a line.

    The same answer again changes nothing. :raises NotNow: answered otherwise, or the card was given; nothing changes.
    """
    with action("brokerage.answer_referral", network_id=network_id, by=by, at=at, about=("referral", referral_id)):
        referral = _locked(network_id, referral_id)
        wanted = State.GIVEN if is_fine else State.DECLINED
        if referral.state == wanted:
            return referral
        if referral.state != State.ASKED:
            raise NotNow(verb="answer_referral", state=referral.state)
        _turn(referral, wanted, at=at)
        if is_fine:
            mails.mail_card(referral, at=at)
    return referral


def note_referral_outcome(*, network_id: UUID, referral_id: UUID, outcome: str, by: Actor, at: datetime) -> Referral:
    """Note what came of it; written again it replaces. :raises TextMissing: no words. :raises NotNow: no card yet."""
    if not outcome.strip():
        raise TextMissing(field="outcome")
    with action(
        "brokerage.note_referral_outcome", network_id=network_id, by=by, at=at, about=("referral", referral_id)
    ):
        referral = _locked(network_id, referral_id)
        if referral.state not in (State.GIVEN, State.DONE):
            raise NotNow(verb="note_referral_outcome", state=referral.state)
        referral.outcome = outcome.strip()
        _turn(referral, State.DONE, at=at)
    return referral


def pass_quiet_referrals(*, network_id: UUID, until: date, by: Actor, at: datetime) -> None:
    """Give the cards of those who were asked on ``until`` or before and said nothing; safe to repeat.

    Who has no mail address was never asked by us: the office calls first, and answers for them.
    """
    rows = Referral.objects.filter(network_id=network_id, state=State.ASKED, since_on__lte=until)
    quiet = rows.exclude(to_member__email="").order_by("referred_at", "pk").values_list("pk", flat=True)
    for referral_id in list(quiet[:5000]):
        answer_referral(network_id=network_id, referral_id=referral_id, is_fine=True, by=by, at=at)


def _locked(network_id: UUID, referral_id: UUID) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("member", "to_member")
    return rows.get(network_id=network_id, pk=referral_id)


def _turn(referral: Referral, state: Referral.State, *, at: datetime) -> None:
    referral.state, referral.since_on = state, day_in(network_id=referral.network_id, at=at)
    referral.save(update_fields=["state", "since_on", "outcome"])
