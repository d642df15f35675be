"""A row of the ledger that keeps the action under way, when there is one."""

from django.db import models

from kennisruil.shared.models import NetworkModel, PresentAction


class RecordedModel(NetworkModel):
    """A row with the action that caused it; empty when a command ran alone, outside any action."""

    action_id = models.UUIDField(null=True, db_default=PresentAction(), editable=False)

    class Meta:
        abstract = True
