"""What people read when this room refuses."""

from babel.dates import format_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.billing import actions
from kennisruil.billing.actions.tax_number import TaxNumberRefused
from kennisruil.billing.einvoice import plain_words
from kennisruil.billing.rules.postings import KindWithoutRow
from kennisruil.billing.web.rule_words import PROBLEMS
from kennisruil.shared.amounts import format_coins, format_euro, locale_of
from kennisruil.shared.periods import Month
from kennisruil.shared.speaking import Count, language_now
from kennisruil.shared.web.sentences import sentence


@sentence(actions.NotADraft)
def not_a_draft(refusal: actions.NotADraft) -> str:
    """Say that the draft was answered already."""
    return {
        "issued": _("This document was accepted already. It stays as it is; only a correction can change it."),
        "refused": _("This draft was refused already. The office looks at it."),
        "withdrawn": _("This draft was replaced by a new one. You find it in your documents."),
    }.get(refusal.state, _("This document does not wait for an answer any more. Nothing has changed."))


@sentence(actions.NotInTheLots)
def not_in_the_lots(refusal: actions.NotInTheLots) -> str:
    """Say how many coins there are."""
    if not refusal.held:
        return _("There are no coins to settle this way. Nothing has changed.")
    values = {"asked": _coins(refusal.asked), "held": _coins(refusal.held)}
    return _("You ask for %(asked)s and there are %(held)s. Choose at most that many. Nothing has changed.") % values


@sentence(KindWithoutRow)
def kind_without_row(_refusal: KindWithoutRow) -> str:
    """Say that the books know no such thing."""
    return _("The books have no place for this kind of exchange. Choose another item of the menu card.")


@sentence(actions.PayOutNotAllowed)
def pay_out_not_allowed(_refusal: actions.PayOutNotAllowed) -> str:
    """Say what the network decided."""
    return _("Your network does not pay credit out in euro. Give it away, or decide otherwise first.")


@sentence(actions.CoinsReserved)
def coins_reserved(refusal: actions.CoinsReserved) -> str:
    """Say what holds somebody back."""
    return _("%(coins)s coins are held for an agreed session. Hold it or cancel it first. Nothing has changed.") % {
        "coins": _coins(refusal.reserved)
    }


@sentence(actions.StillToGive)
def still_to_give(refusal: actions.StillToGive) -> str:
    """Say what the payment leaves."""
    return _("This payment leaves %(coins)s coins still to give. Take the whole amount, or write off the rest.") % {
        "coins": _coins(refusal.left)
    }


@sentence(actions.NoOpenVat)
def no_open_vat(_refusal: actions.NoOpenVat) -> str:
    """Say that there is nothing to let off."""
    return _("There is no VAT open here. Nothing has changed.")


@sentence(actions.NoPriceToLower)
def no_price_to_lower(_refusal: actions.NoPriceToLower) -> str:
    """Say which documents have a price."""
    return _("Only an issued invoice or settlement note has a price that can become lower. Nothing has changed.")


@sentence(actions.NothingToSetOff)
def nothing_to_set_off(_refusal: actions.NothingToSetOff) -> str:
    """Say that nothing meets."""
    return _("Nothing of this can be set off: what goes one way meets nothing the other way. Nothing has changed.")


@sentence(actions.MoreThanIsLeft)
def more_than_is_left(refusal: actions.MoreThanIsLeft) -> str:
    """Say how much can still be taken back."""
    if not refusal.left:
        return _("All of it was taken back before. Nothing has changed.")
    values = {"asked": _coins(refusal.asked), "left": _coins(refusal.left)}
    return _("You ask for %(asked)s and %(left)s can still be taken back. Nothing has changed.") % values


@sentence(actions.MoreThanIsOwed)
def more_than_is_owed(refusal: actions.MoreThanIsOwed) -> str:
    """Say how much there is to pay to them."""
    values = {"asked": _euro(refusal.asked), "owed": _euro(refusal.owed)}
    return _("The network still has %(owed)s to pay to them, not %(asked)s. Nothing has changed.") % values


@sentence(actions.TooEarly)
def too_early(refusal: actions.TooEarly) -> str:
    """Say that the month is not over."""
    said = _("%(month)s is not over yet. Come back on the first day after it.")
    return capfirst(said % {"month": _month(refusal.month)})


@sentence(actions.EarlierMonthOpen)
def earlier_month_open(refusal: actions.EarlierMonthOpen) -> str:
    """Say which month comes first."""
    return _("Close %(month)s first: months close in their order. Nothing has changed.") % {
        "month": _month(refusal.month)
    }


@sentence(actions.HasObjections)
def has_objections(refusal: actions.HasObjections) -> str:
    """Say how much still waits for an answer."""
    count = len(refusal.objections)
    return ngettext(
        "%(count)s session of this month still waits for an answer. Nothing has changed.",
        "%(count)s sessions of this month still wait for an answer. Nothing has changed.",
        count,
    ) % {"count": Count(count)}


def _coins(minor: int) -> str:
    return format_coins(minor, language=language_now())


def _euro(cents: int) -> str:
    return format_euro(cents, language=language_now())


def _month(text: str) -> str:
    day = Month.parse(text).start_on
    return str(format_date(day, format="LLLL y", locale=locale_of(language_now())))


@sentence(actions.RuleCannotStand)
def rule_cannot_stand(refusal: actions.RuleCannotStand) -> str:
    """Say what of a rule does not go together."""
    return " ".join(str(PROBLEMS[problem]) for problem in refusal.problems)


@sentence(actions.ExampleNotValid)
def example_not_valid(refusal: actions.ExampleNotValid) -> str:
    """Say which rule the example breaks, in plain words."""
    words = {plain_words(finding, language=language_now()): None for finding in refusal.findings}
    said = " ".join(list(words)[:3])
    return _("A document by this rule would not pass the checks: %(said)s Nothing has changed.") % {"said": said}


@sentence(TaxNumberRefused)
def _tax_number(refusal: TaxNumberRefused) -> str:
    del refusal
    return _("This is no national number: its eleven digits do not fit together. Nothing is kept.")
