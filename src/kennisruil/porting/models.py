"""Tables of the porting room: imports and their rows."""

from django.db import models

from kennisruil.porting.rules.kinds import KINDS
from kennisruil.porting.rules.planning import Outcome
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel, File


class ImportBatch(ActedModel):
    """One file on its way in: uploaded, columns chosen and previewed, committed, perhaps undone."""

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        PREVIEWED = "previewed"
        COMMITTED = "committed"
        UNDONE = "undone"

    file = NetworkKey(File)
    file_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=30)
    columns = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    plan_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    by = models.CharField(max_length=80)
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    # The action under which its rows went in: what carries another action was built by somebody else.
    commit_action_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="porting_importbatch_kind_known"),
            models.CheckConstraint(
                condition=models.Q(commit_action_id=None) ^ models.Q(state__in=("committed", "undone")),
                name="porting_importbatch_commit_known",
            ),
        ]
        indexes = [models.Index(fields=["network_id", "uploaded_at"], name="porting_importbatch_uploaded")]


class ImportRow(ActedModel):
    """One row of a file: what it holds, what it does or did, and what stood there before."""

    batch = NetworkKey(ImportBatch)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    target_kind = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=80, blank=True)
    target_name = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "batch", "number"], name="porting_importrow_once"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=[str(outcome) for outcome in Outcome]),
                name="porting_importrow_outcome_known",
            ),
        ]
        indexes = [models.Index(fields=["network_id", "batch", "outcome", "number"], name="porting_importrow_outcome")]
