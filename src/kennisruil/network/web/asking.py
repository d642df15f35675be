"""Rows of this room that a page names: what is not of this network, or not mine, does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest

from kennisruil.network import permissions
from kennisruil.network.models import Member, Party
from kennisruil.network.queries import member_by_id, party_by_id
from kennisruil.shared.web.asking import my_id, row_or_404, today_of
from kennisruil.shared.web.pages import network_of


def me(request: HttpRequest) -> Member:
    """Give the member who asks."""
    member: Member = request.member  # type: ignore[attr-defined]  # set by the shell
    return member


def party_or_404(request: HttpRequest, party_id: UUID) -> Party:
    """Give a party of this network."""
    return row_or_404(request, party_by_id, party_id=party_id)


def member_or_404(request: HttpRequest, member_id: UUID) -> Member:
    """Give a member of this network."""
    return row_or_404(request, member_by_id, member_id=member_id)


def own_party_or_404(request: HttpRequest, party_id: UUID) -> Party:
    """Give a party the member may act for."""
    party = party_or_404(request, party_id)
    if not permissions.may_act_for(
        network_id=network_of(request), member_id=my_id(request), party_id=party.pk, on=today_of(request)
    ):
        raise Http404
    return party
