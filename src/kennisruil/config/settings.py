"""Settings: everything a machine decides comes from the environment, everything a network decides from its own rows."""

import contextlib
import secrets
from pathlib import Path

import structlog
from environs import Env

from kennisruil.config.connections import databases
from kennisruil.config.mail_server import mail_settings
from kennisruil.config.server import home
from kennisruil.shared.languages import LANGUAGE_NAMES

env = Env()
BASE = Path(__file__).resolve().parent.parent
DEBUG = env.bool("KENNISRUIL_DEBUG", False)


def _secret_key() -> str:
    """Read the key that signs links and sessions from the environment or the home; draw it the first time."""
    given = env.str("KENNISRUIL_SECRET_KEY", "")
    if given:
        return str(given)
    path = home() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".secret-key-{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        # A hard link is all or nothing: of two starts at once, both then read the same key.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("KENNISRUIL_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("KENNISRUIL_ORIGINS", [])
BEHIND_TLS = env.bool("KENNISRUIL_TLS", False)
# The address in mails and links; whoever serves on another one says so.
BASE_URL = env.str("KENNISRUIL_URL", f"http://127.0.0.1:{env.int('KENNISRUIL_PORT', 8000)}").rstrip("/")
DEMO_SIGN_IN = env.bool("KENNISRUIL_DEMO_SIGN_IN", True)

INSTALLED_APPS = [
    "kennisruil.shared",
    "kennisruil.ledger",
    "kennisruil.network",
    "kennisruil.menu",
    "kennisruil.bookkeeping",
    "kennisruil.matching",
    "kennisruil.billing",
    "kennisruil.pathway",
    "kennisruil.quality",
    "kennisruil.brokerage",
    "kennisruil.gatherings",
    "kennisruil.reports",
    "kennisruil.porting",
    "kennisruil.office",
    "kennisruil.shell",
    "kennisruil.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
]
INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS
    if not app.startswith("kennisruil.") or (BASE / app.split(".")[1] / "apps.py").exists()
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kennisruil.shell.middleware.SecurityHeaders",
    "kennisruil.shell.middleware.WholeText",
    "kennisruil.shell.middleware.NetworkOfTheLogin",
]
ROOT_URLCONF = "kennisruil.config.urls"
WSGI_APPLICATION = "kennisruil.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kennisruil.shell.context.frame",
            ],
        },
    }
]

DATABASES = databases()
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "network.Login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_ADAPTER = "kennisruil.network.web.sign_in.SignInAdapter"
ACCOUNT_PREVENT_ENUMERATION = True

LANGUAGE_CODE = "nl"
LANGUAGES = list(LANGUAGE_NAMES.items())
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "static/"
STATIC_ROOT = env.path("KENNISRUIL_STATIC", home() / "static")
# Where the books of each network are written as files for other packages.
BOOKS_FOLDER = env.path("KENNISRUIL_BOOKS_FOLDER", home() / "books")
# E-invoices for the office's own package lie here, a folder for each network.
CHANNEL_FOLDER = env.path("KENNISRUIL_CHANNEL_FOLDER", home() / "e-invoices")
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

EMAIL_BACKEND = env.str("KENNISRUIL_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
MAIL_SERVER = env.str("KENNISRUIL_SMTP", "")
MAIL_LEAVES_THE_HOUSE = bool(MAIL_SERVER)
MAIL_DOMAIN = env.str("KENNISRUIL_MAIL_DOMAIN", "kennisruil.invalid")
DEFAULT_FROM_EMAIL = env.str("KENNISRUIL_MAIL_FROM", f"netwerk@{MAIL_DOMAIN}")
if MAIL_SERVER:
    globals().update(mail_settings(MAIL_SERVER))

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ]
)
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("KENNISRUIL_LOG_LEVEL", "WARNING")},
}
