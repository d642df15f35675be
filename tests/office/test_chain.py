"""The chain from need to books: each step leads to the next and back, and members see no other party's papers."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.actions import accept_due_drafts, close_month, record_payment
from kennisruil.billing.models import Document
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.brokerage.models import Need, Session
from kennisruil.shared.chain import STEPS, chain_of
from kennisruil.shared.ids import new_id
from kennisruil.shared.links_to import url_for
from kennisruil.shared.periods import Month, day_of
from kennisruil.shared.scope import network_scope
from tests.bookkeeping.factories import send_to
from tests.brokerage.factories import Exchange, a_session, an_exchange
from tests.factories import BY, a_login, a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db
EARLY = datetime(2026, 1, 8, 9, tzinfo=UTC)
CLOSED = datetime(2026, 2, 3, 9, tzinfo=UTC)
PAID = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def exchange() -> Exchange:
    """A session of January that came of a need, documented, part of it paid, told to a package."""
    network = a_network()
    send_to(network, Target.CSV)
    with network_scope(network.pk):
        found = an_exchange(network)
        a_session(found, state="held", at=EARLY, starts_at=datetime(2026, 1, 20, 13, tzinfo=UTC))
    close_month(network_id=network.pk, month=Month(2026, 1), today=CLOSED.date(), by=BY, at=CLOSED)
    with network_scope(network.pk):
        accept_due_drafts(network_id=network.pk, today=PAID.date(), by=BY, at=PAID)
        record_payment(
            network_id=network.pk, id=new_id(), party_id=found.asker_party.pk, cents=21_00, paid_on=PAID.date(),
            today=PAID.date(), by=BY, at=PAID,
        )  # fmt: skip
    return found


def counts(exchange: Exchange, kind: str, id: object) -> dict[str, int]:
    with network_scope(exchange.network.pk):
        steps = chain_of(network_id=exchange.network.pk, kind=kind, id=str(id))
    return {step.name: len(step.rows) for step in steps}


def test_an_invoice_shows_all_that_stands_before_and_behind_it(exchange: Exchange) -> None:
    with network_scope(exchange.network.pk):
        invoice = Document.objects.get(kind="invoice_380")

    found = counts(exchange, "document", invoice.pk)

    assert found == {
        "need": 1,
        "session": 1,
        "transfer": 1,
        "supply": 1,
        "document": 0,
        "settlement": 1,
        "entry": 2,
        "package": 2,
    }


def test_every_step_leads_to_both_ends(exchange: Exchange) -> None:
    with network_scope(exchange.network.pk):
        session = Session.objects.get()
        steps = chain_of(network_id=exchange.network.pk, kind="session", id=session.pk)
        rows = [row for step in steps for row in step.rows]
        asked_on = day_of(Need.objects.get(pk=session.need_id).asked_at, exchange.network.time_zone)

    assert [row.on for row in rows if row.kind == "need"] == [asked_on]
    for row in rows:
        found = counts(exchange, row.kind, row.id)
        assert found["session"] == 1, row
        if row.kind != "package":
            assert found["package"] >= 1, row


def test_each_step_has_a_page_that_opens_for_the_office_and_links_on(exchange: Exchange, client: Client) -> None:
    sign_in(client, an_office_member(exchange.network))
    with network_scope(exchange.network.pk):
        session = Session.objects.get()
        steps = chain_of(network_id=exchange.network.pk, kind="session", id=session.pk)
        urls = {step.name: url_for(step.rows[0].kind, step.rows[0].id) for step in steps if step.rows}
    urls["session"] = url_for("session", session.pk)

    assert sorted(urls) == sorted(STEPS)
    for name, url in urls.items():
        assert url is not None
        page = client.get(url).content.decode()
        assert 'id="chain-title"' in page, name
        others = [other for step, other in urls.items() if step != name and other and f'href="{other}"' in page]
        assert others, name


def test_a_member_sees_the_chain_without_the_other_sides_papers(exchange: Exchange, client: Client) -> None:
    a_login(exchange.network, exchange.asker)
    sign_in(client, exchange.asker)
    with network_scope(exchange.network.pk):
        session = Session.objects.get()
        own = Document.objects.get(kind="invoice_380")
        other = Document.objects.get(party=exchange.helper_party)

    page = client.get(reverse("brokerage:session", args=[session.pk])).content.decode()

    assert reverse("billing:document", args=[own.pk]) in page
    assert reverse("billing:document", args=[other.pk]) not in page
    assert "/books/" not in page
    assert page.count('class="chain__name"') == 6


@pytest.mark.parametrize("page", ["supply", "transfer", "settlement"])
def test_pages_of_the_steps_are_for_the_books(page: str, exchange: Exchange) -> None:
    a_login(exchange.network, exchange.asker)
    with network_scope(exchange.network.pk):
        steps = chain_of(network_id=exchange.network.pk, kind="session", id=Session.objects.get().pk)
        row = next(step.rows[0] for step in steps if step.name == page)
    url = url_for(row.kind, row.id)
    assert url
    office = sign_in(Client(), an_office_member(exchange.network))
    stranger = sign_in(Client(), an_office_member(a_network()))

    answers = [sign_in(Client(), exchange.asker).get(url), office.get(url), stranger.get(url)]

    assert [answer.status_code for answer in answers] == [403, 200, 404]
