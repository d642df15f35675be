"""What is still missing of the parties in sessions, before the close can make their documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.brokerage.models import Session, SessionPayer
from kennisruil.brokerage.rules.details import missing_of
from kennisruil.network import queries as network
from kennisruil.network import rules as network_rules
from kennisruil.network.models import Agreement, Party

_LIVE = ("proposed", "agreed", "moved", "asked", "disputed", "no_show", "held")


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsMissing:
    """A party whose documents cannot be made yet: what is missing, since which session, and whom to ask."""

    party: Party
    missing: tuple[str, ...]
    since_on: date
    session_id: UUID
    member_id: UUID


def details_missing(
    *, network_id: UUID, on: date, party_ids: Iterable[UUID] | None = None, member_id: UUID | None = None
) -> list[DetailsMissing]:
    """List parties of sessions that lack facts or agreements, oldest session first; one line per party.

    With ``party_ids`` or ``member_id`` only those parties, or those a member was in a session for.
    """
    involved = _involved(network_id, party_ids=party_ids, member_id=member_id)
    facts = network.facts_of_parties(network_id=network_id, party_ids=involved, on=on)
    agreed = _agreed(network_id, party_ids=involved, on=on)
    role = network.setting(network_id=network_id, key="legal_role", on=on) if involved else ""
    found = []
    for party_id, (party, session_on, session_id, person_id, gives) in involved.items():
        own = facts.get(party_id)
        missing = missing_of(
            vat_kind=own.vat_kind if own else "",
            facts=network_rules.missing_facts(own),
            agreed=frozenset(agreed.get(party_id, ())),
            gives=gives,
            legal_role=role,
        )
        if missing:
            line = DetailsMissing(
                party=party, missing=missing, since_on=session_on, session_id=session_id, member_id=person_id
            )
            found.append(line)
    return sorted(found, key=lambda line: (line.since_on, str(line.party.pk)))


def _involved(
    network_id: UUID, *, party_ids: Iterable[UUID] | None, member_id: UUID | None
) -> dict[UUID, tuple[Party, date, UUID, UUID, bool]]:
    """Give the parties of sessions: day and id of the first, the person on that side, whether the party ever gives."""
    given = Session.objects.filter(network_id=network_id, state__in=_LIVE).select_related("provider_party")
    paid = SessionPayer.objects.filter(network_id=network_id, session__state__in=_LIVE).select_related(
        "party", "session"
    )
    if party_ids is not None:
        wanted = list(party_ids)
        given, paid = given.filter(provider_party_id__in=wanted), paid.filter(party_id__in=wanted)
    if member_id is not None:
        given, paid = given.filter(provider_id=member_id), paid.filter(session__recipient_id=member_id)
    found: dict[UUID, tuple[Party, date, UUID, UUID, bool]] = {}
    for session in given.order_by("held_on", "pk")[:20_000]:
        party = session.provider_party
        found.setdefault(party.pk, (party, session.held_on, session.pk, session.provider_id, True))
    for payer in paid.order_by("session__held_on", "pk")[:20_000]:
        session = payer.session
        found.setdefault(payer.party_id, (payer.party, session.held_on, session.pk, session.recipient_id, False))
    return found


def _agreed(network_id: UUID, *, party_ids: Iterable[UUID], on: date) -> dict[UUID, set[str]]:
    rows = Agreement.objects.filter(network_id=network_id, party_id__in=list(party_ids), agreed_on__lte=on)
    found: dict[UUID, set[str]] = {}
    pairs = rows.exclude(ended_on__lte=on).order_by("pk").values_list("party_id", "kind")[:50_000]
    for party_id, kind in pairs:
        if party_id:
            found.setdefault(party_id, set()).add(kind)
    return found
