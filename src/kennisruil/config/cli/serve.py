"""``kennisruil serve``: web server and worker, until told to stop."""

import errno
import os
import socket
from pathlib import Path

import click

from kennisruil.config.server import ServerProblem

from .demo import forget_unfinished, make_first
from .frame import check_migrated, check_role, database, load_django, migrate, say


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    envvar="KENNISRUIL_PORT",
    default=8000,
    show_default=True,
    show_envvar=True,
    help="The port to listen on.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    envvar="KENNISRUIL_WORKERS",
    default=2,
    show_default=True,
    help="Web processes.",
)
@click.option(
    "--set-up", is_flag=True, help="First bring the schema up to date, and fill an empty database with a small demo."
)
def serve_command(port: int, host: str, workers: int, set_up: bool) -> None:
    """Serve the pages and do the work that waits, until Ctrl-C or SIGTERM.

    \b
    Examples:
      kennisruil serve
      kennisruil serve --port 8080
      KENNISRUIL_HOME=/srv/kennisruil kennisruil serve --host 0.0.0.0
    """
    from kennisruil.config.serving import Serving

    check_address(host, port)
    os.environ["KENNISRUIL_PORT"] = str(port)  # links in mails name it
    with database():
        load_django()
        check_role()
        if set_up:
            forget_unfinished()
            migrate()
            make_first()
        check_migrated()
        from django.conf import settings
        from django.db import connections

        # The file server looks here too, and complains about a folder that is not there.
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)

        how_to_sign_in = _how_to_sign_in()
        connections.close_all()
        serving = Serving(host=host, port=port, workers=workers)
        serving.start()
        say(f"Kennisruil is at {_link(host, port)} (Ctrl-C stops it)")
        say(how_to_sign_in)
        code = serving.wait()
    raise SystemExit(code)


def check_address(host: str, port: int) -> None:
    """:raises ServerProblem: the port is in use or not allowed, or the host is not of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServerProblem(_what_is_wrong(error, host=host, port=port)) from error


def _what_is_wrong(error: OSError, *, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program: stop it, or choose another with --port or KENNISRUIL_PORT."
    if error.errno == errno.EACCES:
        return f"Port {port} is not allowed for an ordinary user: choose one above 1023 with --port."
    return f"The address {host} cannot be used here ({error.strerror}): choose another with --host."


def _how_to_sign_in() -> str:
    from kennisruil.network.queries import demo_networks

    if demo_networks():
        return "Sign in: choose on the sign-in page as which of the demo people you look around."
    return "Sign in: with your e-mail address, or with the link that `kennisruil user link EMAIL` prints."


def _link(host: str, port: int) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  # nosec B104  # compared with, not bound to
    shown = everywhere.get(host) or (f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"
