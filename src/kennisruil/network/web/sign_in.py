"""Signing in: by a code sent by mail, or by password for who set one."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

log = logging.getLogger(__name__)


class SignInAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation: nobody signs up on their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: a member is invited by the office."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of its own: the pages do."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the code; without a mail server it stands in the log of who runs the program."""
        if settings.MAIL_LEAVES_THE_HOUSE:
            super().send_mail(template_prefix, email, context)
        elif "code" in context:
            log.warning("no mail server: the sign-in code for %s is %s", email, context["code"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to the profile, where the password was changed from."""
        return reverse("network:profile")
