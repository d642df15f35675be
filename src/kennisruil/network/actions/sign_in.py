"""Signing in by a link: signed, short-lived, good once."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kennisruil.network.models import Login
from kennisruil.shared.signed import LinkRefused, Packed

LINK_MINUTES = 15
INVITATION_DAYS = 14
_AGES = {"link": LINK_MINUTES * 60, "invitation": INVITATION_DAYS * 86400}


def sign_in_link(*, email: str, purpose: str = "link", network_id: UUID | None = None) -> str:
    """Give a whole address that signs ``email`` in, once: within 15 minutes, or 14 days for an ``invitation``.

    It carries the instant of the last sign-in, so any sign-in after it spends it, and the network that invites.
    :raises Login.DoesNotExist: unknown.
    """
    login = Login.objects.get(email=email.strip().lower(), is_active=True)
    content = {"login": str(login.pk), "last": _stamp(login)}
    if network_id:
        content["network"] = str(network_id)
    token = signing.dumps(content, salt=f"kennisruil.sign-in.{purpose}", serializer=Packed)
    return f"{settings.BASE_URL}{reverse('network:enter_by_link', args=[purpose, token])}"


def read_link(*, purpose: str, token: str) -> Login:
    """Give whom a link signs in, without spending it. :raises LinkRefused: unreadable, expired or spent."""
    content = _content(purpose=purpose, token=token)
    login = Login.objects.filter(pk=UUID(content["login"]), is_active=True).first()
    if login is None or _stamp(login) != content["last"]:
        raise LinkRefused(reason="spent")
    return login


def network_of_link(*, purpose: str, token: str) -> UUID | None:
    """Give the network that invites by a link of ours, however old or spent, if it names one."""
    try:
        named = _signed(purpose=purpose, token=token, max_age=None).get("network")
    except signing.BadSignature:
        return None
    return UUID(named) if named else None


def _content(*, purpose: str, token: str) -> dict[str, str]:
    try:
        return _signed(purpose=purpose, token=token, max_age=_AGES.get(purpose, 0))
    except signing.SignatureExpired as error:
        raise LinkRefused(reason="expired") from error
    except signing.BadSignature as error:
        raise LinkRefused(reason="unreadable") from error


def _signed(*, purpose: str, token: str, max_age: int | None) -> dict[str, str]:
    content: dict[str, str] = signing.loads(
        token, salt=f"kennisruil.sign-in.{purpose}", serializer=Packed, max_age=max_age
    )
    return content


def enter_by_link(*, purpose: str, token: str, at: datetime) -> Login:
    """Spend a link. Of two at once one wins. :raises LinkRefused: unreadable, expired or spent; nobody is signed in."""
    login = read_link(purpose=purpose, token=token)
    if not Login.objects.filter(pk=login.pk, last_login=login.last_login).update(last_login=at):
        raise LinkRefused(reason="spent")
    return login


def _stamp(login: Login) -> str:
    return login.last_login.isoformat() if login.last_login else ""
