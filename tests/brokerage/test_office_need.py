"""What the office reads on the page of a need: whose turn it is, what an answer led to, whom the asker may call."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage.models import Need, Proposal
from kennisruil.network.models import Member
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need
from tests.brokerage.web_world import within
from tests.factories import a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(exchange: Exchange) -> Member:
    return within(exchange.network, a_member, exchange.network)


@pytest.fixture
def need(exchange: Exchange, office: Client, other: Member) -> Need:
    found: Need = within(exchange.network, a_need, exchange)
    for member in (exchange.helper, other):
        office.post(reverse("brokerage:list_candidate", args=[found.pk]), {"member": str(member.pk)})
    return found


def read(client: Client, need: Need) -> str:
    return re.sub(r"\s+", " ", client.get(reverse("brokerage:need", args=[need.pk])).content.decode())


def test_who_is_first_on_the_list_only_goes_down(need: Need, office: Client) -> None:
    page = read(office, need)

    assert (page.count("Nog niet gevraagd"), page.count('value="up"'), page.count('value="down"')) == (2, 1, 1)


def test_after_a_no_the_office_reads_who_is_asked_next(
    need: Need, exchange: Exchange, other: Member, office: Client
) -> None:
    office.post(reverse("brokerage:ask_next", args=[need.pk]))
    asked = read(office, need)
    with network_scope(exchange.network.pk):
        proposal = Proposal.objects.get(member=exchange.helper)
    form = office.get(reverse("brokerage:proposal", args=[proposal.pk])).content.decode()
    office.post(reverse("brokerage:proposal", args=[proposal.pk]), {"answer": "no"})

    assert f"De vraag is onderweg naar {exchange.helper.name}." in asked
    assert "Zonder antwoord vragen we op" in asked
    assert (f"{exchange.helper.given_name} zegt ja" in form, "Ja, ik kan helpen" in form) == (True, False)
    said = f"Het antwoord van {exchange.helper.name} is bewaard. De vraag is onderweg naar {other.name}."
    assert said in read(office, need)


def test_whom_the_asker_may_call_stays_in_sight(need: Need, exchange: Exchange, office: Client) -> None:
    words = {"member": str(exchange.helper.pk), "why": "Schreef er zes."}
    office.post(reverse("brokerage:refer", args=[need.pk]), words)

    page = read(office, need)

    assert f"We vragen {exchange.helper.name} of {exchange.asker.name} mag bellen." in page
    listed = page.split('id="referrals"')[1].split("</section>")[0]
    assert (exchange.helper.name in listed, "Wacht" in listed) == (True, True)
