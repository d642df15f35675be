"""Addresses: each room that has pages brings its own, whole, in ``web/urls.py``."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

_ROOMS = [config.name for config in apps.get_app_configs() if config.name.startswith("kennisruil.")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"{room}.web.urls"))
    for room in _ROOMS
    if find_spec(f"{room}.web") and find_spec(f"{room}.web.urls")
]
urlpatterns.append(path("account/", include("kennisruil.network.web.account")))
urlpatterns.append(path("language/", include("django.conf.urls.i18n")))
