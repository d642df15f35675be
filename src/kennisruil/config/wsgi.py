"""The program as the web server sees it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisruil.config.settings")
application = get_wsgi_application()
