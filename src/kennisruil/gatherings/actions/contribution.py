"""Contributions: a member offers to make something for the network, the office answers, coins follow."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing import actions as billing
from kennisruil.billing import queries as euro
from kennisruil.gatherings import rules
from kennisruil.gatherings.actions.gathering import earn
from kennisruil.gatherings.models import Contribution
from kennisruil.menu import queries as menu
from kennisruil.network import queries as network
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import noon_of


def offer_contribution(
    *,
    network_id: UUID,
    id: UUID,
    member_id: UUID,
    party_id: UUID,
    item_code: str,
    title: str,
    text: str,
    on: date,
    by: Actor,
    at: datetime,
) -> Contribution:
    """Offer to make something that the menu card rewards; it waits for the office's answer.

    :raises NothingToEarn: the item gives nothing to who provides it; nothing is kept.
    :raises ItemUnknown: it is not on the card of that day; nothing is kept.
    """
    with action("gatherings.offer_contribution", network_id=network_id, by=by, at=at, about=("contribution", id)):
        item = menu.item_on(network_id=network_id, code=item_code, on=on)
        if item.provider_coins <= 0:
            raise rules.NothingToEarn(item_code=item_code)
        return Contribution.objects.create(
            id=id,
            network_id=network_id,
            member_id=member_id,
            party_id=party_id,
            item_code=item_code,
            title=title,
            text=text,
            offered_on=on,
        )


def accept_contribution(
    *, network_id: UUID, contribution_id: UUID, performed_on: date, by: Actor, at: datetime, answer: str = ""
) -> Contribution:
    """Accept what was made: the coins of the day's menu card go to the party, and the supply is recorded.

    :raises AlreadyDecided: the office answered before; nothing is booked.
    """
    with action(
        "gatherings.accept_contribution", network_id=network_id, by=by, at=at, about=("contribution", contribution_id)
    ):
        row = (
            Contribution.objects.select_for_update(of=("self",))
            .select_related("party")
            .get(network_id=network_id, pk=contribution_id)
        )
        rules.check_offered(row.state)
        item = menu.item_on(network_id=network_id, code=row.item_code, on=performed_on)
        if item.provider_coins <= 0:
            raise rules.NothingToEarn(item_code=row.item_code)
        house = network.network_by_id(network_id=network_id)
        ref = ("contribution", row.pk)
        noon = noon_of(performed_on, house.time_zone)
        earn(house=house, party=row.party, minor=item.provider_coins, kind=item.kind, key=row.pk, ref=ref,
             occurred_at=noon, by=by, at=at)  # fmt: skip
        base_cents = euro.house_on(network_id=network_id, on=performed_on).base_of(item.provider_coins)
        billing.record_supply(
            network_id=network_id,
            id=derived_id(row.pk, "supply"),
            ref=ref,
            kind="article",
            performed_on=performed_on,
            text=row.title,
            sides=[
                billing.Side(
                    side="provider",
                    party_id=row.party_id,
                    coins=item.provider_coins,
                    base_cents=base_cents,
                    rule=item.document_rule,
                )
            ],
            by=by,
            at=at,
        )
        row.state, row.performed_on, row.answer = rules.Offer.ACCEPTED, performed_on, answer
        row.save(update_fields=["state", "performed_on", "answer"])
    return row


def decline_contribution(
    *, network_id: UUID, contribution_id: UUID, answer: str, by: Actor, at: datetime
) -> Contribution:
    """Decline with a word of why. :raises AlreadyDecided: the office answered before; nothing changes."""
    with action(
        "gatherings.decline_contribution", network_id=network_id, by=by, at=at, about=("contribution", contribution_id)
    ):
        row = Contribution.objects.select_for_update().get(network_id=network_id, pk=contribution_id)
        rules.check_offered(row.state)
        row.state, row.answer = rules.Offer.DECLINED, answer
        row.save(update_fields=["state", "answer"])
    return row
