"""What people read when a bank line, a batch or the e-invoice channel refuses."""

from django.utils.translation import gettext as _

from kennisruil.billing.actions import pay_batch
from kennisruil.billing.actions.bank import FileTooLarge
from kennisruil.billing.actions.bank_booking import NotOpen
from kennisruil.billing.actions.channel import NothingToTry
from kennisruil.billing.actions.channel_lookup import ChannelSilent
from kennisruil.billing.actions.undoing import AlreadyUsed
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.speaking import language_now
from kennisruil.shared.web.sentences import sentence


@sentence(FileTooLarge)
def file_too_large(refusal: FileTooLarge) -> str:
    """Say how large a file may be."""
    most = refusal.most // (1024 * 1024)
    return _("This file is larger than %(most)s MB. Ask your bank for a shorter period. Nothing has changed.") % {
        "most": most
    }


@sentence(NotOpen)
def line_not_open(refusal: NotOpen) -> str:
    """Say that a line of the bank is not for this."""
    if refusal.state == "booked":
        return _("This line is booked already. Undo it first. Nothing has changed.")
    return _("This line is set aside or cannot be booked. Take it up first. Nothing has changed.")


@sentence(AlreadyUsed)
def already_used(refusal: AlreadyUsed) -> str:
    """Say that what was left over was used."""
    values = {"kept": _euro(refusal.kept), "left": _euro(refusal.left)}
    return _("Of this payment %(kept)s was kept for later, and %(left)s of that is left. Nothing has changed.") % values


@sentence(pay_batch.NothingToPay)
def nothing_to_pay(_refusal: pay_batch.NothingToPay) -> str:
    """Say that nobody can be paid."""
    return _("There is nobody to pay: nothing is owed, or less than your minimum, or account numbers are missing.")


@sentence(pay_batch.NoAccountOfOurs)
def no_account_of_ours(_refusal: pay_batch.NoAccountOfOurs) -> str:
    """Say that the network's own account is missing."""
    return _("The account number of the network itself is not filled in. Nothing has changed.")


@sentence(pay_batch.SamePerson)
def same_person(_refusal: pay_batch.SamePerson) -> str:
    """Say that another person approves."""
    return _("You prepared this batch, so somebody else approves it. Nothing has changed.")


@sentence(pay_batch.BatchNotOpen)
def batch_not_open(_refusal: pay_batch.BatchNotOpen) -> str:
    """Say that a batch went on meanwhile."""
    return _("This batch went on meanwhile: something of it was paid, or it was withdrawn. Nothing has changed.")


@sentence(pay_batch.AccountsChanged)
def accounts_changed(refusal: pay_batch.AccountsChanged) -> str:
    """Say whose account, or claim, is another since."""
    names = ", ".join(refusal.names)
    return _("Something changed since this was prepared, for: %(names)s. Nothing has changed in the batch.") % {
        "names": names
    }


@sentence(NothingToTry)
def nothing_to_try(_refusal: NothingToTry) -> str:
    """Say that an e-invoice is on its way."""
    return _("This document is on its way or arrived: there is nothing to try again. Nothing has changed.")


@sentence(ChannelSilent)
def channel_silent(_refusal: ChannelSilent) -> str:
    """Say that nobody can tell who is registered."""
    return _(
        "Nobody can tell now: a folder knows no register, or the access point gives no answer. Nothing has changed."
    )


def _euro(cents: int) -> str:
    return format_euro(cents, language=language_now())
