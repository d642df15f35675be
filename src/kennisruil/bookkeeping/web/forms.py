"""Forms of the books: shape only; actions decide what is true."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kennisruil.bookkeeping.rules.chart import Chart, name_of, shipped_roles
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.bookkeeping.web import labels


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ChartForm(forms.Form):
    """A number for each account of the posting table, from a day on."""

    holds_from = DayField(
        label=gettext_lazy("Holds from"),
        help_text=gettext_lazy("What is booked before this day keeps the numbers it has."),
    )

    def __init__(self, *args: Any, chart: Chart, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role, row in shipped_roles().items():
            self.fields[role] = forms.RegexField(
                r"^[0-9]{2,10}$",
                label=name_of(role, language=language),
                initial=chart.codes[role],
                help_text=_("Usual number: %(code)s") % {"code": row["code"]},
                error_messages={"invalid": _("A number of two to ten digits, please.")},
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    @property
    def codes(self) -> dict[str, str]:
        """The numbers by role."""
        return {role: self.cleaned_data[role] for role in shipped_roles()}


class PackagesForm(forms.Form):
    """Which packages the books go to, each with the day from which it is told."""

    def __init__(self, *args: Any, chosen: Mapping[Target, date], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for target in Target:
            self.fields[target.value] = forms.BooleanField(
                label=labels.TARGETS[target], required=False, initial=target in chosen
            )
            self.fields[f"{target.value}_since"] = DayField(
                label=_("%(package)s: everything booked since") % {"package": labels.SHORT_TARGETS[target]},
                required=False,
                initial=chosen.get(target, today.replace(month=1, day=1)),
            )

    def clean(self) -> dict[str, Any]:
        """Ask for the day of each chosen package."""
        given = super().clean() or {}
        for target in Target:
            name = f"{target.value}_since"
            if given.get(target.value) and not given.get(name) and name not in self.errors:
                self.add_error(name, _("Choose the day from which it is told."))
        return given

    @property
    def targets(self) -> dict[Target, date]:
        """The chosen packages with their days."""
        return {
            target: self.cleaned_data[f"{target.value}_since"] for target in Target if self.cleaned_data[target.value]
        }
