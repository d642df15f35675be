"""Writes of the pathway room."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from kennisruil.pathway import rules
from kennisruil.pathway.models import Concept, ConceptMember, ConceptOwner, ConceptStage
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def open_concept(
    *,
    network_id: UUID,
    id: UUID,
    name: str,
    started_on: date,
    by: Actor,
    at: datetime,
    summary: str = "",
    stage: str = "idea",
    owners: Sequence[rules.Share] = (),
    member_ids: Iterable[UUID] = (),
) -> Concept:
    """Open a concept with its owners and who works on it. A second call with the same ``id`` gives it as it is.

    :raises SharesRefused: parts below one, or an owner twice; nothing is made.
    """
    rules.check_shares(owners, concept_id=id)
    known = Concept.objects.filter(network_id=network_id, pk=id).first()
    if known is not None:
        return known
    with action("pathway.open_concept", network_id=network_id, by=by, at=at, about=("concept", id)):
        concept = Concept.objects.create(
            id=id, network_id=network_id, name=name, summary=summary, stage=stage, started_on=started_on
        )
        _enter(concept, stage=stage, on=started_on)
        share_concept(network_id=network_id, concept_id=id, owners=owners, from_on=started_on, by=by, at=at)
        for member_id in member_ids:
            join_concept(network_id=network_id, concept_id=id, member_id=member_id, from_on=started_on, by=by, at=at)
    return concept


def change_concept(*, network_id: UUID, concept_id: UUID, name: str, summary: str, by: Actor, at: datetime) -> Concept:
    """Say otherwise what a concept is."""
    with action("pathway.change_concept", network_id=network_id, by=by, at=at, about=("concept", concept_id)):
        concept = Concept.objects.get(network_id=network_id, pk=concept_id)
        concept.name, concept.summary = name, summary
        concept.save(update_fields=["name", "summary"])
    return concept


def enter_stage(*, network_id: UUID, concept_id: UUID, stage: str, on: date, by: Actor, at: datetime) -> Concept:
    """Note that a concept entered a stage on a day; the latest day decides where it is now."""
    assert stage in rules.STAGES, stage
    about, data = ("concept", concept_id), {"stage": stage, "on": on.isoformat()}
    with action("pathway.enter_stage", network_id=network_id, by=by, at=at, about=about, data=data):
        concept = Concept.objects.select_for_update().get(network_id=network_id, pk=concept_id)
        _enter(concept, stage=stage, on=on)
        latest = ConceptStage.objects.filter(network_id=network_id, concept_id=concept_id).latest("entered_on")
        concept.stage = latest.stage
        concept.save(update_fields=["stage"])
    return concept


def _enter(concept: Concept, *, stage: str, on: date) -> None:
    ConceptStage.objects.update_or_create(
        network_id=concept.network_id,
        concept_id=concept.pk,
        entered_on=on,
        defaults={"stage": stage},
        create_defaults={"id": derived_id(concept.pk, "stage", on), "stage": stage},
    )


def share_concept(
    *,
    network_id: UUID,
    concept_id: UUID,
    owners: Sequence[rules.Share],
    from_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Let a concept belong to ``owners`` from a day on; what was agreed before keeps its payers.

    :raises SharesRefused: parts below one, or an owner twice; nothing changes.
    """
    rules.check_shares(owners, concept_id=concept_id)
    with action("pathway.share_concept", network_id=network_id, by=by, at=at, about=("concept", concept_id)):
        rows = ConceptOwner.objects.filter(network_id=network_id, concept_id=concept_id)
        rows.filter(from_on__gte=from_on).delete()
        rows.filter(until_on=None).update(until_on=from_on)
        ConceptOwner.objects.bulk_create(
            ConceptOwner(
                id=derived_id(concept_id, share.party_id, from_on),
                network_id=network_id,
                concept_id=concept_id,
                party_id=share.party_id,
                parts=share.parts,
                from_on=from_on,
            )
            for share in owners
        )


def join_concept(
    *, network_id: UUID, concept_id: UUID, member_id: UUID, from_on: date, by: Actor, at: datetime
) -> ConceptMember:
    """Let a person work on a concept from a day on; who already does keeps the earlier day."""
    about, data = ("concept", concept_id), {"member": str(member_id)}
    with action("pathway.join_concept", network_id=network_id, by=by, at=at, about=about, data=data):
        rows = ConceptMember.objects.filter(network_id=network_id, concept_id=concept_id, member_id=member_id)
        present = rows.filter(until_on=None).order_by("from_on", "pk").first()
        if present is not None:
            return present
        row, _new = rows.update_or_create(
            from_on=from_on,
            defaults={"until_on": None},
            create_defaults={
                "id": derived_id(concept_id, member_id, from_on),
                "network_id": network_id,
                "concept_id": concept_id,
                "member_id": member_id,
            },
        )
    return row


def leave_concept(
    *, network_id: UUID, concept_id: UUID, member_id: UUID, until_on: date, by: Actor, at: datetime
) -> None:
    """Note that a person works on a concept until a day; nothing happens when nothing was open."""
    about, data = ("concept", concept_id), {"member": str(member_id)}
    with action("pathway.leave_concept", network_id=network_id, by=by, at=at, about=about, data=data):
        rows = ConceptMember.objects.filter(network_id=network_id, concept_id=concept_id, member_id=member_id)
        rows.filter(until_on=None).update(until_on=until_on)
