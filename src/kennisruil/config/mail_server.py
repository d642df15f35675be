"""The mail server's address as one line, read into Django's settings."""

from urllib.parse import unquote, urlsplit

# Scheme: the port when none is named, STARTTLS after connecting, TLS from the start.
_SCHEMES = {
    "smtp": (25, False, False),
    "smtp+tls": (587, True, False),
    "smtp+ssl": (465, False, True),
}
_TIMEOUT_SECONDS = 60


class UnreadableMailServer(ValueError):
    """The address is no ``smtp://``, ``smtp+tls://`` or ``smtp+ssl://`` address of a host."""


def mail_settings(address: str) -> dict[str, str | int | bool]:
    """Read ``smtp+tls://user:password@host:587`` into the ``EMAIL_`` settings; user and password may be %-escaped.

    :raises UnreadableMailServer: it cannot be read; the message says the shapes that can.
    """
    parts = urlsplit(address)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        shapes = ", ".join(f"{scheme}://user:password@host" for scheme in _SCHEMES)
        raise UnreadableMailServer(f"KENNISRUIL_SMTP must look like one of: {shapes}")
    port, starts_tls, is_tls = _SCHEMES[parts.scheme]
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": starts_tls,
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_TIMEOUT": _TIMEOUT_SECONDS,
    }
