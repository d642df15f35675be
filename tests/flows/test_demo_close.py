"""The demo network's close: valid, gapless, whole; twice is once; killed at twenty moments it ends the same.

A worker in a process of its own runs the job of the close and then the job of each mail, against a mail server that
counts what arrives. It is killed between any two statements, or by the mail server after it took a mail and before it
said so. Each mail arrives once: one that was begun and never answered is not brought again by itself but stands on the
to-do page, and the office, which can look in the sent mails of its server, says whether it goes again.

The demo network is the small one; ``KENNISRUIL_TRIAL_SIZE=full`` takes the whole (about half an hour).
"""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db.models import QuerySet

from kennisruil.billing import einvoice
from kennisruil.billing.einvoice.cen import validate_cen
from kennisruil.billing.models import CloseRun, Document, Statement
from kennisruil.billing.queries import digest
from kennisruil.porting.demo.sizes import FULL, SMALL
from kennisruil.shared import jobs, tasks
from kennisruil.shared.actors import Actor
from kennisruil.shared.delivery import doubtful_mails, settle_doubt
from kennisruil.shared.invariants import invariant_answers
from kennisruil.shared.models import File, Mail
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE, todo_lines
from tests.database import Bench, OwnDatabase
from tests.flows.demo_month import CLOSES_ON, MONTH, a_demo_month
from tests.flows.mail_house import MailHouse, said_by

pytestmark = pytest.mark.slow
KILLS = 20
# Parties in one transaction: few, so that a close of this size is many of them.
SIZE, BATCH = (FULL, 25) if os.environ.get("KENNISRUIL_TRIAL_SIZE") == "full" else (SMALL, 4)
ROOT = Path(__file__).parents[2]


@dataclass
class Ground:
    """The demo on the day of its close, to be copied as often as asked."""

    bench: Bench
    original: str
    network_id: UUID
    home: Path
    before: frozenset[UUID]
    made: list[str] = field(default_factory=list)

    def copy(self) -> "Story":
        own = self.bench.copy(self.original, home=self.home)
        self.made.append(own.name)
        self.bench.point_django_at(own.name)
        return Story(own=own, network_id=self.network_id, before=self.before)


@dataclass
class Story:
    """One close of the demo's last month, in a database of its own, with the mails that arrived."""

    own: OwnDatabase
    network_id: UUID
    before: frozenset[UUID]
    deaths: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)

    def ask(self) -> None:
        """Put the close in the queue, as the page does."""
        with network_scope(self.network_id):
            jobs.enqueue("billing.close_month", network_id=self.network_id, month=str(MONTH), member_id=self.network_id)

    def work(self, house: MailHouse | None, *, statement: int = 0, mail: int = 0) -> int | None:
        """Let a worker do all that waits; the answer is how many statements that took, or None when it was killed."""
        address = house.address if house else ""
        env = self.own.env | {"KENNISRUIL_SMTP": address, "KENNISRUIL_NOW": f"{CLOSES_ON}T10:00:00+00:00"}
        command = [sys.executable, "-m", "tests.flows.closing_child", str(statement), str(BATCH)]
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
            run = CloseRun.objects.filter(month_on=MONTH.start_on, run="final").first()
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
            lines = todo_lines(network_id=self.network_id, waits_for=OFFICE, today=CLOSES_ON)
            assert {line.key for line in lines if line.kind == "mail_in_doubt"} == {str(each.pk) for each in doubtful}
            at = datetime.combine(CLOSES_ON, time(11), UTC)
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


@pytest.fixture
def ground(own_database: OwnDatabase, bench: Bench) -> Iterator[Ground]:
    network_id = a_demo_month(SIZE)
    # What the walk left in the queue is done first: it is no part of the close.
    Story(own=own_database, network_id=network_id, before=frozenset()).work(None)
    with network_scope(network_id):
        before = frozenset(Mail.objects.values_list("pk", flat=True))
    home = Path(own_database.env["KENNISRUIL_HOME"])
    found = Ground(bench, own_database.name, network_id, home, before)
    yield found
    for name in found.made:
        bench.drop(name)


