"""What every command shares: reaching the database, loading the program, showing progress, failing in a sentence."""

import importlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, NoReturn
from uuid import UUID

import click

from kennisruil.config.server import Server, ServerProblem

DOES_NOT_HOLD = 1
BAD_INPUT = 2
CANNOT_START = 3

as_json = click.option("--json", "wants_json", is_flag=True, help="Answer as JSON on standard output, for a script.")


class Wrong(click.ClickException):
    """The command or its input is wrong; nothing was changed."""

    exit_code = BAD_INPUT

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"kennisruil: {self.message}", file=file, err=file is None)


def say(text: str) -> None:
    """A line for the person, beside the answer: on standard error."""
    click.echo(text, err=True)


def answer(value: Any, *, wants_json: bool, text: str) -> None:
    """The command's answer on standard output, as JSON or as text."""
    click.echo(json.dumps(value, default=str, ensure_ascii=False) if wants_json else text)


@contextmanager
def database() -> Iterator[None]:
    """Hold the embedded server for the duration; with ``DATABASE_URL`` there is nothing to hold.

    :raises ServerProblem: it does not start.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    server = Server()
    server.start(say)
    try:
        yield
    finally:
        server.stop()


@contextmanager
def program() -> Iterator[None]:
    """The database held, its schema current, and Django loaded; after this models can be imported.

    An empty database gets its schema here, so the first command of a new home needs no other before it. A schema
    that is behind waits for ``kennisruil db migrate``: a backup comes first.

    :raises ServerProblem: the database cannot be reached, is behind, or its role is unsafe.
    """
    with database():
        load_django()
        check_role()
        if not _has_schema():
            migrate()
        check_migrated()
        with _refusals_said():
            yield
        from django.db import connections

        connections.close_all()


@contextmanager
def _refusals_said() -> Iterator[None]:
    """:raises Wrong: instead of a refusal, with the sentence that a person in the browser would read."""
    from kennisruil.shared.refusals import Refusal

    try:
        yield
    except Refusal as refusal:
        from django.utils import translation

        importlib.import_module("kennisruil.config.urls")  # with its pages each room brings its sentences
        from kennisruil.shared.web.sentences import sentence_for

        with translation.override("en"):
            raise Wrong(sentence_for(refusal)) from refusal


def load_django() -> None:
    """Load settings and apps; the server must be up, for the settings read its passwords."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisruil.config.settings")
    import django

    django.setup()


def check_role() -> None:
    """:raises ServerProblem: the program's role is one that row-level security does not bind, or nobody answers."""
    import psycopg

    from kennisruil.config.connections import addresses
    from kennisruil.config.roles import UnsafeRole, check_program_role

    try:
        with psycopg.connect(addresses()["default"], connect_timeout=10) as connection:
            check_program_role(connection)
    except psycopg.OperationalError as error:
        raise ServerProblem(f"The database cannot be reached: {first_line(error)}.") from error
    except UnsafeRole as error:
        raise ServerProblem(str(error)) from error


def migrate() -> int:
    """Apply what waits, as kr_owner; returns how many. Django is loaded and the server is up.

    :raises Wrong: the owner's address is not known.
    """
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    if not connections["owner"].settings_dict["USER"]:
        raise Wrong("DATABASE_OWNER_URL is not set: migrations run as kr_owner.")
    try:
        executor = MigrationExecutor(connections["owner"])
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            say(f"Applying {len(waiting)} migrations")
            call_command("migrate", database="owner", verbosity=0, interactive=False)
    finally:
        connections.close_all()
    return len(waiting)


def _has_schema() -> bool:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return MigrationRecorder(connection).has_table()


def check_migrated() -> None:
    """:raises ServerProblem: migrations wait."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise ServerProblem(f"{len(waiting)} migrations wait: run `kennisruil db migrate` first.")


def first_line(error: Exception) -> str:
    """The first sentence of a driver's many."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def with_network(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option ``--network SLUG``."""
    option = click.option(
        "--network", "network_slug", metavar="SLUG", help="Which network; needed only where there are several."
    )
    return option(command)


def chosen_network(slug: str | None) -> UUID:
    """The id of the network ``slug``, or of the only one.

    :raises Wrong: there is none of that name, or several and no name was given.
    """
    from kennisruil.network.queries import all_networks

    networks = {network.slug: network.id for network in all_networks()}
    if slug is None and len(networks) == 1:
        return next(iter(networks.values()))
    if slug in networks:
        return networks[slug]
    names = ", ".join(sorted(networks)) or "none yet"
    raise Wrong(f"Name the network with --network; there are: {names}.")


@contextmanager
def progress(title: str, *, total: int | None = None) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar on standard error; call what you get with (what is being done, how many are done, of how many).

    Where nobody looks (no terminal) it prints a line for each new title instead.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_progress(title)
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=total)

        def show(doing: str, done: int, of: int | None = None) -> None:
            bar.update(task, description=doing or title, completed=done, total=of if of is not None else total)

        yield show


def _plain_progress(title: str) -> Callable[[str, int, int | None], None]:
    said: set[str] = set()

    def show(doing: str, done: int, of: int | None = None) -> None:
        del done, of
        words = doing or title
        if words not in said:
            said.add(words)
            say(words)

    return show


def stop_here(text: str, *, code: int) -> NoReturn:
    """Say why and exit."""
    say(f"kennisruil: {text}")
    raise SystemExit(code)
