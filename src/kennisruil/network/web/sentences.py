"""What people read when this room refuses."""

from django.utils.translation import gettext as _

from kennisruil.network import actions, rules
from kennisruil.network.web import labels
from kennisruil.shared.signed import LinkRefused
from kennisruil.shared.web.sentences import sentence


@sentence(rules.NumberRefused)
def number_refused(refusal: rules.NumberRefused) -> str:
    """Say which number does not add up."""
    return {
        "enterprise_number": _("This enterprise number does not add up. It has ten digits, for example 0428.759.497."),
        "vat_number": _(
            "This VAT number does not add up. A Belgian one reads BE and ten digits, for example BE0428759497."
        ),
        "iban": _("This account number does not add up. A Belgian IBAN reads BE and fourteen digits."),
    }[refusal.field]


@sentence(rules.SettingUnknown)
def setting_unknown(refusal: rules.SettingUnknown) -> str:
    """Say that this decision does not exist."""
    return _("There is no decision called %(key)s. Nothing has changed.") % {"key": refusal.key}


@sentence(rules.SettingRefused)
def setting_refused(refusal: rules.SettingRefused) -> str:
    """Say which values fit."""
    if refusal.minimum is None or refusal.maximum is None:
        return _("This value does not fit here. Nothing has changed.")
    values = {"minimum": refusal.minimum, "maximum": refusal.maximum}
    return _("Choose a value from %(minimum)s to %(maximum)s. Nothing has changed.") % values


@sentence(actions.SettingFixed)
def setting_fixed(refusal: actions.SettingFixed) -> str:
    """Say that it was decided for good."""
    return _("This was decided when the network was founded and stays as it is.")


@sentence(actions.SlugTaken)
def slug_taken(refusal: actions.SlugTaken) -> str:
    """Say that the name is in use."""
    return _("Another network is already called %(slug)s. Choose another short name.") % {"slug": refusal.slug}


@sentence(actions.EmailTaken)
def email_taken(refusal: actions.EmailTaken) -> str:
    """Say who already uses it."""
    return _("Somebody in this network already signs in with %(email)s. Find that person first.") % {
        "email": refusal.email
    }


@sentence(actions.EmailMissing)
def email_missing(refusal: actions.EmailMissing) -> str:
    """Say what is needed first."""
    return _("There is no way in for this person yet. Give them an e-mail address to sign in with first.")


@sentence(actions.LastOffice)
def last_office(refusal: actions.LastOffice) -> str:
    """Say why the last one stays."""
    return _("A network keeps at least one person in its office. Choose somebody else for it first.")


@sentence(actions.NotActing)
def not_acting(refusal: actions.NotActing) -> str:
    """Say that it was so already."""
    return _("This person did not act for this organisation any more. Nothing has changed.")


@sentence(actions.TermsUnknown)
def terms_unknown(refusal: actions.TermsUnknown) -> str:
    """Say that the text has moved on."""
    kind = str(labels.TERMS.get(refusal.kind, refusal.kind))
    return _("This version of “%(kind)s” is not here any more. Open the text again and read the present one.") % {
        "kind": kind
    }


@sentence(LinkRefused)
def link_refused(refusal: LinkRefused) -> str:
    """Say why a link does not work and what to do."""
    return {
        "expired": _("The link is too old. Sign in with your e-mail address: we send you a code."),
        "spent": _("The link has been used. Sign in with your e-mail address: we send you a code."),
    }.get(
        refusal.reason,
        _("We cannot read this link. Copy it whole from the mail, or sign in with your e-mail address."),
    )
