"""Networks, and who comes in where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.network.models import Membership, Network
from kennisruil.network.queries.settings import settings_on


@dataclass(frozen=True, slots=True)
class Place:
    """A login's place in one network."""

    network_id: UUID
    member_id: UUID
    is_office: bool
    may_keep_books: bool


@dataclass(frozen=True, slots=True)
class House:
    """How a network looks: its name, colour (degrees, None for the house colour), logo, coin sign, address."""

    name: str
    hue: int | None
    logo: str
    coin_sign: str
    office_email: str = ""


def places_of(*, login_id: UUID) -> list[Place]:
    """List the networks a login belongs to, inside its ``login_scope``; at most 50, in order of joining."""
    rows = Membership.objects.filter(login_id=login_id, is_active=True).order_by("pk")[:50]
    return [Place(row.network_id, row.member_id, row.is_office, row.may_keep_books) for row in rows]


def place_of_member(*, network_id: UUID, member_id: UUID) -> Membership | None:
    """Give a member's way in: login and roles; None for a member who cannot sign in."""
    rows = Membership.objects.select_related("login").filter(network_id=network_id, member_id=member_id)
    return rows.order_by("pk").first()


def office_places(*, network_id: UUID) -> list[Membership]:
    """List who is in the office or keeps the books; at most 100, by name."""
    rows = Membership.objects.select_related("login", "member").filter(network_id=network_id, is_active=True)
    staff = rows.filter(is_office=True) | rows.filter(may_keep_books=True)
    return list(staff.order_by("member__family_name", "member__given_name", "pk")[:100])


def network_by_id(*, network_id: UUID) -> Network:
    """Give the network."""
    return Network.objects.get(pk=network_id)


def network_by_slug(*, slug: str) -> Network:
    """Give the network. :raises Network.DoesNotExist: for an unknown word."""
    return Network.objects.get(slug=slug)


def all_networks() -> Sequence[Network]:
    """List every network of the installation."""
    return list(Network.objects.order_by("slug", "pk")[:1000])


def networks_of(*, places: Sequence[Place]) -> list[Network]:
    """Give the networks of a login's places, by name."""
    return list(Network.objects.filter(pk__in=[place.network_id for place in places]).order_by("name", "pk")[:50])


def demo_networks() -> Sequence[Network]:
    """List the demo networks of the installation; at most five."""
    return list(Network.objects.filter(is_demo=True).order_by("slug", "pk")[:5])


def house_of(*, network: Network, on: date) -> House:
    """Give how the network looks on a day."""
    decided = settings_on(network_id=network.pk, on=on)
    return House(
        name=decided.get("house.name") or network.name,
        hue=decided.get("house.hue"),
        logo=decided.get("house.logo") or "",
        coin_sign=decided.get("coin.sign") or "",
        office_email=decided.get("office.email") or "",
    )
