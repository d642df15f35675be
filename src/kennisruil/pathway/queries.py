"""Reads of the pathway room."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from kennisruil.pathway.models import Concept, ConceptMember, ConceptOwner, ConceptStage
from kennisruil.pathway.rules import Share

LIMIT = 500


def concept_by_id(*, network_id: UUID, concept_id: UUID) -> Concept:
    """Give a concept of the network. :raises Concept.DoesNotExist: not in this network."""
    return Concept.objects.get(network_id=network_id, pk=concept_id)


def concepts_of(*, network_id: UUID, member_id: UUID, on: date) -> list[Concept]:
    """List the concepts a member works on, on a day; by name, at most 500."""
    rows = ConceptMember.objects.filter(network_id=network_id, member_id=member_id, from_on__lte=on)
    present = rows.exclude(until_on__lte=on).values("concept_id")
    return list(Concept.objects.filter(network_id=network_id, pk__in=present).order_by("name", "pk")[:LIMIT])


def find_concepts(*, network_id: UUID, text: str = "", stage: str = "") -> list[Concept]:
    """List concepts by any part of name or summary, every word found somewhere; by name, at most 500."""
    rows = Concept.objects.filter(network_id=network_id, **({"stage": stage} if stage else {}))
    for word in text.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(summary__icontains=word))
    return list(rows.order_by("name", "pk")[:LIMIT])


def owners_of(*, network_id: UUID, concept_id: UUID, on: date) -> list[ConceptOwner]:
    """List who owns a concept on a day, with the parties; the largest part first."""
    rows = ConceptOwner.objects.select_related("party").filter(network_id=network_id, concept_id=concept_id)
    present = rows.filter(from_on__lte=on).exclude(until_on__lte=on)
    return list(present.order_by("-parts", "party__name", "pk")[:100])


def shares_of(*, network_id: UUID, concept_id: UUID, on: date) -> list[Share]:
    """Give the owners' parts on a day, for splitting an amount."""
    return [Share(row.party_id, row.parts) for row in owners_of(network_id=network_id, concept_id=concept_id, on=on)]


def members_of(*, network_id: UUID, concept_id: UUID, on: date) -> list[ConceptMember]:
    """List who works on a concept on a day, with the members; by name."""
    rows = ConceptMember.objects.select_related("member").filter(network_id=network_id, concept_id=concept_id)
    present = rows.filter(from_on__lte=on).exclude(until_on__lte=on)
    return list(present.order_by("member__family_name", "member__given_name", "pk")[:200])


def stages_of(*, network_id: UUID, concept_id: UUID) -> list[ConceptStage]:
    """List the stages a concept entered, in order."""
    rows = ConceptStage.objects.filter(network_id=network_id, concept_id=concept_id)
    return list(rows.order_by("entered_on", "pk")[:100])
