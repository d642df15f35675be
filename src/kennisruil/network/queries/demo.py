"""The people one may look around as in a demo network."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.network.models import Login, Member, Membership
from kennisruil.network.queries.settings import settings_on


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A demo person and their login."""

    member: Member
    login: Login


def demo_people(*, network_id: UUID, on: date) -> dict[str, DemoPerson]:
    """Give who plays ``office``, ``needs``, ``helps`` and ``books``.

    The decision ``demo.people`` names their member ids; without it somebody with the role, then others in order.
    """
    named = settings_on(network_id=network_id, on=on).get("demo.people") or {}
    rows = Membership.objects.select_related("member", "login").filter(network_id=network_id, is_active=True)
    if named:
        places = {
            str(place.member_id): place for place in rows.filter(member_id__in=list(named.values())).order_by("pk")[:10]
        }
        chosen = {role: places.get(str(member_id)) for role, member_id in named.items()}
    else:
        others = rows.filter(is_office=False, may_keep_books=False).order_by("pk")[:2]
        chosen = {
            "office": rows.filter(is_office=True).order_by("pk").first(),
            "books": rows.filter(may_keep_books=True, is_office=False).order_by("pk").first(),
            **dict(zip(("needs", "helps"), others, strict=False)),
        }
    return {role: DemoPerson(place.member, place.login) for role, place in chosen.items() if place is not None}
