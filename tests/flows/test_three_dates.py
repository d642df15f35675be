"""Performed, issued, chargeable, as the office sees them: the end of a quarter, the 10th and the 15th, a late yes."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from kennisruil.billing import tasks
from kennisruil.billing.models import Document
from kennisruil.network.models import Member, Network, Party
from kennisruil.shared.models import File, Mail
from kennisruil.shared.scope import network_scope
from tests.billing.factories import close, hold
from tests.factories import COMPANY, a_network, a_party, an_office_member, sign_in

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 3, 31)


class Clock:
    """The program's clock, set on a day."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def on(self, day: date) -> None:
        """Make it six in the evening of ``day``."""
        self._path.write_text(f"{day}T18:00:00+02:00")


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock(tmp_path / "now")
    found.on(date(2026, 1, 5))
    monkeypatch.setenv("KENNISRUIL_NOW", f"@{tmp_path / 'now'}")
    return found


def a_place() -> tuple[Network, Member, Party, Party]:
    network = a_network()
    return network, an_office_member(network), a_party(network, name="A", facts=COMPANY), a_party(network, name="B")


def press_close(client: Client, network: Network, month: str) -> None:
    """Press the button of the month's page, and let the worker do the job that asks for."""
    assert client.post(reverse("billing:close_month", args=[month])).status_code == 302
    job = ProcrastinateJob.objects.get(task_name="billing.close_month", args__month=month, status="todo")
    tasks.close_month(**job.args | {"network_id": network.pk})
    ProcrastinateJob.objects.filter(pk=job.pk).delete()


def told(client: Client) -> list[str]:
    """Give what the to-do page says about months."""
    page = client.get("/", follow=True).content.decode()
    return [line.strip() for line in page.splitlines() if "maart 2026" in line.lower()]


def test_supply_of_the_last_day_of_a_quarter_stands_in_a_document_of_that_quarter(client: Client, clock: Clock) -> None:
    network, office, a, b = a_place()
    hold(network, on=LAST_DAY, pays=[(a, 200)], earns=[(b, 200)])
    clock.on(LAST_DAY)
    sign_in(client, office)

    asked = told(client)
    seen = client.get(reverse("billing:close_month", args=["2026-03"])).context
    press_close(client, network, "2026-03")

    assert any("Het kwartaal loopt af." in line for line in asked)
    assert not any("Het kwartaal loopt af." in line for line in told(client))
    assert (seen["first_run"], seen["may_close"], seen["outside_quarter"]) == (True, True, 0)
    with network_scope(network.pk):
        invoice = Document.objects.get(kind="invoice_380")
        xml = bytes(File.objects.get(pk=invoice.xml_id).content).decode()
        assert Mail.objects.filter(attachments__contains=[str(invoice.xml_id)]).count() == 1
    assert (invoice.issued_on, invoice.chargeable_on, invoice.is_late) == (LAST_DAY, LAST_DAY, False)
    assert "<cbc:IssueDate>2026-03-31</cbc:IssueDate>" in xml


def test_supply_after_the_first_run_is_counted_outside_the_quarter(client: Client, clock: Clock) -> None:
    network, office, a, b = a_place()
    hold(network, on=date(2026, 3, 30), pays=[(a, 200)], earns=[(b, 200)])
    clock.on(date(2026, 3, 30))
    sign_in(client, office)
    press_close(client, network, "2026-03")
    hold(network, on=LAST_DAY, pays=[(a, 100)], earns=[(b, 100)])

    clock.on(date(2026, 4, 2))
    page = client.get(reverse("billing:close_month", args=["2026-03"]))

    assert page.context["outside_quarter"] == 2
    assert "Buiten het kwartaal: 2" in page.content.decode()


def test_month_turns_amber_on_the_tenth_and_red_on_the_fifteenth(client: Client, clock: Clock) -> None:
    network, office, a, b = a_place()
    hold(network, on=date(2026, 3, 10), pays=[(a, 200)], earns=[(b, 200)])
    clock.on(date(2026, 4, 9))
    sign_in(client, office)
    chips, lines = [], []

    for day in (9, 10, 14, 15):
        clock.on(date(2026, 4, day))
        (row,) = client.get(reverse("billing:months")).context["rows"]
        chips.append(row[1]["chip"])
        lines.append(" ".join(told(client)))

    assert chips == ["open_month", "month_due", "month_due", "month_overdue"]
    assert ["vóór de 15de" in line for line in lines] == [False, True, True, False]
    assert ["de 15de is voorbij" in line for line in lines] == [False, False, False, True]
    press_close(client, network, "2026-03")
    assert client.get(reverse("billing:months")).context["rows"][0][1]["chip"] == "closed"


def test_march_confirmed_on_the_twentieth_of_april_is_documented_at_once_and_marked_late(
    client: Client, clock: Clock
) -> None:
    network, office, a, b = a_place()
    hold(network, on=date(2026, 3, 10), pays=[(a, 100)], earns=[(b, 100)])
    close(network, "2026-03")
    clock.on(date(2026, 4, 20))
    sign_in(client, office)

    supply = hold(
        network, on=date(2026, 3, 12), pays=[(a, 200)], earns=[(b, 200)], recorded_on=date(2026, 4, 20), text="De kas"
    )
    job = ProcrastinateJob.objects.get(task_name="billing.document_late_supply")
    with network_scope(network.pk):
        tasks.document_late_supply(**job.args | {"network_id": network.pk})

    assert job.args["supply_id"] == str(supply.pk)
    with network_scope(network.pk):
        late = list(Document.objects.filter(is_late=True).order_by("kind", "pk"))
    assert [(each.kind, each.issued_on or each.drawn_on, each.month_on) for each in late] == [
        ("invoice_380", date(2026, 4, 20), date(2026, 3, 1)),
        ("self_billed_389", date(2026, 4, 20), date(2026, 3, 1)),
    ]
    # Performed on 12 March, issued on 20 April, chargeable on the 15th of the month after the service.
    assert {each.chargeable_on for each in late} == {date(2026, 4, 15)}
    page = client.get(reverse("billing:document", args=[late[0].pk])).content.decode()
    assert "12\u00a0mrt\u00a02026" in page
    assert "Dit werd bevestigd nadat de maand was afge" in page
