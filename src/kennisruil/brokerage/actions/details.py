"""For which party, VAT status, bank account, terms: asked after a first yes, on a page that the same link opens."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.models import Proposal
from kennisruil.network import actions as network_actions
from kennisruil.network import queries as network
from kennisruil.network.models import Party
from kennisruil.network.rules import PartyFactsInput, checked_facts
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def own_party(*, network_id: UUID, member_id: UUID, by: Actor, at: datetime) -> Party:
    """Give the party a member acts for, the own one first; without any, the person joins as a party of their own.

    What the law asks of it may still be unknown: it then stands on the to-do page, and nothing is stopped.
    """
    on = day_in(network_id=network_id, at=at)
    acting = network.parties_of(network_id=network_id, member_id=member_id, on=on)
    if acting:
        first: Party = acting[0].party
        return first
    return _person_itself(network_id, member_id=member_id, by=by, at=at)


def _person_itself(network_id: UUID, *, member_id: UUID, by: Actor, at: datetime) -> Party:
    """Give the party that is the member, who joins as one when there is none yet."""
    on = day_in(network_id=network_id, at=at)
    acting = network.parties_of(network_id=network_id, member_id=member_id, on=on)
    own: Party | None = next((row.party for row in acting if row.is_own), None)
    if own is not None:
        return own
    member = network.member_by_id(network_id=network_id, member_id=member_id)
    return network_actions.join_party(
        network_id=network_id,
        id=derived_id(network_id, "own-party", member_id),
        kind="person",
        name=member.name,
        on=on,
        by=by,
        at=at,
        member_id=member_id,
    )


def choose_party(*, network_id: UUID, proposal_id: UUID, party_id: UUID, by: Actor, at: datetime) -> Proposal:
    """Note for which party somebody who said yes will give; the session takes it over."""
    with action("brokerage.choose_party", network_id=network_id, by=by, at=at, about=("proposal", proposal_id)):
        proposal = Proposal.objects.get(network_id=network_id, pk=proposal_id)
        proposal.party_id = party_id
        proposal.save(update_fields=["party"])
    return proposal


def answer_details(
    *,
    network_id: UUID,
    member_id: UUID,
    by: Actor,
    at: datetime,
    party_id: UUID | None = None,
    kind: str = "person",
    name: str = "",
    facts: dict[str, Any] | None = None,
    agrees_to: Collection[str] = (),
    language: str = "nl",
) -> Party:
    """Keep what a person answered about a party: an existing one, themselves, or an organisation called ``name``.

    ``facts`` are fields of the party's facts, from today on; ``agrees_to`` names texts (exchange_terms,
    self_billing, mandate), of which the version in force and the day are kept. Everything may be left open.
    :raises NumberRefused: a number is wrong; nothing is kept.
    """
    on = day_in(network_id=network_id, at=at)
    given = {key: value for key, value in (facts or {}).items() if value not in ("", None)}
    checked_facts(replace(PartyFactsInput(), **given))
    with action("brokerage.answer_details", network_id=network_id, by=by, at=at, about=("member", member_id)):
        party = _party(network_id, member_id=member_id, party_id=party_id, kind=kind, name=name, by=by, at=at)
        if given:
            network_actions.change_facts(
                network_id=network_id,
                party_id=party.pk,
                holds_from=_facts_from(party, network_id, at),
                by=by,
                at=at,
                **given,
            )
        for text in agrees_to:
            terms = network.terms_text(network_id=network_id, kind=text, language=language, on=on)
            network_actions.agree(
                network_id=network_id, party_id=party.pk, kind=text, version=terms.version, on=on, by=by, at=at
            )
    return party


def _party(
    network_id: UUID, *, member_id: UUID, party_id: UUID | None, kind: str, name: str, by: Actor, at: datetime
) -> Party:
    if party_id is not None:
        return network.party_by_id(network_id=network_id, party_id=party_id)
    if kind == "person":
        return _person_itself(network_id, member_id=member_id, by=by, at=at)
    return network_actions.join_party(
        network_id=network_id,
        id=derived_id(network_id, "party", member_id, name.strip().lower()),
        kind=kind,
        name=name.strip(),
        on=day_in(network_id=network_id, at=at),
        by=by,
        at=at,
        member_id=member_id,
    )


def _facts_from(party: Party, network_id: UUID, at: datetime) -> Any:
    """First facts hold from the day the party joined, for a session of before has them too; later ones from today."""
    on = day_in(network_id=network_id, at=at)
    known = network.noted_facts(network_id=network_id, party_id=party.pk, on=on)
    return party.joined_on if known is None else on
