"""The demo network's close: valid, gapless, whole; twice is once; killed at twenty moments it ends the same.

A worker in a process of its own runs the job of the close and then the job of each mail, against a mail server that
counts what arrives. It is killed between any two statements, or by the mail server after it took a mail and before it
said so. Each mail arrives once: one that was begun and never answered is not brought again by itself but stands on the
to-do page, and the office, which can look in the sent mails of its server, says whether it goes again.

The demo network is the small one, made for the occasion; ``KENNISRUIL_TRIAL_SIZE=full`` makes the whole (about twenty
minutes for the making alone). ``KENNISRUIL_TRIAL_FROM`` names one that is there already instead, and making is skipped:
a file of ``kennisruil backup``, or a home, which is backed up first and stays as it is. It is restored by ``kennisruil
restore`` into a database of the test; then, as in a network made here, its days are lived on from the last one, the
office answers what is open, and the oldest month not closed yet is closed::

    kennisruil demo --until 2026-11-20 && kennisruil backup demo.dump
    KENNISRUIL_TRIAL_FROM=demo.dump .venv/bin/pytest -n0 -m slow tests/flows/test_demo_close.py
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennisruil.billing import einvoice
from kennisruil.billing.einvoice.cen import validate_cen
from kennisruil.billing.models import Document, Statement
from kennisruil.porting.demo.sizes import FULL, SMALL
from kennisruil.shared.models import File, Mail
from kennisruil.shared.scope import network_scope
from tests.database import Bench, OwnDatabase
from tests.flows.close_story import Ground, Story
from tests.flows.demo_month import a_demo_month, live_on, restored
from tests.flows.mail_house import MailHouse, said_by

pytestmark = pytest.mark.slow
KILLS = 20
SIZE = FULL if os.environ.get("KENNISRUIL_TRIAL_SIZE") == "full" else SMALL
FROM = os.environ.get("KENNISRUIL_TRIAL_FROM")


@pytest.fixture
def ground(own_database: OwnDatabase, bench: Bench, tmp_path: Path) -> Iterator[Ground]:
    own, before_us = own_database, bench.current
    if FROM:
        own = restored(Path(FROM), bench=bench, folder=tmp_path)
        found_open = live_on()
    else:
        found_open = a_demo_month(SIZE)
    # What the walk left in the queue is done first: it is no part of the close.
    Story(own=own, open=found_open, before=frozenset()).work(None)
    with network_scope(found_open.network_id):
        before = frozenset(Mail.objects.values_list("pk", flat=True))
    found = Ground(bench, own.name, found_open, Path(own.env["KENNISRUIL_HOME"]), before)
    yield found
    for name in found.made:
        bench.drop(name)
    if FROM:
        bench.point_django_at(before_us)
        bench.drop(own.name)


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
        documents = list(Document.objects.filter(run__month_on=story.open.month.start_on).order_by("number", "pk"))
        assert {document.state for document in documents} <= {"issued", "draft"}
        forms = [bytes(File.objects.get(pk=each.xml_id).content) for each in documents if each.xml_id]
        assert [finding for form in forms for finding in einvoice.validate_ubl(form)] == []
        assert [finding for form in forms for finding in validate_cen(form)] == []
        assert _gaps() == []
        statements = Statement.objects.filter(month_on=story.open.month.start_on).count()
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
