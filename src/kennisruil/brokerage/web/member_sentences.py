"""What people read when something about directory, news or inviting cannot be done."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.brokerage.rules import approaching
from kennisruil.brokerage.rules.alerts import MOST_ALERTS
from kennisruil.shared.web.sentences import sentence


@sentence(approaching.EnoughForToday)
def enough_for_today(refusal: approaching.EnoughForToday) -> str:
    """Say that tomorrow is another day."""
    return ngettext(
        "You wrote to %(count)s person today. Go on tomorrow, or call the office: it helps you sooner.",
        "You wrote to %(count)s people today. Go on tomorrow, or call the office: it helps you sooner.",
        refusal.most,
    ) % {"count": refusal.most}


@sentence(approaching.NotInDirectory)
def not_in_directory(_refusal: approaching.NotInDirectory) -> str:
    """Say that they cannot be reached this way."""
    return _("This person cannot be reached this way now. Nothing was sent. Ask the office.")


@sentence(approaching.AsksAlready)
def asks_already(_refusal: approaching.AsksAlready) -> str:
    """Say that the office knows."""
    return _("The office knows that already, and is looking after it.")


@sentence(approaching.AlertRefused)
def alert_refused(refusal: approaching.AlertRefused) -> str:
    """Say what is wrong with it."""
    said = {
        "known": _("You hear of that already."),
        "too_many": _("You follow %(most)s things already. Stop one first.") % {"most": MOST_ALERTS},
        "words": _("Choose a theme, or write a few words: one of the two."),
    }
    return said.get(refusal.problem, _("Choose from the list. Nothing has changed."))


@sentence(approaching.NotToInvite)
def not_to_invite(refusal: approaching.NotToInvite) -> str:
    """Say why no invitation went."""
    said = {
        "nothing_fits": _("No open question fits any more: no mail went."),
        "no_mail": _("There is no mail address: call instead. No mail went."),
        "paused": _("This person takes a pause: no mail went."),
        "busy": _("This person gives a session already: no mail went."),
        "invited": _("This person was invited not long ago: no mail went."),
        "too_soon": _("This person received a session only a short while ago: no mail went."),
    }
    return said.get(refusal.state, _("This invitation does not hold that question. Nothing has changed."))
