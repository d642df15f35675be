"""django-ledger as its documentation sets it up: closing entries used, no check of schemas at run time."""

from common_settings import *  # noqa: F403  # settings are shared by a star

INSTALLED_APPS = [*INSTALLED_APPS, "treebeard", "django_ledger"]  # noqa: F405  # settings are shared by a star
DJANGO_LEDGER_USE_CLOSING_ENTRIES = True
DJANGO_LEDGER_VALIDATE_SCHEMAS_AT_RUNTIME = False
