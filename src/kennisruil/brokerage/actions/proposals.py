"""Asking the list one after another, and hearing the answers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions import mails
from kennisruil.brokerage.actions.capacity import locked_rooms
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.lists import list_candidate, locked_need
from kennisruil.brokerage.actions.places import offer_place
from kennisruil.brokerage.models import Need, Proposal
from kennisruil.brokerage.queries.sessions import exchange_terms
from kennisruil.brokerage.queries.willing import paused_on
from kennisruil.brokerage.rules import asking
from kennisruil.brokerage.rules.refusals import GivesEnough, NobodyLeft, NotNow, TextMissing
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action

_OWN_WISH = "own wish"


def ask_next(*, network_id: UUID, need_id: UUID, by: Actor, at: datetime) -> Proposal:
    """Ask the first on the list who was not asked yet: a mail with the need in it and one link per answer.

    Who has no mail address is asked by phone: the office has a line
    about it. Calling again while somebody is asked is refused. Who gives as much as they wanted is passed by, unless
    the office noted why to ask them all the same.
    :raises NotNow: somebody's answer is awaited, one said yes, or the need is not open.
    :raises GivesEnough: everybody left on the list has no room. :raises NobodyLeft: the list is empty.
    """
    with action("brokerage.ask_next", network_id=network_id, by=by, at=at, about=("need", need_id)):
        need = locked_need(network_id=network_id, need_id=need_id)
        if need.state != "open":
            raise NotNow(verb="ask_next", state=need.state)
        rows = list(
            Proposal.objects.filter(network_id=network_id, need_id=need_id)
            .select_related("member")
            .order_by("position", "pk")[:200]
        )
        # Who took a pause after being listed is passed by, and asked when the pause is over.
        paused = paused_on(network_id=network_id, on=day_in(network_id=network_id, at=at))
        rows = [row for row in rows if row.state != "listed" or row.member_id not in paused]
        chosen = asking.next_to_ask([row.listed for row in rows], need_id=need_id)
        full = _without_room(rows, network_id=network_id, at=at)
        if chosen.id in full:
            rows = [row for row in rows if row.pk not in full]
            if all(row.state != "listed" for row in rows):
                raise full[chosen.id]
            chosen = asking.next_to_ask([row.listed for row in rows], need_id=need_id)
        proposal = next(row for row in rows if row.pk == chosen.id)
        proposal.state, proposal.asked_at = "asked", at
        proposal.since_on = day_in(network_id=network_id, at=at)
        proposal.save(update_fields=["state", "asked_at", "since_on"])
        proposal.need = need
        mails.mail_proposal(proposal, at=at)
    return proposal


def _without_room(rows: Sequence[Proposal], *, network_id: UUID, at: datetime) -> dict[UUID, GivesEnough]:
    """Say who of those still to be asked gives as much as they wanted, by proposal."""
    listed = [row for row in rows if row.state == "listed" and not row.over_reason]
    on = day_in(network_id=network_id, at=at)
    rooms = locked_rooms(network_id=network_id, member_ids=[row.member_id for row in listed], on=on)
    return {
        row.pk: GivesEnough(name=row.member.name, most=room.most or 0, per=room.per)
        for row in listed
        if (room := rooms[row.member_id]).is_full
    }


def ask_beyond(*, network_id: UUID, proposal_id: UUID, reason: str, by: Actor, at: datetime) -> Proposal:
    """Let the office ask somebody who gives as much as they wanted all the same; ``reason`` is kept.

    :raises TextMissing: no reason is given. :raises NotNow: the person was asked already. Nothing changes.
    """
    if not reason.strip():
        raise TextMissing(field="over_reason")
    about = ("proposal", proposal_id)
    with action("brokerage.ask_beyond", network_id=network_id, by=by, at=at, about=about):
        rows = Proposal.objects.filter(network_id=network_id, pk=proposal_id, state="listed")
        if not rows.update(over_reason=reason.strip()):
            raise NotNow(verb="ask_beyond", state="asked")
    return Proposal.objects.get(network_id=network_id, pk=proposal_id)


def answer_proposal(
    *, network_id: UUID, proposal_id: UUID, answer: str, text: str = "", by: Actor, at: datetime
) -> Proposal:
    """Keep an answer: ``yes``, ``no`` or ``other_date`` (with words about when). A no asks the next at once.

    After a silence a yes still counts, as long as nobody else was found.
    :raises NotNow: said before, or somebody else was found.
    """
    with action("brokerage.answer_proposal", network_id=network_id, by=by, at=at, about=("proposal", proposal_id)):
        need_id = Proposal.objects.only("need_id").get(network_id=network_id, pk=proposal_id).need_id
        need = locked_need(network_id=network_id, need_id=need_id)
        proposal = Proposal.objects.select_related("member").get(network_id=network_id, pk=proposal_id)
        if need.state != "open":
            raise NotNow(verb=f"answer_{answer}", state=need.state)
        asking.check_answer(proposal.state, answer)
        _keep_answer(proposal, need=need, answer=answer, text=text, at=at)
        proposal.need = need
        if answer == "no":
            _ask_next_if_any(need, by=by, at=at)
            offer_place(network_id=network_id, member_id=proposal.member_id, by=by, at=at)
        else:
            mails.mail_thanks(proposal, at=at)
            mails.mail_choose_half_day(proposal, at=at)
    return proposal


def _keep_answer(proposal: Proposal, *, need: Need, answer: str, text: str, at: datetime) -> None:
    """Write the answer; a late yes lets off who was asked meanwhile."""
    if answer != "no":
        Proposal.objects.filter(
            network_id=need.network_id, need_id=need.pk, state__in=("asked", "yes", "other_date")
        ).exclude(pk=proposal.pk).update(state="listed", since_on=day_in(network_id=need.network_id, at=at))
    proposal.state, proposal.answer_text, proposal.answered_at = answer, text.strip(), at
    proposal.since_on = day_in(network_id=need.network_id, at=at)
    proposal.save(update_fields=["state", "answer_text", "answered_at", "since_on"])


def _ask_next_if_any(need: Need, *, by: Actor, at: datetime) -> None:
    try:
        ask_next(network_id=need.network_id, need_id=need.pk, by=by, at=at)
    except (NobodyLeft, GivesEnough):
        return  # the office sees an empty or a waiting list on its to-do page


def pass_over_silent(*, network_id: UUID, proposal_id: UUID, by: Actor, at: datetime) -> Proposal | None:
    """Let a silence be, and ask the next; None when the wait is not over or an answer came. Safe to repeat."""
    today = day_in(network_id=network_id, at=at)
    days = exchange_terms(network_id=network_id, on=today).chase_after_days
    with action("brokerage.pass_over_silent", network_id=network_id, by=by, at=at, about=("proposal", proposal_id)):
        need_id = Proposal.objects.only("need_id").get(network_id=network_id, pk=proposal_id).need_id
        need = locked_need(network_id=network_id, need_id=need_id)
        proposal = Proposal.objects.get(network_id=network_id, pk=proposal_id)
        if need.state != "open" or not asking.is_silent(proposal.listed, today=today, ask_next_after_days=days):
            return None
        proposal.state, proposal.since_on = "silent", today
        proposal.save(update_fields=["state", "since_on"])
        _ask_next_if_any(need, by=by, at=at)
        offer_place(network_id=network_id, member_id=proposal.member_id, by=by, at=at)
    return proposal


def offer_help(
    *, network_id: UUID, need_id: UUID, member_id: UUID, text: str = "", by: Actor, at: datetime
) -> Proposal:
    """Put oneself forward for an open need ("this suits me"): the broker finds the person at the end of the list.

    :raises AlreadyListed, SamePerson, NotNow: as ``list_candidate``; nothing changes.
    """
    with action("brokerage.offer_help", network_id=network_id, by=by, at=at, about=("need", need_id)):
        proposal = list_candidate(network_id=network_id, need_id=need_id, member_id=member_id, by=by, at=at)
        proposal.answer_text = text.strip()
        # Who puts themselves forward knows best what they can carry.
        proposal.over_reason = _OWN_WISH
        proposal.save(update_fields=["answer_text", "over_reason"])
    return proposal
