"""Phone number and mail address are shown to other members only when the person says so; nobody's rows change."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0002_member_asks_to_leave"),
    ]

    operations = [
        migrations.AddField(model_name="member", name="reach_answered_on", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="member", name="shares_when_met", field=models.BooleanField(db_default=True, default=True)
        ),
        migrations.AlterField(model_name="member", name="shows_email", field=models.BooleanField(default=False)),
        migrations.AlterField(model_name="member", name="shows_phone", field=models.BooleanField(default=False)),
    ]
