"""The address of the mail server, as the operator writes it."""

import pytest

from kennisruil.config.mail_server import UnreadableMailServer, mail_settings


def test_address_with_user_and_starttls_is_read() -> None:
    assert mail_settings("smtp+tls://jan%40hub.example:ge%3Aheim@mail.hub.example") == {
        "EMAIL_HOST": "mail.hub.example",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "jan@hub.example",
        "EMAIL_HOST_PASSWORD": "ge:heim",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
        "EMAIL_TIMEOUT": 60,
    }


@pytest.mark.parametrize(
    ("address", "port", "starts_tls", "is_tls"),
    [
        ("smtp://127.0.0.1:2525", 2525, False, False),
        ("smtp://localhost", 25, False, False),
        ("smtp+ssl://mail.hub.example", 465, False, True),
    ],
)
def test_port_and_encryption_follow_the_scheme(address: str, port: int, starts_tls: bool, is_tls: bool) -> None:
    found = mail_settings(address)

    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starts_tls, is_tls)


@pytest.mark.parametrize("address", ["mail.hub.example:25", "http://mail.hub.example", "smtp://"])
def test_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(UnreadableMailServer):
        mail_settings(address)
