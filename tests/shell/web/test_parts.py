"""The page of parts: whole, in every language, without leaking a template's mistakes."""

import re
from collections import Counter
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _building(settings: Any) -> None:
    settings.DEBUG = True


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_part_is_drawn(client: Client, language: str) -> None:
    response = client.get("/_parts/", headers={"accept-language": language})

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('class="gallery__part"') == 27
    assert [word for word in ("{{", "{%", "None", "{count}", "{day}") if word in page] == []


def test_ids_are_unique(client: Client) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', client.get("/_parts/").content.decode()))

    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize(("status", "wanted"), [(400, 400), (403, 403), (404, 404), (500, 500), (418, 404)])
def test_error_pages_can_be_seen(client: Client, status: int, wanted: int) -> None:
    assert client.get(f"/_parts/problem/{status}/").status_code == wanted


def test_progress_comes_as_a_part(client: Client) -> None:
    page = client.get("/_parts/progress/").content.decode()

    assert ("<html" in page, 'value="112"' in page) == (False, True)
