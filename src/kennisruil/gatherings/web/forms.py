"""Forms of the gatherings room: they check the shape, actions check the truth."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisruil.gatherings.rules import Kind

KIND_WORDS = {
    Kind.WORKSHOP: _("Workshop"),
    Kind.INFO_SESSION: _("Info session"),
    Kind.BOOTCAMP: _("Bootcamp"),
    Kind.SOLUTION_LAB: _("Solution lab"),
    Kind.ROUND_TABLE: _("Round table with companies"),
}


class PlanForm(forms.Form):
    """What the office needs to put a gathering on the calendar."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=[(kind.value, word) for kind, word in KIND_WORDS.items()])
    title = forms.CharField(label=_("Title"), max_length=160)
    summary = forms.CharField(
        label=_("What do people take home?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(label=_("Starts at"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Where"), required=False, max_length=160)
    capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=0,
        max_value=1000,
        help_text=_("Leave empty when everybody is welcome."),
    )
    item_code = forms.ChoiceField(label=_("Price on the menu card"))
    provider = forms.ChoiceField(label=_("Who gives it?"), required=False)

    def __init__(
        self, *args: Any, items: list[tuple[str, str]], providers: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item_code"].choices = items  # type: ignore[attr-defined]  # a choice field
        self.fields["provider"].choices = [("", _("The office")), *providers]  # type: ignore[attr-defined]  # a choice field


class OfferForm(forms.Form):
    """What a member wants to make for the network."""

    item_code = forms.ChoiceField(label=_("What do you want to make?"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Working title"), max_length=160)
    text = forms.CharField(
        label=_("What is it about, and by when?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    party = forms.ChoiceField(label=_("For whom do you make it?"))

    def __init__(self, *args: Any, items: list[tuple[str, str]], parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item_code"].choices = items  # type: ignore[attr-defined]  # a choice field
        self.fields["party"].choices = parties  # type: ignore[attr-defined]  # a choice field


class AnswerForm(forms.Form):
    """The office's answer to an offer."""

    performed_on = forms.DateField(
        label=_("Ready on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day you received it."),
    )
    answer = forms.CharField(
        label=_("A word to go with it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
