"""Sessions of several recipients with one provider, and who receives along with whom."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum

from kennisruil.brokerage.models import Companion, Session, SessionPayer
from kennisruil.brokerage.rules.joint import Amounts
from kennisruil.network.models import Acting, Member

_PEOPLE = ("recipient", "provider", "provider_party", "item", "need", "joint")


def together_with(session: Session) -> list[Session]:
    """List the sessions of all recipients, in the order they were added; of one recipient that session alone."""
    if session.joint_id is None:
        return [session]
    rows = Session.objects.filter(network_id=session.network_id, joint_id=session.joint_id)
    return list(rows.select_related(*_PEOPLE).order_by("place_in_joint", "pk")[:100])


def locked_together(*, network_id: UUID, session_id: UUID) -> list[Session]:
    """Give a session first, then those of the other recipients; others keep off until the transaction ends.

    :raises Session.DoesNotExist: not in this network.
    """
    joint_id = Session.objects.only("joint_id").get(network_id=network_id, pk=session_id).joint_id
    rows = Session.objects.select_for_update(of=("self",)).select_related("recipient", "provider", "provider_party")
    own = {"joint_id": joint_id} if joint_id else {"pk": session_id}
    # In the order of ids, so that two who lock the same ones wait for each other.
    found = {row.pk: row for row in rows.filter(network_id=network_id, **own).order_by("pk")[:100]}
    named = found.pop(session_id)
    return [named, *sorted(found.values(), key=lambda row: row.place_in_joint)]


def amounts_of(session: Session) -> Amounts:
    """Give what one recipient's session costs and earns, as it was fixed."""
    payers = SessionPayer.objects.filter(network_id=session.network_id, session_id=session.pk)
    paid = payers.aggregate(cents=Sum("base_cents"))["cents"] or 0
    return Amounts(
        recipient_coins=session.recipient_coins,
        provider_coins=session.provider_coins,
        recipient_base_cents=paid,
        provider_base_cents=session.provider_base_cents,
    )


def whole_of(parts: Iterable[Amounts]) -> Amounts:
    """Give what several sessions cost and earn together."""
    rows = list(parts)
    return Amounts(
        recipient_coins=sum(row.recipient_coins for row in rows),
        provider_coins=sum(row.provider_coins for row in rows),
        recipient_base_cents=sum(row.recipient_base_cents for row in rows),
        provider_base_cents=sum(row.provider_base_cents for row in rows),
    )


def recipients_of(session: Session) -> list[Member]:
    """List who receives in a session that goes on, all of them, the asker first; called off: that one alone."""
    if session.joint_id is None or session.state == "cancelled":
        return [session.recipient]
    return [row.recipient for row in together_with(session) if row.state != "cancelled" or row.pk == session.pk]


def companions_of(*, network_id: UUID, need_id: UUID) -> list[Companion]:
    """List who receives along with the asker of a need, in the order they were added."""
    rows = Companion.objects.filter(network_id=network_id, need_id=need_id)
    return list(rows.select_related("member", "own_need").order_by("added_at", "pk")[:50])


def payers_people(*, network_id: UUID, session_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Give the people who act for each paying party of some sessions, by session."""
    payers = SessionPayer.objects.filter(network_id=network_id, session_id__in=list(session_ids)).order_by("pk")
    pairs = list(payers.values_list("session_id", "party_id")[:1000])
    acting = Acting.objects.filter(
        network_id=network_id, party_id__in={party for _session, party in pairs}, until_on=None
    )
    people: dict[UUID, set[UUID]] = {}
    for party_id, member_id in acting.order_by("pk").values_list("party_id", "member_id")[:1000]:
        people.setdefault(party_id, set()).add(member_id)
    found: dict[UUID, set[UUID]] = {}
    for session_id, party_id in pairs:
        found.setdefault(session_id, set()).update(people.get(party_id, ()))
    return found
