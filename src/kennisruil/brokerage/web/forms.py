"""Forms of the brokerage room: shape only; actions decide what is true."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class HourField(forms.TimeField):
    """An hour of the day."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WhenForm(forms.Form):
    """A day and an hour, in the network's own time."""

    on = DayField(label=gettext_lazy("Day"))
    hour = HourField(label=gettext_lazy("Hour"))
    place = forms.CharField(label=gettext_lazy("Where"), max_length=300, required=False)

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = ZoneInfo(zone)

    def starts_at(self) -> datetime:
        """Give the instant that was chosen."""
        return datetime.combine(self.cleaned_data["on"], self.cleaned_data["hour"], tzinfo=self.zone)


class NeedForm(forms.Form):
    """A need, in one calm form."""

    text = forms.CharField(
        label=gettext_lazy("What is going on?"),
        help_text=gettext_lazy("In your own words, as you would tell a colleague. People who may help read this."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
    sought = forms.CharField(
        label=gettext_lazy("Which know-how are you looking for?"),
        help_text=gettext_lazy(
            "One line: what somebody must be able to do or have done. It helps us find the right person."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    confidential_text = forms.CharField(
        label=gettext_lazy("What should stay between us?"),
        help_text=gettext_lazy("Only the office, and who promises to keep it to themselves, reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, concepts: list[tuple[str, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if concepts and len(concepts) > 1:
            self.fields["concept"] = forms.ChoiceField(label=_("For which concept?"), choices=concepts)


class ArrangeForm(WhenForm):
    """A session to propose: who, what, when, who pays, who earns."""

    provider = forms.ChoiceField(label=gettext_lazy("Who helps?"))
    item = forms.ChoiceField(label=gettext_lazy("What kind of session?"))
    payers = forms.MultipleChoiceField(
        label=gettext_lazy("Who pays?"),
        help_text=gettext_lazy("Several share the price in equal parts."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    field_order = ("provider", "item", "on", "hour", "place", "payers")

    def __init__(
        self,
        *args: Any,
        providers: list[tuple[str, str]],
        items: list[tuple[str, str]],
        parties: list[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["provider"].choices = providers  # type: ignore[attr-defined]  # a choice field
        self.fields["item"].choices = items  # type: ignore[attr-defined]  # a choice field
        if parties:
            self.fields["payers"].choices = parties  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["payers"]


class ReasonForm(forms.Form):
    """Why something is decided."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False
    )


_MARKS = [(str(mark), str(mark)) for mark in range(1, 6)]


class FeedbackForm(forms.Form):
    """Five questions, each of which may stay open."""

    helpfulness = forms.ChoiceField(
        label=gettext_lazy("How much did it help? 1 is not at all, 5 is very much."),
        choices=_MARKS,
        widget=forms.RadioSelect,
        required=False,
    )
    clarity = forms.ChoiceField(
        label=gettext_lazy("How clear was it beforehand what it was about? 1 is not clear, 5 is very clear."),
        choices=_MARKS,
        widget=forms.RadioSelect,
        required=False,
    )
    again = forms.ChoiceField(
        label=gettext_lazy("Would you do it again?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        required=False,
    )
    taken_along = forms.CharField(
        label=gettext_lazy("What do you take along?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    for_office = forms.CharField(
        label=gettext_lazy("Something only the office should know?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )


class OutcomeForm(forms.Form):
    """What came of it, in a line or two."""

    text = forms.CharField(
        label=gettext_lazy("What came of it?"),
        help_text=gettext_lazy("A line or two is enough. The office and the two of you read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class DetailsForm(forms.Form):
    """For whom somebody gives or receives, and what documents need. Everything may wait."""

    party = forms.ChoiceField(label=gettext_lazy("For whom?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        help_text=gettext_lazy("Only for an organisation that is not in the list."),
        max_length=200,
        required=False,
    )
    vat_kind = forms.ChoiceField(label=gettext_lazy("VAT status"), required=False)
    enterprise_number = forms.CharField(
        label=gettext_lazy("Enterprise number"),
        help_text=gettext_lazy("Ten digits, for example 0428.759.497."),
        max_length=20,
        required=False,
    )
    street = forms.CharField(label=gettext_lazy("Street and number"), max_length=200, required=False)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=20, required=False)
    city = forms.CharField(label=gettext_lazy("Town"), max_length=100, required=False)
    iban = forms.CharField(label=gettext_lazy("Account number (IBAN)"), max_length=40, required=False)
    exchange_terms = forms.BooleanField(label=gettext_lazy("I agree to the exchange terms"), required=False)
    self_billing = forms.BooleanField(
        label=gettext_lazy("You may draw up my invoices for me"),
        help_text=gettext_lazy("Only with a VAT number: we make the invoice, you accept it."),
        required=False,
    )
    mandate = forms.BooleanField(
        label=gettext_lazy("You may send invoices in my name"),
        help_text=gettext_lazy(
            "Only with a VAT number: we make the invoice and send it, who received pays you the VAT."
        ),
        required=False,
    )

    FACTS = ("vat_kind", "enterprise_number", "street", "postcode", "city", "iban")

    def __init__(
        self,
        *args: Any,
        parties: list[tuple[str, str]],
        vat_kinds: list[tuple[str, Any]],
        texts: Collection[str],
        **options: Any,
    ) -> None:
        """Ask a yes to those of the ``texts`` only."""
        super().__init__(*args, **options)
        for name in {"exchange_terms", "self_billing", "mandate"} - set(texts):
            del self.fields[name]
        self.fields["party"].choices = [  # type: ignore[attr-defined]  # a choice field
            *parties,
            ("organisation", _("Another organisation")),
        ]
        self.fields["vat_kind"].choices = [("", _("I do not know yet")), *vat_kinds]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Ask the name of a new organisation."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("party") == "organisation" and not cleaned.get("name", "").strip():
            self.add_error("name", _("Tell us the name of the organisation."))
        return cleaned
