"""Places: take one, give one back, give one to somebody."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kennisruil.gatherings import actions
from kennisruil.gatherings.models import Gathering, Place
from kennisruil.gatherings.web.asking import gathering_or_404
from kennisruil.network import queries as network
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import my_id, today_of
from kennisruil.shared.web.pages import is_office, member_page, network_of, office_page
from kennisruil.shared.web.performing import perform


@require_POST
@member_page
def enrol(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Take a place, for the party chosen."""
    row = gathering_or_404(request, gathering_id)
    parties = network.parties_of(network_id=network_of(request), member_id=my_id(request), on=today_of(request))
    chosen = next((acting for acting in parties if str(acting.party_id) == request.POST.get("party")), None)
    if chosen is None:
        return _refused(request, row, _("Choose for whom you come. Nothing was booked."))
    said = _("You have a place. See you there!")
    perform(
        request,
        actions.enrol,
        done=said,
        gathering_id=row.pk,
        member_id=my_id(request),
        party_id=chosen.party_id,
    )
    return redirect("gatherings:gathering", gathering_id=row.pk)


@require_POST
@office_page
def add(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Give somebody a place by name, also after the day: who came without one pays or earns like the others."""
    row = gathering_or_404(request, gathering_id)
    network_id, today = network_of(request), today_of(request)
    found = network.find_people(network_id=network_id, text=request.POST.get("name", "").strip() or "-", on=today)
    if len(found) != 1:
        many = _("Write more of the name: %(count)s people fit. Nothing was booked.")
        said = many if found else _("Nobody has this name. Nothing was booked.")
        return _refused(request, row, said % {"count": Count(len(found))})
    [person] = found
    parties = network.parties_of(network_id=network_id, member_id=person.pk, on=today)
    own = next((acting.party_id for acting in parties if acting.party.account_id), None)
    if own is None:
        said = _("First note for whom %(name)s takes part. Nothing was booked.")
        return _refused(request, row, said % {"name": person.name})
    perform(
        request,
        actions.enrol,
        done=_("%(name)s has a place.") % {"name": person.name},
        gathering_id=row.pk,
        member_id=person.pk,
        party_id=own,
        by_office=True,
    )
    return redirect("gatherings:gathering", gathering_id=row.pk)


@require_POST
@member_page
def withdraw(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """Give a place back: one's own, or anybody's for the office."""
    row = Place.objects.filter(network_id=network_of(request), pk=place_id).order_by("pk").first()
    if row is None or not (is_office(request) or row.member_id == my_id(request)):
        raise Http404
    said = _("The place is free again. The coins that were held are back.")
    perform(request, actions.withdraw, done=said, place_id=row.pk, by_office=is_office(request))
    return redirect("gatherings:gathering", gathering_id=row.gathering_id)


def _refused(request: HttpRequest, row: Gathering, said: str) -> HttpResponse:
    messages.error(request, said)
    return redirect("gatherings:gathering", gathering_id=row.pk)
