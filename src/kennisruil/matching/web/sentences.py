"""What people read when a statement cannot be kept."""

from django.utils.translation import gettext as _

from kennisruil.matching.rules import LONGEST_STATEMENT, MOST_STATEMENTS, StatementRefused
from kennisruil.shared.web.sentences import sentence


@sentence(StatementRefused)
def statement_refused(refusal: StatementRefused) -> str:
    """Say what is wrong with it and what to do."""
    return {
        "empty": _("Write in a sentence what you can do."),
        "too_long": _("Keep it under %(most)s characters, or make two of it.") % {"most": LONGEST_STATEMENT},
        "too_many": _("There are %(most)s already. Take one away first.") % {"most": MOST_STATEMENTS},
    }.get(refusal.problem, _("This cannot be kept. Nothing has changed."))
