"""What people read when this room refuses."""

from django.utils.translation import gettext as _

from kennisruil.bookkeeping.actions.packages import CodeRefused
from kennisruil.shared.web.sentences import sentence


@sentence(CodeRefused)
def _code(refusal: CodeRefused) -> str:
    return _("“%(value)s” is no account number: take two to ten digits. Nothing has changed.") % {
        "value": refusal.value
    }
