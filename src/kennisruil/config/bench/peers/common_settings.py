"""What both peers' Django gets: our server, connections that stay open, no debugging, their own defaults otherwise."""

import os
from typing import Any
from urllib.parse import parse_qs, urlsplit

_ADDRESS = urlsplit(os.environ["BENCH_DATABASE_URL"])

SECRET_KEY = "for measuring only"  # noqa: S105  # nosec B105  # a database that lives for one measurement
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "none"
LOGIN_URL = "/"
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _ADDRESS.path.removeprefix("/"),
        "USER": _ADDRESS.username,
        "PASSWORD": _ADDRESS.password,
        "HOST": parse_qs(_ADDRESS.query)["host"][0],
        "CONN_MAX_AGE": None,
    }
}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
