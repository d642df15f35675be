"""What people read when this room, feedback, the menu or the ledger's limits say no: what is safe, what to do."""

from django.utils.translation import gettext as _

from kennisruil.brokerage.rules import refusals
from kennisruil.ledger.rules.refusals import AccountFrozen, FloorReached, ReservationEnded
from kennisruil.quality.rules import FeedbackRefused
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.speaking import language_now
from kennisruil.shared.templatetags.kr import day
from kennisruil.shared.web.sentences import sentence


@sentence(refusals.BrokerageRefusal)
def brokerage_refused(_refusal: Refusal) -> str:
    """Say that it cannot be done now."""
    return _("This cannot be done now. Nothing has changed.")


@sentence(refusals.NotNow)
def not_now(_refusal: refusals.NotNow) -> str:
    """Say that something else happened first."""
    return _("This was settled already, or something else happened first. Nothing has changed: look at the page again.")


@sentence(refusals.LeftInPeace)
def left_in_peace(_refusal: refusals.LeftInPeace) -> str:
    """Say that the person takes a pause."""
    return _("This person takes a pause and is asked nothing now. Nothing has changed.")


@sentence(refusals.AskedNotTo)
def asked_not_to(refusal: refusals.AskedNotTo) -> str:
    """Say that these two are kept apart, and not who asked so."""
    return _("These two are not brought together (%(name)s). Nothing has changed. Choose somebody else.") % {
        "name": refusal.name
    }


@sentence(refusals.GradeUnknown)
def grade_unknown(_refusal: refusals.GradeUnknown) -> str:
    """Say that it was none of the four words."""
    return _("Choose one of the four words. Nothing has changed.")


@sentence(refusals.NotYetHeld)
def not_yet_held(_refusal: refusals.NotYetHeld) -> str:
    """Say that the day has not come."""
    return _("The day of the session has not come yet. You can answer afterwards.")


@sentence(refusals.Disputed)
def disputed(_refusal: refusals.Disputed) -> str:
    """Say who settles it."""
    return _("One of you wants to talk about this session first. The office calls you both; no coins move until then.")


@sentence(refusals.DateHasPassed)
def date_has_passed(_refusal: refusals.DateHasPassed) -> str:
    """Ask a later date."""
    return _("This date has passed. Choose today or later.")


@sentence(refusals.AlreadyTaken)
def already_taken(refusal: refusals.AlreadyTaken) -> str:
    """Say who has another session then."""
    return _("%(name)s already has a session at that time. Choose another moment; nothing has changed.") % {
        "name": refusal.name
    }


@sentence(refusals.PayerHasNoRoom)
def payer_has_no_room(refusal: refusals.PayerHasNoRoom) -> str:
    """Tell the office who lacks room and how much; anybody else only that something is to be settled first."""
    if not refusal.party:
        return _(
            "This cannot be agreed yet: the other side has something to settle first. Nothing has changed. Call the "
            "office: it sees what, and helps."
        )
    if not refusal.short_by:
        return _("The account of %(party)s is on hold: nothing can be agreed on it now.") % {"party": refusal.party}
    return _(
        "%(party)s has no room for this session: %(coins)s too few. It can be agreed once they give first, or once "
        "you give them room."
    ) % {"party": refusal.party, "coins": format_coins(refusal.short_by, language=language_now())}


@sentence(refusals.TextMissing)
def text_missing(refusal: refusals.TextMissing) -> str:
    """Say which words are missing."""
    return {
        "text": _("Tell in a sentence or two what is going on."),
        "why": _("Say why this person can help, so that both know what the call is about."),
        "reason": _("Give a reason: both people read it."),
        "over_reason": _("Say why to ask all the same; it is kept with the question."),
        "outcome": _("Write a word about what came of it."),
    }.get(refusal.field, _("Fill in this field."))


@sentence(refusals.AlreadyListed)
def already_listed(_refusal: refusals.AlreadyListed) -> str:
    """Say that nobody is asked twice."""
    return _("This person is on the list already. Nobody is asked twice for the same need.")


@sentence(refusals.NobodyLeft)
def nobody_left(_refusal: refusals.NobodyLeft) -> str:
    """Say that the list is empty."""
    return _("Everybody on the list was asked. Add somebody first.")


