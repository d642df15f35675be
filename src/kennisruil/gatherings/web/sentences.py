"""What a person reads when something cannot be done here."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.gatherings import rules
from kennisruil.shared.templatetags.kr import day
from kennisruil.shared.web.sentences import sentence


@sentence(rules.GatheringFull)
def gathering_full(refusal: rules.GatheringFull) -> str:
    """Say that no place is left."""
    return ngettext(
        "The only place is taken. Nothing was booked for you.",
        "All %(count)s places are taken. Nothing was booked for you.",
        refusal.capacity,
    ) % {"count": refusal.capacity}


@sentence(rules.GatheringClosed)
def gathering_closed(refusal: rules.GatheringClosed) -> str:
    """Say that the list of places is final."""
    if refusal.state == rules.State.CANCELLED:
        return _("This gathering was cancelled. Nothing changes for you.")
    return _("This gathering is over and the list is made. Was something noted wrongly? Tell the office.")


@sentence(rules.NotYetHeld)
def not_yet_held(refusal: rules.NotYetHeld) -> str:
    """Say from when attendance can be noted."""
    return _("You can note who came from %(day)s on.") % {"day": day(refusal.planned_on)}


@sentence(rules.DayHasPassed)
def day_has_passed(refusal: rules.DayHasPassed) -> str:
    """Say that places no longer change."""
    return _("The day was %(day)s, so places no longer change. Tell the office who came.") % {
        "day": day(refusal.planned_on)
    }


@sentence(rules.AlreadyDecided)
def already_decided(refusal: rules.AlreadyDecided) -> str:
    """Say that the answer stands."""
    return _("This offer was answered before. The first answer stands; nothing was booked twice.")


@sentence(rules.NothingToEarn)
def nothing_to_earn(refusal: rules.NothingToEarn) -> str:
    """Say that the menu card rewards something else."""
    return _("The menu card gives no coins for this. Choose something else from the list.")
