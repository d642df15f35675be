"""Logins and what they may do in a network."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kennisruil.network.models import Login, Member, Membership
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class EmailTaken(Refusal):
    """Somebody else in this network signs in with this address. ``email``."""

    code = "email_taken"

    def __init__(self, *, email: str) -> None:
        self.email = email
        super().__init__(email)


class LastOffice(Refusal):
    """A network keeps at least one person in its office."""

    code = "last_office"


def give_login(
    *,
    network_id: UUID,
    member_id: UUID,
    email: str,
    by: Actor,
    at: datetime,
    is_office: bool = False,
    may_keep_books: bool = False,
) -> Membership:
    """Let a member sign in with ``email``; the login is global, so it may open other networks too.

    A member who had a login keeps the roles of before and gets those given now.
    :raises EmailTaken: the address opens another member's place in this network; nothing changes.
    """
    address = email.strip().lower()
    data = {"is_office": is_office, "may_keep_books": may_keep_books}
    with action("network.give_login", network_id=network_id, by=by, at=at, about=("member", member_id), data=data):
        member = Member.objects.get(network_id=network_id, pk=member_id)
        login = _login_for(address, language=member.language, at=at)
        places = Membership.objects.filter(network_id=network_id)
        if places.filter(login_id=login.pk).exclude(member_id=member_id).exists():
            raise EmailTaken(email=address)
        place = places.filter(member_id=member_id).first() or Membership(
            id=derived_id(member_id, "membership"), network_id=network_id, member_id=member_id
        )
        place.login, place.is_active = login, True
        place.is_office, place.may_keep_books = place.is_office or is_office, place.may_keep_books or may_keep_books
        place.save()
    return place


def _login_for(address: str, *, language: str, at: datetime) -> Login:
    """Find the login of an address or make it; one that was closed opens again."""
    known = Login.objects.filter(email=address).first()
    if known is None:
        return Login.objects.create_user(address, id=derived_id("login", address, at), language=language)
    if not known.is_active:
        known.is_active = True
        known.save(update_fields=["is_active"])
    return known


def change_roles(
    *, network_id: UUID, member_id: UUID, is_office: bool, may_keep_books: bool, by: Actor, at: datetime
) -> Membership:
    """Decide what a member may do. :raises LastOffice: nobody would be left in the office; nothing changes."""
    data: dict[str, Any] = {"is_office": is_office, "may_keep_books": may_keep_books}
    with action("network.change_roles", network_id=network_id, by=by, at=at, about=("member", member_id), data=data):
        place = _locked_place(network_id, member_id)
        if place.is_office and not is_office:
            _check_office_remains(network_id, without=place)
        place.is_office, place.may_keep_books = is_office, may_keep_books
        place.save(update_fields=["is_office", "may_keep_books"])
    return place


def deactivate_login(*, network_id: UUID, member_id: UUID, by: Actor, at: datetime) -> Membership:
    """Close a member's way in to this network; the login itself closes when it opens no other. Rows stay.

    :raises LastOffice: nobody would be left in the office; nothing changes.
    """
    with action("network.deactivate_login", network_id=network_id, by=by, at=at, about=("member", member_id)):
        place = _locked_place(network_id, member_id)
        if place.is_office:
            _check_office_remains(network_id, without=place)
        place.is_active = False
        place.save(update_fields=["is_active"])
    return place


def change_language(*, login_id: UUID, language: str) -> None:
    """Speak ``language`` on the pages before a network is known."""
    Login.objects.filter(pk=login_id).update(language=language)


def _locked_place(network_id: UUID, member_id: UUID) -> Membership:
    # All office places are locked in key order, so two who leave at once cannot both be "not the last".
    locked = Membership.objects.select_for_update().filter(network_id=network_id, is_office=True).order_by("pk")
    list(locked[:1000])
    return Membership.objects.get(network_id=network_id, member_id=member_id)


def _check_office_remains(network_id: UUID, *, without: Membership) -> None:
    others = Membership.objects.filter(network_id=network_id, is_office=True, is_active=True).exclude(pk=without.pk)
    if not others.exists():
        raise LastOffice
