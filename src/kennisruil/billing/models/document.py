"""Documents, the numbers drawn for them, and which movements they are about."""

from django.db import models
from django.db.models import Q

from kennisruil.billing.models.close import CloseRun
from kennisruil.billing.models.supply import Movement
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.network.models import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Series(ActedModel):
    """The last number drawn in a series; its row is locked while a number is drawn, so the series has no gaps."""

    name = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "name"], name="billing_series_once")]


class Document(ActedModel):
    """A euro document. A draft may still change state; once issued, the database refuses every change.

    ``content`` is the whole document as it stood (``rules.frozen``), ``xml_id`` the kept file of its structured form.
    ``base_cents`` and ``vat_cents`` are never negative: the kind says which way. ``message_seed`` makes its OGM.
    ``counterparty`` is the buyer on a document in a provider's own name: no sale or purchase of the operator.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        ISSUED = "issued"
        REFUSED = "refused"
        FAILED = "failed"
        WITHDRAWN = "withdrawn"

    party = NetworkKey(Party)
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=10)
    series = models.CharField(max_length=40, blank=True)
    series_number = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=60, blank=True)
    drawn_on = models.DateField()
    month_on = models.DateField()
    issued_on = models.DateField(null=True)
    chargeable_on = models.DateField(null=True)
    due_vat_on = models.DateField(null=True)
    due_base_on = models.DateField(null=True)
    base_cents = models.BigIntegerField()
    vat_cents = models.BigIntegerField()
    self_assessed_cents = models.BigIntegerField(default=0)
    is_late = models.BooleanField(default=False)
    channel = models.CharField(max_length=10)
    message_seed = models.BigIntegerField(null=True)
    content = models.JSONField()
    xml_id = models.UUIDField(null=True)
    xml_sha256 = models.CharField(max_length=64, blank=True)
    accept_until = models.DateField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=80, blank=True)
    refused_because = models.CharField(max_length=500, blank=True)
    findings = models.JSONField(default=list)
    corrects = NetworkKey("self", null=True)
    counterparty = NetworkKey(Party, null=True)
    run = NetworkKey(CloseRun, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "series", "series_number"],
                condition=Q(series_number__isnull=False),
                name="billing_document_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", series_number__isnull=False, issued_on__isnull=False)
                | (~Q(state="issued") & Q(series_number__isnull=True)),
                name="billing_document_number_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in DocumentKind], base_cents__gte=0, vat_cents__gte=0),
                name="billing_document_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "issued", "refused", "failed", "withdrawn"]),
                name="billing_document_state",
            ),
        ]
        indexes = [
            models.Index(fields=["network_id", "party", "issued_on"], name="billing_document_party"),
            models.Index(fields=["network_id", "state", "accept_until"], name="billing_document_waiting"),
            models.Index(
                fields=["network_id", "counterparty", "issued_on"],
                condition=Q(counterparty__isnull=False),
                name="billing_document_buyer",
            ),
        ]


class DocumentLine(ActedModel):
    """A movement on a document; live on one document at most, until that one is withdrawn."""

    document = NetworkKey(Document, related_name="lines")
    movement = NetworkKey(Movement, related_name="document_lines")
    position = models.PositiveSmallIntegerField()
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "document", "movement"], name="billing_documentline_once"),
            models.UniqueConstraint(
                fields=["network_id", "movement"], condition=Q(is_live=True), name="billing_documentline_one_live"
            ),
        ]
