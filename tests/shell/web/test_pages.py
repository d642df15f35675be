"""Pages for everybody, in three languages; styles; the reader's choice of light or dark; error pages."""

import pytest
from django.test import Client

from kennisruil.shell import styles

pytestmark = pytest.mark.django_db

FIRST_WORDS = {
    "/": {
        "nl": "Iemand hier weet wat jij zoekt.",
        "fr": "Ici, quelqu’un sait ce qu’il vous faut.",
        "en": "Somebody here knows what you need.",
    },
    "/about/": {"nl": "Hoe het werkt", "fr": "Comment ça marche", "en": "How it works"},
    "/privacy/": {"nl": "Jouw gegevens", "fr": "Vie privée", "en": "Privacy"},
    "/accessibility/": {"nl": "Toegankelijkheid", "fr": "Accessibilité", "en": "Accessibility"},
}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("address", list(FIRST_WORDS))
def test_public_page_speaks_the_readers_language(client: Client, address: str, language: str) -> None:
    response = client.get(address, headers={"accept-language": language})

    page = response.content.decode()
    assert (response.status_code, f'<html lang="{language}"' in page) == (200, True)
    assert f">{FIRST_WORDS[address][language]}</h1>" in page


def test_page_without_address_says_so_kindly(client: Client) -> None:
    response = client.get("/no-such-page/", headers={"accept-language": "fr"})

    assert response.status_code == 404
    assert "Il n’y a pas de page ici" in response.content.decode()


def test_stylesheet_may_be_kept_for_ever_under_its_own_digest(client: Client) -> None:
    kept = client.get(f"/styles/{styles.digest()}.css")
    old = client.get("/styles/0123456789ab.css")

    assert kept["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (old.status_code, old.has_header("Cache-Control"), old.content) == (200, False, kept.content)


def test_network_css_for_a_visitor_is_the_house_colours(client: Client) -> None:
    response = client.get("/network.css")

    assert (response.content, response["Content-Type"]) == (b"/* The house colours. */\n", "text/css; charset=utf-8")


def test_theme_is_kept_and_shown(client: Client) -> None:
    response = client.post("/look/", {"theme": "dark", "next": "/about/"})

    assert (response.status_code, response["Location"]) == (302, "/about/")
    assert '<html lang="nl" data-theme="dark">' in client.get("/about/").content.decode()


def test_theme_never_leads_to_another_site(client: Client) -> None:
    response = client.post("/look/", {"theme": "dark", "next": "https://elsewhere.test/"})

    assert response["Location"] == "/"


def test_parts_are_for_builders_only(client: Client) -> None:
    assert [
        client.get(address).status_code for address in ("/_parts/", "/_parts/progress/", "/_parts/problem/404/")
    ] == [404] * 3


def test_public_page_asks_nothing_of_the_database(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture of pytest-django
        client.get("/")
