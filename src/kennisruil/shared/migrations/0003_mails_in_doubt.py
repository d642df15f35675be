"""A mail knows when it was last handed to the mail server, and may wait for the office to say whether it arrived."""

from django.db import migrations, models

_STATES = [("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed"), ("doubtful", "Doubtful")]


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0002_mails_with_a_way_out"),
    ]

    operations = [
        migrations.AddField(model_name="mail", name="begun_at", field=models.DateTimeField(null=True)),
        migrations.AlterField(
            model_name="mail",
            name="state",
            field=models.CharField(choices=_STATES, default="waiting", max_length=10),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state", "doubtful")),
                fields=["network_id", "begun_at"],
                name="shared_mail_doubtful",
            ),
        ),
    ]
