"""Browsers on the pages of the office, and how many questions a page asks the database."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kennisruil.network.models import Member
from kennisruil.shared.scope import network_scope
from tests.factories import sign_in
from tests.office.factories import World


def browser_of(member: Member, language: str = "en") -> Client:
    browser = sign_in(Client(), member)
    browser.cookies["django_language"] = language
    return browser


def office_of(world: World, language: str = "en") -> Client:
    return browser_of(world.office, language)


def make_in(world: World, work: Callable[[], Any]) -> Any:
    with network_scope(world.network.pk):
        return work()


def questions_of(browser: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(url).status_code == 200
    return len(found)