@sentence(refusals.SamePerson)
def same_person(_refusal: refusals.SamePerson) -> str:
    """Say that two sides are needed."""
    return _("A session has two sides: who gives and who receives cannot be the same person or organisation.")


@sentence(refusals.SharesWrong)
def shares_wrong(refusal: refusals.SharesWrong) -> str:
    """Say what does not add up."""
    return _("The shares add up to %(sum)s, the price is %(price)s. Nothing was proposed.") % {
        "sum": format_coins(refusal.sum, language=language_now()),
        "price": format_coins(refusal.price, language=language_now()),
    }


@sentence(refusals.TooManyRecipients)
def too_many_recipients(refusal: refusals.TooManyRecipients) -> str:
    """Say that the price does not divide so far."""
    return _("The price cannot be split over %(count)s people. Let each pay the price, or make two sessions.") % {
        "count": refusal.recipients
    }


@sentence(refusals.MovesWithOthers)
def moves_with_others(_refusal: refusals.MovesWithOthers) -> str:
    """Say who can move it."""
    return _(
        "Several people receive in this session, so the office or who gives proposes another date. Call the office, "
        "or call your own part off."
    )


@sentence(refusals.HalfDayGone)
def half_day_gone(refusal: refusals.HalfDayGone) -> str:
    """Ask another half-day."""
    return _("That half-day of %(name)s was taken just now. Nothing has changed: choose another one.") % {
        "name": refusal.name
    }


@sentence(refusals.BookedMeanwhile)
def booked_meanwhile(refusal: refusals.BookedMeanwhile) -> str:
    """Say that the other was quicker."""
    return _(
        "Somebody was a moment earlier: a session on %(day)s is proposed. Look in your mail or under “My sessions”, "
        "and say yes or propose another half-day."
    ) % {"day": day(refusal.on)}


@sentence(refusals.GivesEnough)
def gives_enough(refusal: refusals.GivesEnough) -> str:
    """Say that somebody gives what they wanted, and what can be done."""
    said = (
        _("%(name)s wants to give at most %(most)s a month, and does.")
        if refusal.per == "month"
        else _("%(name)s wants to give at most %(most)s a quarter, and does.")
    )
    todo = _("Nobody was asked. Let the question wait, choose somebody else, or note why to ask all the same.")
    return f"{said % {'name': refusal.name, 'most': refusal.most}} {todo}"


@sentence(refusals.CapacityUnknown)
def capacity_unknown(_refusal: refusals.CapacityUnknown) -> str:
    """Ask a number."""
    return _("Choose from 1 to 50 sessions, a month or a quarter.")


@sentence(refusals.HasRoom)
def has_room(refusal: refusals.HasRoom) -> str:
    """Say that nothing needs to wait."""
    return _("%(name)s has room now: there is nothing to wait for. The office can ask at once.") % {
        "name": refusal.name
    }


@sentence(refusals.ItemNotASession)
def item_not_a_session(_refusal: refusals.ItemNotASession) -> str:
    """Say that the item is something else."""
    return _("This service on the menu card is not a session. Choose another one.")


@sentence(FloorReached)
def floor_reached(refusal: FloorReached) -> str:
    """Say kindly that something is to be given first, and what helps."""
    return _(
        "There is no room for this yet: %(coins)s too few. Nothing has changed. Giving first makes room, see “Give "
        "back”; and the office can give room."
    ) % {"coins": format_coins(refusal.short_by, language=language_now())}


@sentence(AccountFrozen)
def account_frozen(_refusal: AccountFrozen) -> str:
    """Say that the account rests."""
    return _("This account is on hold for now. Nothing has changed. Call the office: it knows why.")


@sentence(ReservationEnded)
def reservation_ended(_refusal: ReservationEnded) -> str:
    """Say that the coins are not kept aside any more."""
    return _("The coins of this session are not kept aside any more. Nothing was booked. Tell the office.")


@sentence(FeedbackRefused)
def feedback_refused(_refusal: FeedbackRefused) -> str:
    """Say what an answer needs."""
    return _("Choose a mark from 1 to 5, or write a sentence. What you answered before is still there.")
