"""The buyer on documents in a provider's own name, tied per network."""

import django.db.models.deletion
from django.db import migrations, models

import kennisruil.shared.keys
from kennisruil.shared.isolation import ComposeKeys


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0001_lots_documents_and_closes"),
        ("network", "0002_member_asks_to_leave"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="counterparty",
            field=kennisruil.shared.keys.NetworkKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="network.party",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("counterparty__isnull", False)),
                fields=["network_id", "counterparty", "issued_on"],
                name="billing_document_buyer",
            ),
        ),
        ComposeKeys("document", "counterparty"),
    ]
