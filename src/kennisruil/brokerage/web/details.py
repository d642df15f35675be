"""For whom somebody gives or receives, and what documents need: by a link in a mail, or signed in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions
from kennisruil.brokerage.rules.details import texts_asked
from kennisruil.brokerage.web.forms import DetailsForm
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.network.words import VAT_KINDS
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import day_of
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.pages import member_page
from kennisruil.shared.web.sentences import sentence_for


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def my_details(request: HttpRequest) -> HttpResponse:
    """Answer signed in."""
    return details_page(request, member=request.member, proposal_id=None)  # type: ignore[attr-defined]  # set by the shell


def details_page(request: HttpRequest, *, member: Member, proposal_id: UUID | None) -> HttpResponse:
    """Show the questions with what is known; keep the answers, and say what comes next."""
    form = _form(request, member)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(form, member=member, proposal_id=proposal_id)
        except Refusal as refusal:
            form.add_error(getattr(refusal, "field", None), sentence_for(refusal))
        else:
            if getattr(request, "member", None) is not None:
                return redirect("brokerage:my_sessions")
            return render(request, "brokerage/details_kept.html", {"member": member})
    context = {"form": form, "member": member, "texts": _texts(member)}
    return render(request, "brokerage/answer_details.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, member: Member) -> DetailsForm:
    on = _today(member)
    acting = network.parties_of(network_id=member.network_id, member_id=member.pk, on=on)
    parties = [(str(row.party_id), row.party.name) for row in acting]
    if not any(row.is_own for row in acting):
        parties.append(("own", _("Myself, %(name)s") % {"name": member.name}))
    # Facts are not filled in beforehand: whoever then chooses another party would give it the numbers of the first.
    return DetailsForm(
        request.POST or None,
        initial={"party": parties[0][0]},
        parties=parties,
        vat_kinds=list(VAT_KINDS.items()),
        texts=_asked(member),
    )


def _keep(form: DetailsForm, *, member: Member, proposal_id: UUID | None) -> None:
    said = form.cleaned_data
    common: dict[str, Any] = {"network_id": member.network_id, "by": Actor.member(member.pk), "at": clock.now()}
    party = actions.answer_details(
        member_id=member.pk,
        party_id=None if said["party"] in ("own", "organisation") else UUID(said["party"]),
        kind="organisation" if said["party"] == "organisation" else "person",
        name=said["name"],
        facts={name: said[name] for name in DetailsForm.FACTS},
        agrees_to=[kind for kind in _asked(member) if said[kind]],
        language=member.language,
        **common,
    )
    if proposal_id is not None:
        actions.choose_party(proposal_id=proposal_id, party_id=party.pk, **common)


def _texts(member: Member) -> list[Any]:
    language = (get_language() or member.language)[:2]
    return [
        network.terms_text(network_id=member.network_id, kind=kind, language=language, on=_today(member))
        for kind in _asked(member)
    ]


def _asked(member: Member) -> tuple[str, str]:
    role = network.setting(network_id=member.network_id, key="legal_role", on=_today(member))
    return texts_asked(legal_role=role)


def _today(member: Member) -> Any:
    return day_of(clock.now(), network.network_by_id(network_id=member.network_id).time_zone)
