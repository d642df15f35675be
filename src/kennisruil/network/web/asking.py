"""Rows of this room that a page names: what is not of this network, or not mine, does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest

from kennisruil.network import permissions
from kennisruil.network.models import Member, Party
from kennisruil.network.queries import member_by_id, party_by_id
from kennisruil.shared.ids import new_id
from kennisruil.shared.web.asking import my_id, today_of
from kennisruil.shared.web.pages import network_of


def me(request: HttpRequest) -> Member:
    """Give the member who asks."""
    member: Member = request.member  # type: ignore[attr-defined]  # set by the shell
    return member


def drawn_id(request: HttpRequest) -> UUID:
    """Give the id that was drawn when the form was shown, so that a second press does the same once."""
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return new_id()


def party_or_404(request: HttpRequest, party_id: UUID) -> Party:
    """Give a party of this network."""
    try:
        return party_by_id(network_id=network_of(request), party_id=party_id)
    except Party.DoesNotExist as error:
        raise Http404 from error


def member_or_404(request: HttpRequest, member_id: UUID) -> Member:
    """Give a member of this network."""
    try:
        return member_by_id(network_id=network_of(request), member_id=member_id)
    except Member.DoesNotExist as error:
        raise Http404 from error


def own_party_or_404(request: HttpRequest, party_id: UUID) -> Party:
    """Give a party the member may act for."""
    party = party_or_404(request, party_id)
    if not permissions.may_act_for(
        network_id=network_of(request), member_id=my_id(request), party_id=party.pk, on=today_of(request)
    ):
        raise Http404
    return party
