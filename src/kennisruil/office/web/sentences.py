"""What people read when something of the outbox cannot be done."""

from django.utils.translation import gettext as _

from kennisruil.shared.delivery import DoubtSettled
from kennisruil.shared.web.sentences import sentence


@sentence(DoubtSettled)
def doubt_settled(_refusal: DoubtSettled) -> str:
    """Say that somebody was first."""
    return _("Somebody settled this mail before you. Nothing has changed.")
