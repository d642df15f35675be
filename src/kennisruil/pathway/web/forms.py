"""Forms of the pathway room."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisruil.network import queries as network
from kennisruil.pathway import words


class ConceptForm(forms.Form):
    """What a concept is."""

    name = forms.CharField(label=_("Name"), max_length=200)
    summary = forms.CharField(
        label=_("What it is, in one or two sentences"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class OpenForm(ConceptForm):
    """A new concept: what it is, its stage, and whose it is."""

    stage = forms.ChoiceField(label=_("Stage"), choices=tuple(words.STAGES.items()))
    owner = forms.ChoiceField(label=_("Who owns it"), required=False)

    def __init__(self, *args: Any, network_id: UUID, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = network.find_parties(network_id=network_id, on=on)
        self.fields["owner"].choices = [("", "–"), *((str(party.pk), party.name) for party in parties)]  # type: ignore[attr-defined]  # a choice field


class StageForm(forms.Form):
    """The stage a concept enters today."""

    stage = forms.ChoiceField(label=_("Stage"), choices=tuple(words.STAGES.items()))


class WorkerForm(forms.Form):
    """Somebody who will work on a concept, found by e-mail address."""

    email = forms.EmailField(label=_("E-mail address of the person"))


class OwnerForm(forms.Form):
    """A party and its parts; nil parts end its share."""

    owner = forms.ChoiceField(label=_("Owner"))
    parts = forms.IntegerField(
        label=_("Parts"),
        min_value=0,
        max_value=999,
        initial=1,
        help_text=_("Of two owners with 1 and 3, the first pays a quarter."),
    )

    def __init__(self, *args: Any, network_id: UUID, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = network.find_parties(network_id=network_id, on=on)
        self.fields["owner"].choices = [(str(party.pk), party.name) for party in parties]  # type: ignore[attr-defined]  # a choice field
