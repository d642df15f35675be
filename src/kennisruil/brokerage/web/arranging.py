"""The office arranges a session: who gives, when, who pays which part, and with several recipients how they share."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Need
from kennisruil.brokerage.rules.joint import SPLIT
from kennisruil.brokerage.rules.refusals import GivesEnough
from kennisruil.brokerage.web.asking import need_or_404
from kennisruil.brokerage.web.booking import price_rule_field
from kennisruil.brokerage.web.forms import ArrangeForm
from kennisruil.menu import queries as menu
from kennisruil.network import queries as network
from kennisruil.network.models import Party
from kennisruil.pathway import queries as pathway
from kennisruil.shared.ids import new_id
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import language_of, today_of, write_as
from kennisruil.shared.web.pages import office_page
from kennisruil.shared.web.sentences import sentence_for

_MOST_PARTS = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def arrange(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Propose a session for a need to everybody in it."""
    need = need_or_404(request, need_id)
    companions = queries.companions_of(network_id=need.network_id, need_id=need.pk)
    form = _form(request, need, several=bool(companions))
    if request.method == "POST" and form.is_valid():
        session_id = new_id()
        said = form.cleaned_data
        try:
            actions.arrange_session(
                id=session_id,
                need_id=need.pk,
                provider_id=UUID(said["provider"]),
                item_code=said["item"],
                starts_at=form.starts_at(),
                place=said["place"],
                payer_parts=form.parts(),
                price_rule=said.get("price_rule") or SPLIT,
                over_reason=said.get("over_reason", ""),
                **write_as(request),
            )
        except GivesEnough as full:
            form.ask_why_beyond(sentence_for(full))
        except Refusal as refusal:
            messages.error(request, sentence_for(refusal))
        else:
            messages.success(request, _("Both get a mail with what it means, and accept."))
            return redirect("brokerage:session", session_id)
    context = {
        "form": form,
        "need": need,
        "companions": companions,
        "answers": [
            one
            for one in queries.proposals_of(network_id=need.network_id, need_id=need.pk)
            if one.answer_text and one.state in ("yes", "other_date")
        ],
        "back_url": reverse("brokerage:need", args=[need.pk]),
    }
    return render(request, "brokerage/arrange.html", context, status=422 if form.errors else 200)


class PartsForm(ArrangeForm):
    """A session to propose; each party that may pay has a number of parts beside its name."""

    def __init__(self, *args: Any, owners: Sequence[tuple[Party, int]], several: bool, **options: Any) -> None:
        super().__init__(*args, parties=[], **options)
        # One party that may pay pays.
        self.owners = owners if len(owners) > 1 else ()
        for party, parts in self.owners:
            self.fields[f"parts_{party.pk}"] = forms.IntegerField(
                label=_("Parts that %(name)s pays") % {"name": party.name},
                help_text=_("0: pays nothing. 1 and 1 is half each; 2 and 1 two thirds and one."),
                initial=parts,
                min_value=0,
                max_value=_MOST_PARTS,
                required=False,
            )
        if several:
            self.fields["price_rule"] = price_rule_field()
        # Asked only of who was told that somebody gives as much as they wanted.
        if "over_reason" in self.data:
            self._add_why()

    def _add_why(self) -> None:
        self.fields["over_reason"] = forms.CharField(
            label=_("Why ask all the same?"),
            help_text=_("Kept with the question. Empty: choose somebody else, or a day in a later month or quarter."),
            max_length=500,
            required=False,
        )

    def ask_why_beyond(self, sentence: str) -> None:
        """Say that who gives has no room, and ask why to go on all the same."""
        if "over_reason" not in self.fields:
            self._add_why()
        self.add_error("over_reason", sentence)

    def parts(self) -> dict[UUID, int]:
        """Give the parts of who pays, by party; nobody: the action takes the recipient's own party."""
        said = {party.pk: self.cleaned_data.get(f"parts_{party.pk}") or 0 for party, _parts in self.owners}
        return {party_id: parts for party_id, parts in said.items() if parts}


def _form(request: HttpRequest, need: Need, *, several: bool) -> PartsForm:
    network_id, language = need.network_id, language_of(request)
    listed = queries.proposals_of(network_id=network_id, need_id=need.pk)
    listed.sort(key=lambda row: (row.state not in ("yes", "other_date"), row.position))
    items = menu.items_on(network_id=network_id, on=today_of(request), kind="session")
    return PartsForm(
        request.POST or None,
        zone=network.network_by_id(network_id=network_id).time_zone,
        providers=[(str(row.member_id), row.member.name) for row in listed],
        items=[(item.code, item.name_in(language)) for item in items],
        owners=_owners(request, need),
        several=several,
    )


def _owners(request: HttpRequest, need: Need) -> list[tuple[Party, int]]:
    """List who may pay, with the parts proposed: the owners of the concept by theirs, else the asker's first party."""
    network_id, on = need.network_id, today_of(request)
    own = [row.party for row in network.parties_of(network_id=network_id, member_id=need.member_id, on=on)]
    owners = pathway.owners_of(network_id=network_id, concept_id=need.concept_id, on=on) if need.concept_id else []
    parts = {row.party: row.parts for row in owners} or dict.fromkeys(own[:1], 1)
    return [*parts.items(), *((party, 0) for party in own if party not in parts)]
