"""Tables of the pathway room."""

from django.db import models

from kennisruil.network.models import Member, Party
from kennisruil.pathway.rules import STAGES
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Concept(ActedModel):
    """Something people build: a name, one or two sentences, the stage it is in now."""

    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    stage = models.CharField(max_length=20)
    started_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(stage__in=STAGES), name="pathway_concept_stage_known")]
        indexes = [models.Index(fields=["network_id", "name"], name="pathway_concept_name")]


class ConceptStage(ActedModel):
    """A concept entered a stage on a day."""

    concept = NetworkKey(Concept)
    stage = models.CharField(max_length=20)
    entered_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "concept", "entered_on"], name="pathway_conceptstage_once"),
            models.CheckConstraint(condition=models.Q(stage__in=STAGES), name="pathway_conceptstage_known"),
        ]


class ConceptOwner(ActedModel):
    """A party owns whole parts of a concept, from a day until another."""

    concept = NetworkKey(Concept)
    party = NetworkKey(Party)
    parts = models.PositiveIntegerField(default=1)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "concept", "party", "from_on"], name="pathway_conceptowner_once"
            ),
            models.CheckConstraint(condition=models.Q(parts__gte=1), name="pathway_conceptowner_parts"),
        ]


class ConceptMember(ActedModel):
    """A person works on a concept, from a day until another."""

    concept = NetworkKey(Concept)
    member = NetworkKey(Member)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "concept", "member", "from_on"], name="pathway_conceptmember_once"
            )
        ]
