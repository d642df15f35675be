"""One close of a demo's month under fire: copies of the day before it, workers that are killed, what they left."""

import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db.models import QuerySet

from kennisruil.billing.models import CloseRun, Document
from kennisruil.billing.queries import digest
from kennisruil.shared import jobs, tasks
from kennisruil.shared.actors import Actor
from kennisruil.shared.delivery import doubtful_mails, settle_doubt
from kennisruil.shared.invariants import invariant_answers
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE, todo_lines
from tests.database import Bench, OwnDatabase
from tests.flows.demo_month import OpenMonth
from tests.flows.mail_house import MailHouse

ROOT = Path(__file__).parents[2]


@dataclass
class Ground:
    """The demo on the day of its close, to be copied as often as asked."""

    bench: Bench
    original: str
    open: OpenMonth
    home: Path
    before: frozenset[UUID]
    made: list[str] = field(default_factory=list)

    def copy(self) -> "Story":
        own = self.bench.copy(self.original, home=self.home)
        self.made.append(own.name)
        self.bench.point_django_at(own.name)
        return Story(own=own, open=self.open, before=self.before)


@dataclass
class Story:
    """One close of the demo's last month, in a database of its own, with the mails that arrived."""

    own: OwnDatabase
    open: OpenMonth
    before: frozenset[UUID]
    deaths: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)

    @property
    def network_id(self) -> UUID:
        """Say whose close it is."""
        return self.open.network_id

    def ask(self) -> None:
        """Put the close in the queue, as the page does."""
        with network_scope(self.network_id):
            month = str(self.open.month)
            jobs.enqueue("billing.close_month", network_id=self.network_id, month=month, member_id=self.network_id)

    def work(self, house: MailHouse | None, *, statement: int = 0, mail: int = 0) -> int | None:
        """Let a worker do all that waits; the answer is how many statements that took, or None when it was killed."""
        address = house.address if house else ""
        env = self.own.env | {"KENNISRUIL_SMTP": address, "KENNISRUIL_NOW": f"{self.open.closes_on}T10:00:00+00:00"}
        command = [sys.executable, "-m", "tests.flows.closing_child", str(statement), str(self.open.batch)]
        worker = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE)
        if house and mail:
            house.kill_at(worker.pid, mail=mail)
        said, _ = worker.communicate(timeout=900)
        if house:
            house.spare()
        if worker.returncode == -signal.SIGKILL:
            self.deaths["mail taken, not marked" if mail else self._where()] += 1
            self._give_back()
            return None
        assert worker.returncode == 0
        return int(said)

    def _where(self) -> str:
        """Say in which step of the close a worker died."""
        with network_scope(self.network_id):
            run = CloseRun.objects.filter(month_on=self.open.month.start_on, run="final").first()
            if run is None:
                return "before the run began"
            return "after the lock" if run.finished_at else f"after a batch of: {run.step or 'nothing'}"

    def _give_back(self) -> None:
        """Let the next worker see that this one is dead now, instead of in a minute."""
        with psycopg.connect(self.own.admin_url, autocommit=True) as admin:
            admin.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'")
            waiting = admin.execute(
                "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'shared.retry_stalled' AND status = 'todo'"
            ).fetchall()
        if not waiting:
            tasks.retry_stalled.defer(timestamp=0)

    def content(self) -> tuple[str, list[str], list[tuple[str, int]]]:
        """Give the digest, the numbers, and how many mails stand at which state, of this month's close."""
        with network_scope(self.network_id):
            numbers = Document.objects.exclude(number="").order_by("number", "pk").values_list("number", flat=True)
            states = Counter(self.mails().values_list("state", flat=True))
            return digest(network_id=self.network_id), list(numbers), sorted(states.items())

    def mails(self) -> "QuerySet[Mail]":
        """Give the mails posted since the ground was laid, inside the scope."""
        return Mail.objects.exclude(pk__in=self.before)

    def settle_doubts(self, house: MailHouse) -> None:
        """Find each mail in doubt on the to-do page, look whether it arrived, and say so, as the office does."""
        with network_scope(self.network_id):
            doubtful = doubtful_mails(network_id=self.network_id)
            lines = todo_lines(network_id=self.network_id, waits_for=OFFICE, today=self.open.closes_on)
            assert {line.key for line in lines if line.kind == "mail_in_doubt"} == {str(each.pk) for each in doubtful}
            at = datetime.combine(self.open.closes_on, time(11), UTC)
            for each in doubtful:
                has_arrived = f"<{each.pk}@kennisruil.invalid>" in house.copies
                self.doubts["had arrived" if has_arrived else "had not left, sent again"] += 1
                said: dict[str, Any] = {"has_arrived": has_arrived, "by": Actor.command("trial"), "at": at}
                settle_doubt(network_id=self.network_id, mail_id=each.pk, **said)
        assert self.work(house) is not None

    def message_ids(self) -> set[str]:
        """Give the Message-ID of every mail of this close."""
        with network_scope(self.network_id):
            return {f"<{id}@kennisruil.invalid>" for id in self.mails().values_list("pk", flat=True)}

    def broken_laws(self) -> list[str]:
        with network_scope(self.network_id):
            laws = [law for answer in invariant_answers for law in answer(network_id=self.network_id)]
            return [f"{law.name}: {law.found}" for law in laws if not law.holds]
