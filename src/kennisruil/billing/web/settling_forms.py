"""Forms about balances: set off, given away, written off, left behind; shape only, actions decide what is true."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kennisruil.billing.web.forms import CoinsField, DayField, EuroField
from kennisruil.shared.amounts import format_euro

Choices = list[tuple[str, str]]


class WriteOffForm(forms.Form):
    """Coins that somebody no longer has to give back, or VAT that need not be paid."""

    what = forms.ChoiceField(
        label=gettext_lazy("What we write off"),
        widget=forms.RadioSelect,
        choices=(
            ("coins", gettext_lazy("What is still to give")),
            ("vat", gettext_lazy("VAT that is still to pay")),
            ("both", gettext_lazy("Both")),
        ),
        initial="coins",
        required=False,
    )
    document = forms.ChoiceField(label=gettext_lazy("On which document"), required=False)
    coins = CoinsField(
        label=gettext_lazy("How many coins"),
        required=False,
        help_text=gettext_lazy("Leave empty for all that is still to give."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("This stands in the letter they get."),
    )

    def __init__(self, *args: Any, documents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [("", _("The oldest first")), *documents]  # type: ignore[attr-defined]  # a choice field

    @property
    def takes(self) -> str:
        """What is written off; coins when nothing was chosen."""
        return self.cleaned_data["what"] or "coins"


class GiveAwayForm(forms.Form):
    """Credit that goes to the network or to another party."""

    coins = CoinsField(
        label=gettext_lazy("How many coins"), required=False, help_text=gettext_lazy("Leave empty for all of it.")
    )
    to_party = forms.ChoiceField(label=gettext_lazy("Who receives it"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("A word for the letter"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_party"].choices = [("", _("The network")), *parties]  # type: ignore[attr-defined]  # a choice field


class SetOffForm(forms.Form):
    """Which euro that goes to a party settles which that it owes."""

    claims = forms.MultipleChoiceField(
        label=gettext_lazy("What the network owes them"), widget=forms.CheckboxSelectMultiple, required=False
    )
    document = forms.ChoiceField(
        label=gettext_lazy("What it settles"),
        required=False,
        help_text=gettext_lazy("VAT comes first; then what is without VAT, which buys coins back."),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=200)

    def __init__(self, *args: Any, claims: Choices, documents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claims"].choices = claims  # type: ignore[attr-defined]  # a choice field
        if not claims:
            self.fields["claims"].help_text = _("The network owes them nothing in euro now.")
        self.fields["document"].choices = [("", _("The oldest first")), *documents]  # type: ignore[attr-defined]  # a choice field


class LeavingForm(forms.Form):
    """What happens with what is left: credit, what is still to give, open VAT."""

    way = forms.ChoiceField(label=gettext_lazy("What happens with the credit"), widget=forms.RadioSelect)
    to_party = forms.ChoiceField(label=gettext_lazy("Who receives it"), required=False)
    paid = EuroField(label=gettext_lazy("What they paid, in euro"), required=False)
    paid_on = DayField(label=gettext_lazy("Day on the bank statement"), required=False)
    lets_vat_off = forms.BooleanField(label=gettext_lazy("We write off the VAT that is left too"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("A word for the letter"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        coins: int,
        parties: Choices,
        pays_out: bool,
        vat_cents: int,
        whole_cents: int,
        waits_for_document: bool,
        language: str,
        **kwargs: Any,
    ) -> None:
        """Ask only what the balance leaves to choose. ``whole_cents`` settles all of it, VAT included."""
        super().__init__(*args, **kwargs)
        if coins > 0:
            self._ask_about_credit(parties, pays_out)
        else:
            del self.fields["to_party"]
        if coins < 0:
            self._ask_about_giving()
        if coins == 0:
            del self.fields["way"]
        if coins > 0 or not whole_cents:
            del self.fields["paid"], self.fields["paid_on"]
        else:
            said = _("All of it is %(amount)s, VAT included.") % {"amount": format_euro(whole_cents, language=language)}
            wait = _("What has no document yet cannot be paid for: close its month first, or write it off.")
            self.fields["paid"].help_text = f"{said} {wait}" if waits_for_document else said
        if vat_cents <= 0:
            del self.fields["lets_vat_off"]

    def _ask_about_credit(self, parties: Choices, pays_out: bool) -> None:
        ways = [("given_away", _("It goes to the network")), ("gift", _("It goes to another member"))]
        if pays_out:
            ways.append(("paid_out", _("We pay it out in euro")))
        self.fields["way"].choices = ways  # type: ignore[attr-defined]  # a choice field
        self.fields["to_party"].choices = [("", _("Nobody in particular")), *parties]  # type: ignore[attr-defined]  # a choice field

    def _ask_about_giving(self) -> None:
        way = self.fields["way"]
        way.label = _("What happens with what is still to give")
        way.initial = "written_off"
        way.choices = [  # type: ignore[attr-defined]  # a choice field
            ("paid", _("They paid for all of it in euro")),
            ("written_off", _("They need not give it back any more, apart from what they paid")),
        ]

    def clean(self) -> dict[str, Any]:
        """A gift needs somebody who receives it, paying an amount."""
        given = super().clean() or {}
        if given.get("way") == "gift" and not given.get("to_party"):
            self.add_error("to_party", _("Choose who receives it."))
        if given.get("way") == "paid" and not given.get("paid"):
            self.add_error("paid", _("Write what came in."))
        if (given.get("paid") or 0) < 0:
            self.add_error("paid", _("Write the amount without a minus."))
        return given
