"""The frame's variables, for a visitor."""

from django.test import RequestFactory

from kennisruil.shell import context


def test_frame_for_a_visitor_is_our_own_house() -> None:
    request = RequestFactory().get("/")

    values = context.frame(request)

    assert values["brand"] == {"name": "Kennisruil", "logo_url": "", "version": ""}
    assert (values["coin_sign"], values["theme"], values["person_name"]) == ("SIF", "device", "")


def test_frame_ignores_an_unknown_theme() -> None:
    request = RequestFactory().get("/")
    request.session = {"theme": "sepia"}

    assert context.frame(request)["theme"] == "device"
