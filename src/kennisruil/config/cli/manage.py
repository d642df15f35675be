"""``kennisruil manage``: Django's own commands, for builders."""

import sys

import click

from .frame import database, load_django


@click.command(
    "manage", context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage_command(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands on this database.

    \b
    Examples:
      kennisruil manage makemigrations --check
      kennisruil manage shell
    """
    with database():
        load_django()
        from django.core.management import execute_from_command_line

        sys.argv[0] = "kennisruil manage"
        execute_from_command_line(["kennisruil manage", *arguments])
