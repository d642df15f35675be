"""Tables every room leans on: actions (who did what when), mails, files."""

from django.db import models


class PresentAction(models.Func):
    """The action under way, as the database knows it."""

    function = "current_setting"
    template = "nullif(current_setting('kennisruil.action', true), '')::uuid"
    output_field = models.UUIDField()


class NetworkModel(models.Model):
    """A row of one network. Ids are drawn in ``shared.ids`` and passed in."""

    id = models.UUIDField(primary_key=True)
    network_id = models.UUIDField()

    class Meta:
        abstract = True


class ActedModel(NetworkModel):
    """A row that only an action can write: outside one, the database refuses it."""

    action_id = models.UUIDField(db_default=PresentAction(), editable=False)

    class Meta:
        abstract = True


class Action(NetworkModel):
    """What somebody did: one row per outermost action, append-only."""

    name = models.CharField(max_length=80)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["network_id", "about_kind", "about_id"], name="shared_action_about"),
            models.Index(fields=["network_id", "at"], name="shared_action_at"),
        ]


class File(NetworkModel):
    """A file kept in the database, so that it is there exactly when the row that names it is."""

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()


class Mail(NetworkModel):
    """A mail to one person, written in the transaction of what it tells; ``key`` makes it once.

    ``unsubscribe_url``: where one POST ends mails of this kind, for the header that mail programs make a button of.
    ``begun_at``: when it was last handed to the mail server, noted before; nobody heard an answer while it stands on a
    mail that is not sent. ``doubtful``: the office says whether such a mail arrived.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        DOUBTFUL = "doubtful"

    key = models.CharField(max_length=200)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=80, blank=True)
    posted_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    attachments = models.JSONField(default=list)
    unsubscribe_url = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "key"], name="shared_mail_once")]
        indexes = [
            models.Index(fields=["network_id", "posted_at"], name="shared_mail_posted"),
            models.Index(
                fields=["network_id", "begun_at"], name="shared_mail_doubtful", condition=models.Q(state="doubtful")
            ),
        ]
