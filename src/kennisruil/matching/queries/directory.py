"""The search that members do among each other: by meaning and words, over what all may read, and by names."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from kennisruil.matching.models import KnowHow
from kennisruil.matching.queries.search import candidates_for
from kennisruil.matching.rules import Reason
from kennisruil.matching.rules.directory import shown_to_members
from kennisruil.matching.rules.statements import KNOW_HOW_KINDS
from kennisruil.network.models import Member

_BY_NAME = ("given_name", "family_name", "organisation_name", "job_title")
_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person that a member finds: why, in their own words that all may read; ``by_name`` when the name was met."""

    member_id: UUID
    reasons: tuple[Reason, ...] = ()
    by_name: bool = False


def find_members(*, network_id: UUID, text: str, language: str, exclude: Collection[UUID] = ()) -> list[Found]:
    """Find people for a member: first who is called so, then who can help, best first; at most thirty of the latter.

    What is for the office alone is neither shown nor a reason to be found, and who shows nothing is not in it. Mail
    addresses and phone numbers are not searched. Left out: ``exclude`` and who left.
    """
    called = _called(network_id, text=text, exclude=exclude)
    found = candidates_for(network_id=network_id, text=text, language=language, exclude=list(exclude), limit=2 * _MOST)
    fitting = [Found(member_id=one.member_id, reasons=reasons) for one, reasons in shown_to_members(found, most=_MOST)]
    reasons = {one.member_id: one.reasons for one in fitting}
    by_name = [Found(member_id=each, reasons=reasons.get(each, ()), by_name=True) for each in called]
    return [*by_name, *(one for one in fitting if one.member_id not in set(called))]


def _called(network_id: UUID, *, text: str, exclude: Collection[UUID]) -> list[UUID]:
    words = text.split()[:6]
    if not words:
        return []
    rows = Member.objects.filter(network_id=network_id, left_on=None, pk__in=_who_show(network_id))
    met = reduce(and_, (reduce(or_, (Q(**{f"{name}__icontains": word}) for name in _BY_NAME)) for word in words))
    rows = rows.filter(met).exclude(pk__in=exclude).order_by("family_name", "given_name", "pk")
    return list(rows.values_list("pk", flat=True)[:_MOST])


def _who_show(network_id: UUID) -> Any:
    """Give, as a part of a question, the members who say something that all may read."""
    rows = KnowHow.objects.filter(network_id=network_id, withdrawn_at=None, readers="members", kind__in=KNOW_HOW_KINDS)
    return rows.values("member_id")


def shows_something(*, network_id: UUID, member_id: UUID) -> bool:
    """Whether a member says anything that all may read: who does not is not in the directory."""
    return Member.objects.filter(
        network_id=network_id, left_on=None, pk=member_id, pk__in=_who_show(network_id)
    ).exists()
