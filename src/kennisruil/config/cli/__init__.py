"""The command line ``kennisruil``: each command a small file, loaded when it is asked for."""

import importlib
import sys
from collections.abc import Sequence

import click

from kennisruil.config.server import ServerProblem

from .frame import CANNOT_START

# The command's name, and the file beside this one that holds its function NAME_command.
_COMMANDS = {
    "serve": "serve",
    "db": "db",
    "demo": "demo",
    "import": "spreadsheet",
    "close": "close",
    "check": "check",
    "export": "export",
    "backup": "backup",
    "restore": "backup",
    "user": "user",
    "network": "network",
    "matching": "matching",
    "bench": "bench",
    "doctor": "doctor",
    "manage": "manage",
}

_EXIT_CODES = """
\b
Exit codes:
  0  done, and everything holds
  1  something does not hold (the last lines say what)
  2  the command or its input is wrong; nothing was changed
  3  the database or the address cannot be reached or started
"""


class _Commands(click.Group):
    """Loads a command's file only when it runs or shows its help, so that ``--help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"{__name__}.{_COMMANDS[cmd_name]}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=_Commands,
    epilog=_EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="kennisruil")
def kennisruil() -> None:
    """Kennisruil: knowledge exchange for learning networks.

    DATABASE_URL names the PostgreSQL to work on; without it
    KENNISRUIL_HOME (by default your data folder) holds one of its own.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    try:
        kennisruil.main(args=arguments, prog_name="kennisruil")
    except ServerProblem as problem:
        click.echo(f"kennisruil: {problem}", err=True)
        sys.exit(CANNOT_START)


if __name__ == "__main__":
    main()
