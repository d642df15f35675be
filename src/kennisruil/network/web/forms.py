"""Forms of the network room: shape only; actions decide what is true."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kennisruil.network import rules
from kennisruil.network.web import labels
from kennisruil.network.words import VAT_KINDS
from kennisruil.shared.amounts import UnreadableAmount, format_coins, parse_coins, parse_euro
from kennisruil.shared.languages import LANGUAGE_NAMES
from kennisruil.shared.speaking import language_now
from kennisruil.shared.web.sentences import sentence_for


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DetailsForm(forms.Form):
    """Who somebody is, and their phone number."""

    given_name = forms.CharField(label=gettext_lazy("First name"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=80, required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    job_title = forms.CharField(label=gettext_lazy("What you do"), max_length=120, required=False)
    organisation_name = forms.CharField(label=gettext_lazy("Where you do it"), max_length=200, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of your pages and mails"), choices=LANGUAGE_NAMES)


class ReachForm(forms.Form):
    """What a person shows of how to reach them, and to whom."""

    shows_phone = forms.BooleanField(label=gettext_lazy("Members may see my phone number"), required=False)
    shows_email = forms.BooleanField(label=gettext_lazy("Members may see my e-mail address"), required=False)
    shares_when_met = forms.BooleanField(
        label=gettext_lazy("Whom I agree to meet gets both"),
        help_text=gettext_lazy(
            "Only the people of a session that you both accepted, and whoever you let call you. Without it the office "
            "passes messages on."
        ),
        required=False,
    )


class PersonForm(forms.Form):
    """Somebody the office invites or looks after."""

    given_name = forms.CharField(label=gettext_lazy("First name"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=80, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("They sign in with it and get our mails there.")
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    job_title = forms.CharField(label=gettext_lazy("What they do"), max_length=120, required=False)
    organisation_name = forms.CharField(label=gettext_lazy("Where they do it"), max_length=200, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of their pages and mails"), choices=LANGUAGE_NAMES)
    is_outsider = forms.BooleanField(
        label=gettext_lazy("Comes from outside the sector: fresh eyes"),
        required=False,
    )


class RolesForm(forms.Form):
    """What somebody may do."""

    is_office = forms.BooleanField(
        label=gettext_lazy("Works in the office: sees everybody, connects people, changes decisions"), required=False
    )
    may_keep_books = forms.BooleanField(
        label=gettext_lazy("Keeps the books: closes months, notes payments, exports"), required=False
    )


class FactsForm(forms.Form):
    """What documents say of a party. Each number is checked beside its own field."""

    vat_kind = forms.ChoiceField(label=gettext_lazy("VAT status"))
    legal_name = forms.CharField(label=gettext_lazy("Name on documents"), max_length=200)
    enterprise_number = forms.CharField(
        label=gettext_lazy("Enterprise number"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Ten digits, as in the Crossroads Bank for Enterprises."),
    )
    vat_number = forms.CharField(
        label=gettext_lazy("VAT number"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Leave empty if it is BE with the enterprise number."),
    )
    street = forms.CharField(label=gettext_lazy("Street and number"), max_length=200)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=20)
    city = forms.CharField(label=gettext_lazy("Town"), max_length=100)
    country = forms.CharField(label=gettext_lazy("Country (two letters)"), max_length=2, min_length=2, initial="BE")
    iban = forms.CharField(
        label=gettext_lazy("Account number (IBAN)"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("To pay out what the network owes."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address for documents"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of documents"), choices=LANGUAGE_NAMES)
    peppol_registered = forms.BooleanField(label=gettext_lazy("Receives invoices by Peppol"), required=False)
    holds_from = DayField(
        label=gettext_lazy("Holds from"),
        help_text=gettext_lazy("Documents follow what holds on the day of the session."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds; "not known yet" comes first so that nothing is chosen by accident."""
        super().__init__(*args, **kwargs)
        unknown = [("", _("Choose what fits"))]
        self.fields["vat_kind"].choices = unknown + [(kind, str(word)) for kind, word in VAT_KINDS.items()]  # type: ignore[attr-defined]  # a choice field

    def _number(self, field: str) -> str:
        try:
            return rules.normal_number(field=field, value=self.cleaned_data.get(field, ""))
        except rules.NumberRefused as refusal:
            raise forms.ValidationError(sentence_for(refusal)) from refusal

    def clean_enterprise_number(self) -> str:
        """Check modulo 97."""
        return self._number("enterprise_number")

    def clean_vat_number(self) -> str:
        """Check by the rules of the country."""
        return self._number("vat_number")

    def clean_iban(self) -> str:
        """Check by ISO 13616."""
        return self._number("iban")

    def clean_country(self) -> str:
        """Write it in capitals."""
        return str(self.cleaned_data["country"]).upper()

    def facts(self) -> rules.PartyFactsInput:
        """Give what was filled in."""
        return rules.PartyFactsInput(**{name: self.cleaned_data[name] for name in rules.FACT_NAMES})


