"""People: one, many, found by any part of what one remembers."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import and_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from kennisruil.network.models import Acting, Member

LIMIT = 200


def member_by_id(*, network_id: UUID, member_id: UUID) -> Member:
    """Give a member of the network. :raises Member.DoesNotExist: not in this network."""
    return Member.objects.get(network_id=network_id, pk=member_id)


def members_by_ids(*, network_id: UUID, member_ids: Iterable[UUID]) -> dict[UUID, Member]:
    """Give members by id; ids of elsewhere are left out."""
    return {member.pk: member for member in Member.objects.filter(network_id=network_id, pk__in=list(member_ids))}


def member_by_email(*, network_id: UUID, email: str) -> Member | None:
    """Give the first member with this address, or None."""
    rows = Member.objects.filter(network_id=network_id, email__iexact=email.strip())
    return rows.order_by("joined_on", "pk").first()


def find_people(*, network_id: UUID, text: str, on: date | None = None) -> list[Member]:
    """List people by any part of name, organisation, job, party or e-mail; every word must be found somewhere.

    An empty text lists everybody. With ``on`` those who had left by then are left out. At most 200, by name.
    """
    words = text.split()[:8]
    rows = Member.objects.filter(network_id=network_id)
    if words:
        rows = rows.filter(reduce(and_, (_found(word, network_id) for word in words)))
    if on is not None:
        rows = rows.exclude(left_on__lte=on)
    return list(rows.order_by("family_name", "given_name", "pk")[:LIMIT])


def _found(word: str, network_id: UUID) -> Q:
    parties = Acting.objects.filter(network_id=network_id, member_id=OuterRef("pk"), party__name__icontains=word)
    names = ("given_name", "family_name", "organisation_name", "job_title", "email")
    return reduce(lambda left, name: left | Q(**{f"{name}__icontains": word}), names, Q(Exists(parties)))


def leaving_members(*, network_id: UUID) -> list[Member]:
    """List who asked to leave and is still here, the longest first; at most 200."""
    rows = Member.objects.filter(network_id=network_id, left_on=None, leaving_asked_on__isnull=False)
    return list(rows.order_by("leaving_asked_on", "pk")[:200])
