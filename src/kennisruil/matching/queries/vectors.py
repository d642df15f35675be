"""Which vectors there are, and what they were made of."""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from kennisruil.matching.models import KnowHow, PersonVector, StatementVector
from kennisruil.matching.rules import model
from kennisruil.matching.rules.statements import KNOW_HOW_KINDS, parts_of
from kennisruil.network.models import Member

_KEPT = """
SELECT know_how_id, vector::real[] FROM matching_statementvector
WHERE network_id = %s AND model = %s AND member_id = ANY (%s::uuid[]) ORDER BY know_how_id, nr
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that a member says they can do: the text that becomes their vector, and the parts of each statement."""

    member_id: UUID
    title: str
    whole: str
    parts: tuple[tuple[UUID, int, str], ...]

    @property
    def made_of(self) -> str:
        """A hash that changes when any of it does."""
        return hashlib.sha256(self.whole.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """How this installation searches in a network: ``model`` (None: full text alone), people whose vector waits."""

    model: str | None
    people: int
    waiting: int

    @property
    def is_by_words_alone(self) -> bool:
        """Whether meaning plays no part at all: no model, or no vector made yet."""
        return self.model is None or (self.people > 0 and self.waiting >= self.people)


def said_by(*, network_id: UUID, member_ids: Collection[UUID]) -> list[Said]:
    """Give what each of some members says, in an order that does not depend on ids; who says nothing is left out."""
    titles = dict(
        Member.objects.filter(network_id=network_id, pk__in=member_ids).order_by("pk").values_list("pk", "job_title")
    )
    rows = KnowHow.objects.filter(
        network_id=network_id, member_id__in=member_ids, withdrawn_at=None, kind__in=KNOW_HOW_KINDS
    ).order_by("-is_in_job", "said_at", "text", "pk")
    own: dict[UUID, list[KnowHow]] = defaultdict(list)
    for row in rows:
        own[row.member_id].append(row)
    return [_said(member_id, titles.get(member_id, ""), statements) for member_id, statements in own.items()]


def _said(member_id: UUID, title: str, statements: list[KnowHow]) -> Said:
    whole = " ".join(
        f"{text.strip().rstrip('.')}." for text in (title, *(row.text for row in statements)) if text.strip()
    )
    parts = tuple((row.pk, nr, part) for row in statements for nr, part in enumerate(parts_of(row.text)))
    return Said(member_id=member_id, title=title.strip(), whole=whole, parts=parts)


def people_who_say(*, network_id: UUID) -> list[UUID]:
    """List the members who say that they can do something."""
    rows = KnowHow.objects.filter(network_id=network_id, withdrawn_at=None, kind__in=KNOW_HOW_KINDS)
    return list(rows.order_by("member_id").values_list("member_id", flat=True).distinct())


def people_waiting(*, network_id: UUID, most: int) -> list[UUID]:
    """List who says that they can do something and lacks a vector of this installation's model, or has an old one."""
    made = PersonVector.objects.filter(
        network_id=network_id, model=model.active_name(), member_id=OuterRef("member_id")
    )
    rows = KnowHow.objects.filter(network_id=network_id, withdrawn_at=None, kind__in=KNOW_HOW_KINDS).exclude(
        Exists(made.exclude(Exists(_without_cell(network_id=network_id))))
    )
    return list(rows.order_by("member_id").values_list("member_id", flat=True).distinct()[:most])


def search_state(*, network_id: UUID) -> SearchState:
    """Say how this installation searches in a network."""
    name = model.active_name()
    people = len(people_who_say(network_id=network_id))
    made = PersonVector.objects.filter(network_id=network_id, model=name).count() if name else 0
    return SearchState(model=name, people=people, waiting=max(people - made, 0))


def made_of(*, network_id: UUID, member_ids: Collection[UUID], name: str) -> dict[UUID, str]:
    """Give what the vector of each of some members was made of, by one model; not of who has one to be made anew."""
    rows = PersonVector.objects.filter(network_id=network_id, model=name, member_id__in=member_ids).order_by("pk")
    now = rows.exclude(Exists(_without_cell(network_id=network_id)))
    return dict(now.values_list("member_id", "made_of"))


def _without_cell(*, network_id: UUID) -> QuerySet[StatementVector]:
    """Statements of the same member and model whose vector was made before vectors lay in cells."""
    return StatementVector.objects.filter(
        network_id=network_id, model=OuterRef("model"), member_id=OuterRef("member_id"), cell=None
    )


def kept_vectors(*, network_id: UUID, member_ids: Collection[UUID], name: str) -> dict[UUID, list[list[float]]]:
    """Give the vectors kept of each statement of some members, by one model: of the whole first, then of its parts."""
    found: dict[UUID, list[list[float]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [network_id, name, list(member_ids)])
        for know_how_id, vector in cursor.fetchall():
            found[know_how_id].append(vector)
    return dict(found)
