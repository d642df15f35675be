"""What people read when this room refuses."""

from django.utils.translation import gettext as _

from kennisruil.pathway import rules
from kennisruil.shared.web.sentences import sentence


@sentence(rules.SharesRefused)
def shares_refused(refusal: rules.SharesRefused) -> str:
    """Say what shares look like."""
    return _("Owners hold whole parts of one or more, each owner once. Nothing has changed.")
