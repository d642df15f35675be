"""People and networks for tests, made by walking the real actions inside the test's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.test import Client

from kennisruil.network import actions
from kennisruil.network.models import Member, Membership, Network, Party
from kennisruil.network.rules import PartyFactsInput
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ON = date(2026, 1, 5)
BY = Actor.command("test")
_numbers = count(1)

OPERATOR = PartyFactsInput(
    legal_name="Learning Hub vzw",
    vat_kind="vat_business",
    enterprise_number="0403.019.261",
    street="Marktplein 1",
    postcode="2800",
    city="Mechelen",
    iban="BE68 5390 0754 7034",
    email="boekhouding@hub.example",
)
COMPANY = PartyFactsInput(
    vat_kind="vat_business",
    enterprise_number="0428.759.497",
    street="Stationsstraat 5",
    postcode="9000",
    city="Gent",
    iban="BE71 0961 2345 6769",
    email="facturen@bedrijf.example",
)
ASSOCIATION = PartyFactsInput(
    vat_kind="association", street="Kerkstraat 2", postcode="3000", city="Leuven", iban="BE71 0961 2345 6769"
)
PERSON = PartyFactsInput(
    vat_kind="private_person", street="Lindelaan 7", postcode="8000", city="Brugge", iban="BE71 0961 2345 6769"
)


def a_network(*, slug: str = "", is_demo: bool = False, founded_on: date = ON, **other: Any) -> Network:
    """Found a network: book in SIF, shipped decisions and texts, its operator. Outside any scope, or in its own."""
    slug = slug or f"network-{next(_numbers)}"
    return actions.found_network(
        id=other.pop("id", None) or new_id(at=AT),
        slug=slug,
        name=other.pop("name", slug.title()),
        languages=["nl", "fr", "en"],
        on=founded_on,
        by=BY,
        at=AT,
        is_demo=is_demo,
        operator=other.pop("operator", OPERATOR),
        **other,
    )


@contextmanager
def in_a_network(**other: Any) -> Iterator[Network]:
    """Found a network and stay in its scope."""
    network = a_network(**other)
    with network_scope(network.pk):
        yield network


def a_member(network: Network, *, given_name: str = "", **details: Any) -> Member:
    """Add a person, with an address of their own; no login, no party."""
    number = next(_numbers)
    details.setdefault("family_name", f"Peeters {number}")
    details.setdefault("email", f"person{number}@mail.example")
    return actions.invite_member(
        network_id=network.pk,
        id=new_id(at=AT),
        given_name=given_name or "An",
        joined_on=details.pop("joined_on", ON),
        by=BY,
        at=AT,
        **details,
    )


def a_party(
    network: Network,
    *,
    name: str = "",
    kind: str = "organisation",
    facts: PartyFactsInput | None = COMPANY,
    member: Member | None = None,
    on: date = ON,
    agreed: bool = True,
) -> Party:
    """Add a party with an account; by default a Belgian company that agreed to exchange and to self-billing."""
    party = actions.join_party(
        network_id=network.pk,
        id=new_id(at=AT),
        kind=kind,
        name=name or f"Party {next(_numbers)}",
        facts=facts,
        on=on,
        by=BY,
        at=AT,
        member_id=member.pk if member else None,
    )
    if agreed:
        agree_to_all(network, party=party, on=on)
    return party


def agree_to_all(network: Network, *, party: Party, on: date = ON) -> None:
    """Say yes for a party to the exchange terms and to self-billing."""
    from kennisruil.network.queries import terms_text

    with network_scope(network.pk):
        for kind in ("exchange_terms", "self_billing"):
            version = terms_text(network_id=network.pk, kind=kind, language="nl", on=on).version
            actions.agree(network_id=network.pk, party_id=party.pk, kind=kind, version=version, on=on, by=BY, at=AT)


def a_login(network: Network, member: Member, *, is_office: bool = False, may_keep_books: bool = False) -> Membership:
    """Let a member sign in."""
    return actions.give_login(
        network_id=network.pk,
        member_id=member.pk,
        email=member.email,
        is_office=is_office,
        may_keep_books=may_keep_books,
        by=BY,
        at=AT,
    )


def an_office_member(network: Network, *, given_name: str = "Karin", **details: Any) -> Member:
    """Add somebody of the office, who keeps the books too and can sign in."""
    member = a_member(network, given_name=given_name, **details)
    a_login(network, member, is_office=True, may_keep_books=True)
    return member


def sign_in(client: Client, member: Member) -> Client:
    """Sign the test's browser in as a member, who gets a login when there is none yet; outside a network scope."""
    with network_scope(member.network_id):
        place = Membership.objects.select_related("login").filter(member_id=member.pk).first()
        if place is None:
            place = a_login(Network.objects.get(pk=member.network_id), member)
        login = place.login
    client.force_login(login, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@dataclass(frozen=True)
class Neighbours:
    """Two networks that must never see each other's rows."""

    ours: Network
    theirs: Network
    our_member: Member
    their_member: Member
    our_party: Party
    their_party: Party


def two_networks() -> Neighbours:
    """Found two networks with a member and a party each."""
    ours, theirs = a_network(), a_network()
    our_member, their_member = a_member(ours), a_member(theirs)
    return Neighbours(
        ours=ours,
        theirs=theirs,
        our_member=our_member,
        their_member=their_member,
        our_party=a_party(ours, member=our_member),
        their_party=a_party(theirs, member=their_member),
    )
