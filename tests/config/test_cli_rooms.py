"""Commands that do a room's work: run in this process where that is the same and faster, else as a script runs them."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kennisruil.config.cli import kennisruil
from kennisruil.network.models import Network
from tests.billing.factories import hold
from tests.config.test_cli import run as run_apart
from tests.database import OwnDatabase
from tests.factories import ASSOCIATION, a_member, a_network, a_party, an_office_member


def run(*arguments: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Like ``run_apart``, without a process."""
    done = CliRunner().invoke(
        kennisruil, arguments, env={name: env[name] for name in env if name.startswith("DATABASE")}
    )
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def network(own_database: OwnDatabase) -> Network:
    """A network with one session in January."""
    del own_database
    network = a_network(slug="sint-jan", name="Sint-Jan")
    company, association = a_party(network), a_party(network, facts=ASSOCIATION)
    hold(network, on=date(2026, 1, 15), pays=[(company, 200)], earns=[(association, 200)])
    return network


def at(own_database: OwnDatabase, day: str) -> dict[str, str]:
    """The environment of the command, as if it ran on that day."""
    return {**own_database.env, "KENNISRUIL_NOW": f"{day}T10:00:00+00:00"}


def test_check_counts_what_holds_and_gives_the_same_digest_twice(own_database: OwnDatabase, network: Network) -> None:
    first = run("check", "--digest", env=own_database.env)
    second = run("check", "--digest", "--json", "--network", "sint-jan", env=own_database.env)

    found = json.loads(second.stdout)
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.splitlines()[-1] == f"{found['held']} of {found['of']} invariants hold."
    assert f"digest  sint-jan  {found['networks'][0]['digest']}" in first.stdout.splitlines()


def test_a_month_closes_once(own_database: OwnDatabase, network: Network) -> None:
    early = run_apart("close", "2026-01", env=at(own_database, "2026-01-16"))
    first = run_apart("close", "2026-01", "--json", env=at(own_database, "2026-02-03"))
    again = run_apart("close", "2026-01", env=at(own_database, "2026-02-03"))

    assert (early.returncode, early.stderr.count("\n")) == (2, 1)
    assert (first.returncode, json.loads(first.stdout)["was_closed"]) == (0, False)
    assert (again.returncode, again.stdout) == (0, "2026-01 was closed already; nothing to do.\n")


def test_what_was_closed_can_be_exported_twice(own_database: OwnDatabase, network: Network, tmp_path: Path) -> None:
    run_apart("close", "2026-01", env=at(own_database, "2026-02-03"))
    folder = tmp_path / "out"

    first = run("export", "documents", "--to", str(folder), "--json", env=own_database.env)
    again = run("export", "documents", "--to", str(folder), "--json", env=own_database.env)

    found = json.loads(first.stdout)
    assert found["documents"] > 0
    assert found["files_written"] == len(list(folder.iterdir()))
    assert json.loads(again.stdout) == {**found, "files_written": 0}


@pytest.mark.parametrize("form", ["beancount", "hledger", "csv"])
def test_the_journal_comes_out_in_each_form(
    own_database: OwnDatabase, network: Network, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "new" / f"books.{form}"
    run_apart("close", "2026-01", env=at(own_database, "2026-02-03"))

    done = run("export", "ledger", "--format", form, "--to", str(file), env=own_database.env)

    assert (done.returncode, done.stderr) == (0, "")
    assert "2026-02-03" in file.read_text()


def test_people_are_added_listed_and_let_in(own_database: OwnDatabase, network: Network) -> None:
    added = run("user", "add", "ann@example.org", "--given-name", "Ann", "--office", env=own_database.env)
    again = run("user", "add", "ann@example.org", "--given-name", "Other", env=own_database.env)
    listed = run("user", "list", "--json", env=own_database.env)
    link = run("user", "link", "ann@example.org", env=own_database.env)
    nobody = run("user", "link", "nobody@example.org", env=own_database.env)

    assert (added.returncode, added.stdout) == (0, "Ann can sign in as ann@example.org.\n")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert json.loads(listed.stdout) == [
        {"email": "ann@example.org", "name": "Ann", "office": True, "books": False, "active": True}
    ]
    assert link.stdout.startswith("http://127.0.0.1:8000/")
    assert (nobody.returncode, nobody.stderr) == (2, "kennisruil: Nobody signs in as nobody@example.org.\n")


def test_a_spreadsheet_is_shown_then_put_in_then_taken_back(
    own_database: OwnDatabase, network: Network, tmp_path: Path
) -> None:
    file = tmp_path / "mensen.csv"
    file.write_text("Voornaam;Naam;E-mail\nAn;Peeters;an@voorbeeld.be\nJan;Maes;jan@voorbeeld.be\n")

    shown = run("import", str(file), env=own_database.env)
    put_in = run("import", str(file), "--yes", "--json", env=own_database.env)
    found = json.loads(put_in.stdout)
    undone = run("import", "--undo", found["id"], env=own_database.env)

    assert (shown.returncode, shown.stdout) == (0, "Nothing went in yet: 2 new. Add --yes to put it in.\n")
    assert (put_in.returncode, found["state"], found["counts"]["new"]) == (0, "committed", 2)
    assert (undone.returncode, undone.stdout) == (0, "The import is undone.\n")


def test_a_file_that_is_no_spreadsheet_is_refused_in_a_sentence(
    own_database: OwnDatabase, network: Network, tmp_path: Path
) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    done = run("import", str(file), env=own_database.env)

    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (2, 1, False)


def test_two_networks_must_be_told_apart(own_database: OwnDatabase, network: Network) -> None:
    an_office_member(a_network(slug="other"), given_name="Karin")
    a_member(network)

    done = run("user", "list", env=own_database.env)

    assert (done.returncode, done.stderr) == (
        2,
        "kennisruil: Name the network with --network; there are: other, sint-jan.\n",
    )
