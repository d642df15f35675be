"""Themes on screen: which a row carries, and how many people can help with each."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db import connection

from kennisruil.matching.models import KnowHow, Theming
from kennisruil.matching.rules.statements import KNOW_HOW_KINDS

_PEOPLE = """
SELECT t.theme, count(DISTINCT k.member_id)
FROM matching_theming t JOIN matching_knowhow k ON k.network_id = t.network_id AND k.id = t.about_id
JOIN network_member m ON m.network_id = k.network_id AND m.id = k.member_id AND m.left_on IS NULL
WHERE t.network_id = %s AND t.about_kind = 'know_how' AND t.theme <> '' AND k.withdrawn_at IS NULL
    AND k.kind <> 'wish' AND k.readers = ANY (%s::text[]) AND k.member_id <> ALL (%s::uuid[])
GROUP BY t.theme
"""


def themes_of(*, network_id: UUID, kind: str, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """Give the themes (keys) that some rows carry, the main one first; who carries none is left out."""
    rows = Theming.objects.filter(network_id=network_id, about_kind=kind, about_id__in=ids).exclude(theme="")
    found: dict[UUID, list[str]] = defaultdict(list)
    for about_id, theme in rows.order_by("about_id", "place", "theme").values_list("about_id", "theme"):
        found[about_id].append(theme)
    return dict(found)


def people_per_theme(*, network_id: UUID, exclude: Collection[UUID] = (), for_office: bool = False) -> dict[str, int]:
    """Count the people who say that they can help with each theme; without ``for_office`` by what all may read."""
    readers = ["members", "office"] if for_office else ["members"]
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [network_id, readers, list(exclude)])
        return dict(cursor.fetchall())


def statements_under(*, network_id: UUID, themes: Collection[str], exclude: Collection[UUID] = ()) -> list[KnowHow]:
    """List what people say that all may read, under any of some themes, by name of the person; at most 500."""
    under = Theming.objects.filter(network_id=network_id, about_kind="know_how", theme__in=themes).values("about_id")
    rows = KnowHow.objects.filter(
        network_id=network_id, pk__in=under, withdrawn_at=None, readers="members", kind__in=KNOW_HOW_KINDS
    ).filter(member__left_on=None)
    rows = rows.exclude(member_id__in=exclude).select_related("member")
    return list(rows.order_by("member__family_name", "member__given_name", "member_id", "said_at", "pk")[:500])