def test_demo_close_killed_at_twenty_moments_ends_as_one_that_was_not(
    ground: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = ground.copy()
    with MailHouse() as house:
        clean.ask()
        statements = clean.work(house)
        assert statements is not None
        expected, mails = clean.content(), dict(house.copies)
        clean.ask()
        clean.work(house)
        assert (clean.content(), dict(house.copies)) == (expected, mails), "a second close does nothing"
    assert set(mails) == clean.message_ids()
    assert set(mails.values()) == {1}
    tell(capsys, f"{statements} statements in a close; {look_at_what_it_made(clean)}; {len(mails)} mails")

    chance, deaths, doubts = random.Random(20261203), Counter[str](), Counter[str]()
    while deaths.total() < KILLS:
        story = ground.copy()
        copies = close_under_fire(story, chance, statements=statements, mails=len(mails), most=KILLS - deaths.total())
        assert story.content() == expected
        assert copies == Counter(mails), "each mail once"
        assert set(copies) == story.message_ids()
        assert story.broken_laws() == []
        deaths += story.deaths
        doubts += story.doubts
        tell(capsys, f"{deaths.total()} deaths so far")

    for where, count in sorted(deaths.items()):
        tell(capsys, f"  {count:3} {where}")
    tell(capsys, "  every mail arrived once, none twice; in doubt, on the to-do page, and settled by the office:")
    for what, count in sorted(doubts.items()):
        tell(capsys, f"  {count:3} {what}")


def close_under_fire(story: Story, chance: random.Random, *, statements: int, mails: int, most: int) -> Counter[str]:
    """Close while workers are killed, at most ``most`` times; the answer is how often each mail arrived."""
    with MailHouse() as house:
        story.ask()
        finished = False
        while not finished and story.deaths.total() < most:
            if chance.random() < 0.35:
                done = story.work(house, mail=chance.randint(1, max(2, mails // 6)))
            else:
                done = story.work(house, statement=chance.randint(20, statements * 2 // 5))
            finished = done is not None
        if not finished:
            assert story.work(house) is not None
        story.settle_doubts(house)
        first = {str(each["Message-ID"]): said_by(each) for each in reversed(house.arrived)}
        assert [each for each in house.arrived if said_by(each) != first[str(each["Message-ID"])]] == []
        return house.copies


def look_at_what_it_made(story: Story) -> str:
    """Every document valid by the schema, our own rules and CEN's; every series gapless; every invariant holding."""
    assert story.broken_laws() == []
    with network_scope(story.network_id):
        documents = list(Document.objects.filter(run__month_on=MONTH.start_on).order_by("number", "pk"))
        assert {document.state for document in documents} <= {"issued", "draft"}
        forms = [bytes(File.objects.get(pk=each.xml_id).content) for each in documents if each.xml_id]
        assert [finding for form in forms for finding in einvoice.validate_ubl(form)] == []
        assert [finding for form in forms for finding in validate_cen(form)] == []
        assert _gaps() == []
        statements = Statement.objects.filter(month_on=MONTH.start_on).count()
    return f"{len(documents)} documents ({len(forms)} structured forms) and {statements} statements"


def tell(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Say how far the trial is, for it takes long."""
    with capsys.disabled():
        print(text, flush=True)


def _gaps() -> list[str]:
    """Give the series in which a number is missing or stands twice."""
    series: dict[str, list[int]] = {}
    rows = Document.objects.filter(series_number__isnull=False).order_by("series", "series_number", "pk")
    for name, number in rows.values_list("series", "series_number"):
        series.setdefault(name, []).append(number)
    return [name for name, numbers in series.items() if numbers != list(range(1, len(numbers) + 1))]
