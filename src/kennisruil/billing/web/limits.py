"""Limits of an account: how far it may go under zero and above, who changed that, when and why."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kennisruil.billing.actions import change_limits
from kennisruil.billing.web import asking
from kennisruil.billing.web.forms import LimitsForm
from kennisruil.ledger import queries
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import drawn_id, language_of, write_as
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.sentences import sentence_for


@require_http_methods(["GET", "HEAD", "POST"])
@asking.books_page
def limits(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Show the limits of a party's account with their history, and change them with a reason."""
    party = asking.party_or_404(request, party_id)
    if party.account_id is None or party.is_operator:
        raise Http404
    now = queries.balance(network_id=network_of(request), account_id=party.account_id)
    written = {
        name: format_coins(value, language=language_of(request))
        for name, value in (("floor", now.floor), ("ceiling", now.ceiling))
        if value is not None
    }
    form = LimitsForm(request.POST or None, initial=written)
    if request.method == "POST" and form.is_valid():
        try:
            change_limits(id=drawn_id(request), party_id=party.pk, **form.cleaned_data, **write_as(request))
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            return redirect("billing:limits", party_id=party.pk)
    history = queries.limit_history(network_id=network_of(request), account_id=party.account_id)
    page = {"party": party, "form": form, "history": history, "id": drawn_id(request)}
    return render(request, "billing/limits.html", page)
