"""Forms of the billing room: shape only; actions decide what is true."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kennisruil.shared.amounts import UnreadableAmount, format_coins, parse_coins, parse_euro
from kennisruil.shared.speaking import language_now


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EuroField(forms.CharField):
    """An amount in euro as people write it; cents come out."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self, value: Any) -> int | None:
        """Read the amount. :raises ValidationError: it is none."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_euro(text)
        except UnreadableAmount as error:
            raise forms.ValidationError(_("Write an amount such as 121.00.")) from error


class CoinsField(forms.CharField):
    """An amount of coins as people write it; minor units come out."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self, value: Any) -> int | None:
        """Read the amount. :raises ValidationError: it is none."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_coins(text)
        except UnreadableAmount as error:
            raise forms.ValidationError(_("Write a number of coins such as 1,5.")) from error


class RefusalForm(forms.Form):
    """Why a draft is not right."""

    reason = forms.CharField(
        label=gettext_lazy("What is not right?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The office reads this and calls you."),
    )


class PaymentForm(forms.Form):
    """Euro that came in or went out."""

    direction = forms.ChoiceField(
        label=gettext_lazy("Which way"),
        widget=forms.RadioSelect,
        choices=(
            ("in", gettext_lazy("It came in from them")),
            ("out", gettext_lazy("We paid it to them")),
        ),
        initial="in",
    )
    euro = EuroField(label=gettext_lazy("Amount in euro"), help_text=gettext_lazy("For example 60.50."))
    paid_on = DayField(label=gettext_lazy("Day on the bank statement"))
    document = forms.ChoiceField(
        label=gettext_lazy("For which document"),
        required=False,
        help_text=gettext_lazy("VAT is always paid first. Choose the document whose base comes next."),
    )
    structured_message = forms.CharField(label=gettext_lazy("Structured message"), required=False, max_length=30)
    note = forms.CharField(label=pgettext_lazy("payment", "Note"), required=False, max_length=300)

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [("", _("The oldest first")), *documents]  # type: ignore[attr-defined]  # a choice field

    def clean_euro(self) -> int:
        """Ask for something above nothing."""
        cents = int(self.cleaned_data["euro"])
        if cents <= 0:
            raise forms.ValidationError(_("Write an amount above nothing; say above which way it went."))
        return cents

    @property
    def cents(self) -> int:
        """The amount with its sign: positive came in."""
        return int(self.cleaned_data["euro"]) * (1 if self.cleaned_data["direction"] == "in" else -1)


class OpeningForm(forms.Form):
    """A balance from before the program."""

    side = forms.ChoiceField(
        label=gettext_lazy("How they stood"),
        widget=forms.RadioSelect,
        choices=(
            ("credit", gettext_lazy("They had credit")),
            ("to_give", gettext_lazy("They still had something to give")),
        ),
    )
    coins = CoinsField(label=gettext_lazy("How many coins"))
    euro = EuroField(label=gettext_lazy("Worth in euro, without VAT"))
    on = DayField(label=gettext_lazy("The day it stood so"))
    old_number = forms.CharField(
        label=gettext_lazy("Number of the old document"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Leave empty when there is none."),
    )
    old_issued_on = DayField(label=gettext_lazy("Date of the old document"), required=False)
    vat = EuroField(
        label=gettext_lazy("VAT they still had to pay"),
        required=False,
        help_text=gettext_lazy("With a minus when we still had to pay it to them."),
    )

    @property
    def signed_coins(self) -> int:
        """The coins, negative when something was still to give."""
        return int(self.cleaned_data["coins"]) * (1 if self.cleaned_data["side"] == "credit" else -1)

    def clean_coins(self) -> int:
        """Ask for something above nothing."""
        return _above_nothing(self.cleaned_data["coins"])

    def clean_euro(self) -> int:
        """Worth may be nothing, not less."""
        cents = int(self.cleaned_data["euro"])
        if cents < 0:
            raise forms.ValidationError(_("Write the amount without a minus."))
        return cents


class ReversalForm(forms.Form):
    """Taking a supply back."""

    coins = CoinsField(label=gettext_lazy("How many coins to take back"), required=False)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        """Say how much is left to take back; empty takes all of it."""
        super().__init__(*args, **kwargs)
        said = _("Leave empty to take back all %(coins)s.") % {"coins": format_coins(left, language=language_now())}
        self.fields["coins"].help_text = said

    def clean_coins(self) -> int | None:
        """Empty takes all; a number lies above nothing."""
        coins = self.cleaned_data["coins"]
        return None if coins is None else _above_nothing(coins)


class PriceForm(forms.Form):
    """A lower price on one line of a document."""

    line = forms.ChoiceField(label=gettext_lazy("What became cheaper"))
    coins = CoinsField(label=gettext_lazy("How many coins less"))
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("This stands on the correction, in the language of who reads it."),
    )

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the lines; a single one needs no question."""
        super().__init__(*args, **kwargs)
        field = forms.ChoiceField(label=_("What became cheaper"), choices=lines)
        if len(lines) == 1:
            field = forms.ChoiceField(choices=lines, initial=lines[0][0], widget=forms.HiddenInput)
            self.fields["coins"].help_text = _("Now it is %(price)s.") % {"price": lines[0][1]}
        self.fields["line"] = field

    def clean_coins(self) -> int:
        """Ask for something above nothing."""
        return _above_nothing(self.cleaned_data["coins"])


def _above_nothing(coins: int) -> int:
    if coins <= 0:
        raise forms.ValidationError(_("Write a number above nothing."))
    return coins


class LimitsForm(forms.Form):
    """Limits of an account; empty means no limit on that side."""

    floor = CoinsField(label=gettext_lazy("Lowest balance"), required=False)
    ceiling = CoinsField(label=gettext_lazy("Highest balance"), required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)
