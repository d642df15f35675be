"""How far a run of the close has come, kept on its row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_documents_in_a_providers_name")]

    operations = [
        migrations.AddField(
            model_name="closerun", name="step", field=models.CharField(blank=True, default="", max_length=20)
        ),
        migrations.AddField(model_name="closerun", name="step_done", field=models.PositiveIntegerField(default=0)),
        migrations.AddField(model_name="closerun", name="step_total", field=models.PositiveIntegerField(default=0)),
    ]
