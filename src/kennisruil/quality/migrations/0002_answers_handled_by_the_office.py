"""What somebody wrote for the office is handled by somebody there, on a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quality", "0001_feedback"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedback",
            name="handled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="feedback",
            name="handled_by",
            field=models.CharField(blank=True, max_length=80),
        ),
    ]
