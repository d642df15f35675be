"""Several recipients: who receives along with who asked."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions.lists import locked_need
from kennisruil.brokerage.models import Companion, Need, Proposal
from kennisruil.brokerage.queries.needs import ASKED_STATES
from kennisruil.brokerage.rules.refusals import NotNow, SamePerson
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def add_companion(*, network_id: UUID, need_id: UUID, member_id: UUID, by: Actor, at: datetime) -> Companion:
    """Let somebody receive along with who asked a need; their oldest own open need, if they have one, is met with it.

    A second time changes nothing.
    :raises SamePerson: it is the asker, or who said yes to help. :raises NotNow: the need has a session or is over.
    """
    with action("brokerage.add_companion", network_id=network_id, by=by, at=at, about=("need", need_id)):
        need = _open(network_id, need_id)
        helping = Proposal.objects.filter(network_id=network_id, need_id=need_id, state__in=ASKED_STATES)
        if member_id == need.member_id or helping.filter(member_id=member_id).exists():
            raise SamePerson(id=member_id)
        own = Need.objects.filter(network_id=network_id, member_id=member_id, state="open")
        companion, _new = Companion.objects.get_or_create(
            network_id=network_id,
            need_id=need_id,
            member_id=member_id,
            defaults={
                "id": derived_id(network_id, "companion", need_id, member_id),
                "own_need": own.order_by("asked_at", "pk").first(),
                "added_at": at,
            },
        )
    return companion


def remove_companion(*, network_id: UUID, need_id: UUID, member_id: UUID, by: Actor, at: datetime) -> None:
    """Let somebody not receive along after all. :raises NotNow: the need has a session or is over."""
    with action("brokerage.remove_companion", network_id=network_id, by=by, at=at, about=("need", need_id)):
        _open(network_id, need_id)
        Companion.objects.filter(network_id=network_id, need_id=need_id, member_id=member_id).delete()


def _open(network_id: UUID, need_id: UUID) -> Need:
    need = locked_need(network_id=network_id, need_id=need_id)
    if need.state != "open":
        raise NotNow(verb="companions", state=need.state)
    return need
