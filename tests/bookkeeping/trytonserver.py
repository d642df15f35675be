"""A real Tryton for the slow lane: installed in an environment of its own, set up with a Belgian company, started.

It is a separate program behind its JSON-RPC: nothing of it is imported here.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from kennisruil.bookkeeping.adapters.jsonrpc import Connection
from kennisruil.bookkeeping.adapters.places import TrytonPlace
from kennisruil.bookkeeping.rules.targets import TargetUnreachable

HOME = Path(__file__).parent.parent.parent / "var" / "tryton"
PACKAGES = ("trytond>=8.2,<8.3", "trytond-account-be>=8.2,<8.3", "trytond-account-invoice>=8.2,<8.3")
MODULES = ("account_be", "account_invoice")
PASSWORD = "adminpw"
CHART = "Genormaliseerd rekeningstelsel (België)"
ONE = {"__class__": "Decimal", "decimal": "1"}
CENT = {"__class__": "Decimal", "decimal": "0.01"}


def program(name: str) -> str:
    """Give a program of Tryton's environment, which is made the first time (about half a minute)."""
    made = HOME / "venv" / "bin" / name
    if not made.exists():
        shutil.rmtree(HOME / "venv", ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(HOME / "venv")], check=True)
        pip = [str(HOME / "venv" / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
        subprocess.run(pip, check=True)
    return str(made)


class TrytonServer:
    """One running server with one database; ``rpc`` speaks to it as its administrator."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.database = folder / "kr.sqlite"
        self.url = f"http://admin:{PASSWORD}@127.0.0.1:{self.port}/kr"
        self.rpc = Connection(
            TrytonPlace(
                is_secure=False, host="127.0.0.1", port=self.port, database="kr", user="admin", password=PASSWORD
            )
        )

    def set_up(self, *, years: range) -> None:
        """Make a database with a company, the Belgian chart and open fiscal years; the second time it is a copy."""
        template = HOME / f"company-{years.start}-{years.stop}.sqlite"
        if not template.exists():
            self._make_database()
            with self.running():
                company = self._company()
                self._chart(company)
                for year in years:
                    self._year(company, year)
            with closing(sqlite3.connect(self.database)) as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy(self.database, template)
        else:
            shutil.copy(template, self.database)

    @contextmanager
    def running(self) -> Iterator["TrytonServer"]:
        """Run the server; it is gone afterwards."""
        command = [program("trytond"), "-c", str(self._config()), "-d", "kr"]
        with (self.folder / "trytond.log").open("ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            self._wait(process)
            yield self
        finally:
            process.terminate()
            process.wait(timeout=20)

    def balances(self) -> dict[str, int]:
        """Read what stands on each account from Tryton's own tables, without our adapter; nil is left out."""
        rows = self._rows(
            "SELECT a.code, sum(round(l.debit * 100)) - sum(round(l.credit * 100)) FROM account_move_line l "
            "JOIN account_account a ON a.id = l.account JOIN account_move m ON m.id = l.move "
            "WHERE m.state = 'posted' GROUP BY a.code"
        )
        return {code: int(cents) for code, cents in rows if cents}

    def numbers(self) -> list[str]:
        """Read the references of its invoices, and the first word of the description of its other moves."""
        invoices = self._rows("SELECT reference FROM account_invoice ORDER BY reference")
        moves = self._rows(
            "SELECT description FROM account_move WHERE id NOT IN "
            "(SELECT move FROM account_invoice WHERE move IS NOT NULL) ORDER BY description"
        )
        return [row[0] for row in invoices] + [(row[0] or "").split(" ")[0] for row in moves]

    def states(self) -> set[tuple[str, str]]:
        """Read in which states its invoices and moves are."""
        return {
            *(("invoice", row[0]) for row in self._rows("SELECT DISTINCT state FROM account_invoice")),
            *(("move", row[0]) for row in self._rows("SELECT DISTINCT state FROM account_move")),
        }

    def _rows(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    def _config(self) -> Path:
        path = self.folder / "trytond.conf"
        path.write_text(
            f"[database]\nuri = sqlite://\npath = {self.folder}\n[web]\nlisten = 127.0.0.1:{self.port}\n",
            encoding="utf-8",
        )
        return path

    def _make_database(self) -> None:
        # The file must be there first, and the Belgian chart is loaded with its language only.
        self.database.touch()
        (self.folder / "password").write_text(PASSWORD)
        command = [program("trytond-admin"), "-c", str(self._config()), "-d", "kr", "-u", *MODULES]
        command += ["--activate-dependencies", "--email", "books@example.org", "-l", "nl"]
        env = {**os.environ, "TRYTONPASSFILE": str(self.folder / "password")}
        subprocess.run(command, check=True, env=env, capture_output=True)

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        for _try in range(300):
            assert process.poll() is None, (self.folder / "trytond.log").read_text()[-2000:]
            try:
                self.rpc.call("model.ir.lang.search_count", [])
            except TargetUnreachable:
                time.sleep(0.2)
            else:
                return
        raise AssertionError("Tryton did not start")

    def _company(self) -> int:
        euro = {"name": "Euro", "code": "EUR", "symbol": "€", "numeric_code": "978", "rounding": CENT, "digits": 2}
        rates = [["create", [{"date": date(2000, 1, 1), "rate": ONE}]]]
        (currency,) = self._create("currency.currency", {**euro, "rates": rates})
        (party,) = self._create("party.party", {"name": "Learning Hub vzw"})
        (company,) = self._create(
            "company.company", {"party": party, "currency": currency, "timezone": "Europe/Brussels"}
        )
        values = {"companies": [["add", [company]]], "company": company}
        self.rpc.call("model.res.user.write", [1], values)
        self.rpc.context = self.rpc.call("model.res.user.get_preferences", True)
        return int(company)

    def _chart(self, company: int) -> None:
        domain = [["parent", "=", None], ["name", "=", CHART]]
        (template,) = self.rpc.call("model.account.account.template.search", domain, 0, None, None)
        wizard = "wizard.account.create_chart"
        session, _start, _end = self.rpc.call(f"{wizard}.create")
        data: dict[str, Any] = {"start": {}}
        self.rpc.call(f"{wizard}.execute", session, data, "account")
        data["account"] = {"company": company, "account_template": template}
        view = self.rpc.call(f"{wizard}.execute", session, data, "create_account")["view"]
        defaults = {name: value for name, value in view["defaults"].items() if not name.endswith(".")}
        data["properties"] = {"company": company, **defaults}
        self.rpc.call(f"{wizard}.execute", session, data, "create_properties")

    def _year(self, company: int, year: int) -> None:
        kinds = {
            row["name"]: row["id"]
            for row in self.rpc.call("model.ir.sequence.type.search_read", [], 0, None, None, ["name"])
        }
        (moves,) = self._create("ir.sequence.strict", self._sequence(f"Moves {year}", kinds["Account Move"], company))
        (invoices,) = self._create("ir.sequence.strict", self._sequence(f"Invoices {year}", kinds["Invoice"], company))
        sequences = {
            f"{side}_{kind}_sequence": invoices for side in ("in", "out") for kind in ("invoice", "credit_note")
        }
        (made,) = self._create(
            "account.fiscalyear",
            {
                "name": str(year),
                "company": company,
                "start_date": date(year, 1, 1),
                "end_date": date(year, 12, 31),
                "move_sequence": moves,
                "invoice_sequences": [["create", [{"company": company, **sequences}]]],
            },
        )
        self.rpc.call("model.account.fiscalyear.create_period", [made])

    def _sequence(self, name: str, kind: int, company: int) -> dict[str, Any]:
        return {"name": name, "sequence_type": kind, "company": company}

    def _create(self, model: str, values: dict[str, Any]) -> list[int]:
        made = self.rpc.call(f"model.{model}.create", [values])
        assert isinstance(made, list)
        return made
