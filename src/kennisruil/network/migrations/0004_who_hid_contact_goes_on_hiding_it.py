"""Who hid a phone number or a mail address before has answered: it stays hidden, also from whom they meet.

Everybody else keeps what is shown too, and is asked once.
"""

from django.db import migrations

KEEP_HIDDEN = """
UPDATE network_member SET shares_when_met = false, reach_answered_on = joined_on
WHERE reach_answered_on IS NULL AND NOT (shows_phone AND shows_email);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0003_contact_is_shown_when_asked"),
    ]

    operations = [migrations.RunSQL(KEEP_HIDDEN, migrations.RunSQL.noop)]
