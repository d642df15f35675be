"""What parties are grouped by, and the supplies that went from group to group."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import LiteralString
from uuid import UUID

from django.db import connection

from kennisruil.billing.models import Supply
from kennisruil.matching.rules.statements import KNOW_HOW_KINDS
from kennisruil.network.models import Party

# The main theme of what the people of each party can do; who stopped acting before the period does not count.
_THEMES: LiteralString = """
SELECT a.party_id, t.theme, count(DISTINCT k.id)
FROM network_acting a
JOIN matching_knowhow k ON k.network_id = a.network_id AND k.member_id = a.member_id
    AND k.withdrawn_at IS NULL AND k.kind = ANY (%(kinds)s::text[])
JOIN matching_theming t ON t.network_id = k.network_id AND t.about_kind = 'know_how' AND t.about_id = k.id
    AND t.theme <> '' AND t.place = 0
WHERE a.network_id = %(network)s AND (a.until_on IS NULL OR a.until_on > %(start)s)
GROUP BY a.party_id, t.theme
"""


@dataclass(frozen=True, slots=True)
class Supplied:
    """A supply as a list names it: the day, what it was about, the row it came from."""

    on: date
    text: str
    ref_kind: str
    ref_id: UUID


def themes_said(*, network_id: UUID, start_on: date) -> dict[UUID, dict[str, int]]:
    """Count by party what its people say that they can do, by main theme; who says nothing is left out."""
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_THEMES, {"network": network_id, "start": start_on, "kinds": list(KNOW_HOW_KINDS)})
        for party_id, theme, count in cursor.fetchall():
            found[party_id][theme] = count
    return dict(found)


def kinds_of_parties(*, network_id: UUID) -> dict[UUID, str]:
    """Give the kind of every party."""
    rows = Party.objects.filter(network_id=network_id, is_operator=False).order_by("pk")
    return dict(rows.values_list("pk", "kind")[:100_000])


def supplied(*, network_id: UUID, ids: Collection[UUID]) -> dict[UUID, Supplied]:
    """Give some supplies by id."""
    rows = Supply.objects.filter(network_id=network_id, pk__in=ids).order_by("pk")
    found = rows.values_list("pk", "performed_on", "text", "ref_kind", "ref_id")[:100_000]
    return {pk: Supplied(on, text, ref_kind, ref_id) for pk, on, text, ref_kind, ref_id in found}