class PartyForm(forms.Form):
    """A person or organisation that takes part."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Who takes part"),
        choices=tuple(labels.PARTY_KINDS.items()),
        widget=forms.RadioSelect,
        initial="organisation",
    )
    name = forms.CharField(label=gettext_lazy("Name in the network"), max_length=200)


class ActingForm(forms.Form):
    """Somebody who will act for a party, found by e-mail address."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of the person"))


class SettingForm(forms.Form):
    """One decision, in the shape of its kind, from a day on that is not past."""

    holds_from = DayField(label=pgettext_lazy("from which date", "From which day"))

    def __init__(self, *args: Any, kind: rules.SettingKind, scale: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.scale, self.today = kind, scale, today
        label = labels.SETTINGS.get(kind.key, kind.key)
        self.fields["value"] = self._field(label)
        self.fields["value"].help_text = labels.HELP.get(kind.key, self.fields["value"].help_text)
        self.order_fields(["value", "holds_from"])

    def _field(self, label: Any) -> forms.Field:
        if self.kind.type == "choice":
            choices = [(choice, labels.CHOICES.get(choice, choice)) for choice in self.kind.choices]
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        if self.kind.type == "table":
            return forms.JSONField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 12}))
        if self.kind.type == "integer":
            return forms.IntegerField(
                label=label,
                required=self.kind.minimum is not None,
                min_value=self.kind.minimum,
                max_value=self.kind.maximum,
            )
        return forms.CharField(label=label, required=self.kind.type != "text", max_length=200)

    def clean_value(self) -> Any:
        """Read coins and euro as whole numbers, and let the rules say whether the value fits."""
        value = self.cleaned_data["value"]
        try:
            if self.kind.type == "cents":
                value = parse_euro(value)
            elif self.kind.type == "coins":
                value = parse_coins(value, scale=self.scale)
            return rules.checked_setting(
                key=self.kind.key, value={} if value is None and self.kind.type == "table" else value
            )
        except UnreadableAmount as error:
            raise forms.ValidationError(_("Write an amount, for example 50.00.")) from error
        except rules.SettingRefused as refusal:
            raise forms.ValidationError(self._range(refusal)) from refusal

    def _range(self, refusal: rules.SettingRefused) -> str:
        if self.kind.type in ("cents", "coins") and refusal.minimum is not None and refusal.maximum is not None:
            scale = 2 if self.kind.type == "cents" else self.scale
            ends = {
                "minimum": format_coins(refusal.minimum, scale=scale, language=language_now()),
                "maximum": format_coins(refusal.maximum, scale=scale, language=language_now()),
            }
            return _("Choose an amount from %(minimum)s to %(maximum)s.") % ends
        return sentence_for(refusal)

    def clean_holds_from(self) -> date:
        """Refuse days that are past: what held then is written in documents."""
        chosen: date = self.cleaned_data["holds_from"]
        if chosen < self.today:
            raise forms.ValidationError(_("Choose today or a later day: what held before stays as it was."))
        return chosen


class TermsForm(forms.Form):
    """A new version of a text, in three languages."""

    version = forms.SlugField(
        label=gettext_lazy("Name of the version"), max_length=20, help_text=gettext_lazy("For example 2027-01.")
    )
    holds_from = DayField(label=pgettext_lazy("from which date", "From which day"))
    text_nl = forms.CharField(
        label=gettext_lazy("Text in Dutch"), widget=forms.Textarea(attrs={"rows": 14, "lang": "nl"})
    )
    text_fr = forms.CharField(
        label=gettext_lazy("Text in French"), widget=forms.Textarea(attrs={"rows": 14, "lang": "fr"})
    )
    text_en = forms.CharField(
        label=gettext_lazy("Text in English"), widget=forms.Textarea(attrs={"rows": 14, "lang": "en"})
    )
