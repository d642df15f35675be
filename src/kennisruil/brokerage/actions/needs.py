"""Asking for help: a need, the promise of confidence about it, withdrawing it."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.models import Need, Promise, Proposal
from kennisruil.brokerage.rules.refusals import NotNow, TextMissing
from kennisruil.network import actions as network_actions
from kennisruil.network import queries as network
from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def ask_for_help(
    *,
    network_id: UUID,
    id: UUID,
    member_id: UUID,
    text: str,
    language: str,
    sought: str = "",
    confidential_text: str = "",
    concept_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Need:
    """Open a need in the asker's own words; it appears with the office at once. The same id again gives the first one.

    ``text`` and ``sought`` are open lines; ``confidential_text`` is shown only after a promise of confidence.
    :raises TextMissing: ``text`` is empty; nothing is kept.
    """
    if not text.strip():
        raise TextMissing(field="text")
    with action("brokerage.ask_for_help", network_id=network_id, by=by, at=at, about=("need", id)):
        need, new = Need.objects.get_or_create(
            network_id=network_id,
            id=id,
            defaults={
                "member_id": member_id,
                "concept_id": concept_id,
                "text": text.strip(),
                "sought": sought.strip(),
                "confidential_text": confidential_text.strip(),
                "language": language[:2],
                "state": "open",
                "asked_at": at,
                "since_on": day_in(network_id=network_id, at=at),
            },
        )
        if new:
            jobs.enqueue("brokerage.read_need", network_id=network_id, need_id=id)
    return need


def change_need(
    *, network_id: UUID, need_id: UUID, text: str, sought: str, confidential_text: str, by: Actor, at: datetime
) -> Need:
    """Say a need better while it is open.

    :raises TextMissing: empty.
    :raises NotNow: no longer open; nothing changes.
    """
    if not text.strip():
        raise TextMissing(field="text")
    with action("brokerage.change_need", network_id=network_id, by=by, at=at, about=("need", need_id)):
        need = Need.objects.select_for_update().get(network_id=network_id, pk=need_id)
        if need.state not in ("open", "matched"):
            raise NotNow(verb="change_need", state=need.state)
        need.text, need.sought, need.confidential_text = text.strip(), sought.strip(), confidential_text.strip()
        need.save(update_fields=["text", "sought", "confidential_text"])
        jobs.enqueue("brokerage.read_need", network_id=network_id, need_id=need_id)
    return need


def withdraw_need(*, network_id: UUID, need_id: UUID, by: Actor, at: datetime) -> Need:
    """Take an open need back; who was asked or listed is let off. :raises NotNow: a session runs; nothing changes."""
    with action("brokerage.withdraw_need", network_id=network_id, by=by, at=at, about=("need", need_id)):
        need = Need.objects.select_for_update().get(network_id=network_id, pk=need_id)
        if need.state != "open":
            raise NotNow(verb="withdraw_need", state=need.state)
        need.state, need.since_on = "withdrawn", day_in(network_id=network_id, at=at)
        need.save(update_fields=["state", "since_on"])
        let_off(need, keep=None)
    return need


def let_off(need: Need, *, keep: UUID | None) -> None:
    """Stop waiting for everybody on the list but ``keep``; inside an action."""
    rows = Proposal.objects.filter(network_id=need.network_id, need_id=need.pk)
    waiting = rows.filter(state__in=("listed", "asked", "yes", "other_date"))
    if keep is not None:
        waiting = waiting.exclude(member_id=keep)
    waiting.update(state="withdrawn", since_on=need.since_on)


def promise_confidence(*, network_id: UUID, need_id: UUID, member_id: UUID, by: Actor, at: datetime) -> Promise:
    """Record a member's promise of confidence about a need, by the text in force; from now on the rest is shown.

    The general promise is kept with the member's agreements. A second promise changes nothing.
    """
    on = day_in(network_id=network_id, at=at)
    member = network.member_by_id(network_id=network_id, member_id=member_id)
    terms = network.terms_text(network_id=network_id, kind="confidence", language=member.language, on=on)
    with action("brokerage.promise_confidence", network_id=network_id, by=by, at=at, about=("need", need_id)):
        network_actions.agree(
            network_id=network_id, kind="confidence", version=terms.version, on=on, member_id=member_id, by=by, at=at
        )
        promise, _new = Promise.objects.get_or_create(
            network_id=network_id,
            need_id=need_id,
            member_id=member_id,
            defaults={
                "id": derived_id(network_id, "promise", need_id, member_id),
                "version": terms.version,
                "promised_at": at,
            },
        )
    return promise
