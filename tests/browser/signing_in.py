"""Being signed in without walking there: what the sign-in page would have left in the browser."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from kennisruil.network.models import Login, Member, Membership
from kennisruil.network.web.links import BACKEND
from kennisruil.shared.scope import network_scope


def cookie_of(member: Member, *, url: str) -> dict[str, Any]:
    """Open a session for a member who has a login; give the cookie that carries it."""
    with network_scope(member.network_id):
        place = Membership.objects.select_related("login").get(member_id=member.pk)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store.update(_content(place.login) | {"network": str(member.network_id)})
    store.create()
    return {"name": settings.SESSION_COOKIE_NAME, "value": store.session_key, "url": url}


def _content(login: Login) -> dict[str, str]:
    return {
        SESSION_KEY: str(login.pk),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: login.get_session_auth_hash(),
    }
