"""What a close asks of the database: the same number of statements for many members as for few."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kennisruil.billing import actions
from kennisruil.network.models import Network
from kennisruil.shared.periods import Month
from tests.billing.factories import BY, at_noon, hold, without_papers
from tests.factories import PERSON, a_network, a_party

pytestmark = pytest.mark.django_db
JANUARY, CLOSED_ON = Month(2026, 1), date(2026, 2, 3)


def a_place(*, members: int, sessions: int) -> Network:
    """Found a network of people, with sessions between its first ones."""
    network = a_network()
    without_papers(network)
    parties = [a_party(network, name=f"Lid {number}", facts=PERSON) for number in range(members)]
    for number in range(0, sessions * 2, 2):
        hold(network, on=date(2026, 1, 12), pays=[(parties[number], 100)], earns=[(parties[number + 1], 100)])
    return network


def statements_of_close(network: Network) -> int:
    with CaptureQueriesContext(connection) as asked:
        actions.close_month(network_id=network.pk, month=JANUARY, today=CLOSED_ON, by=BY, at=at_noon(CLOSED_ON))
    return len(asked)


def test_statements_and_their_mails_cost_the_same_for_thirty_as_for_three() -> None:
    few, many = a_place(members=3, sessions=0), a_place(members=30, sessions=0)

    assert statements_of_close(few) == statements_of_close(many)


def test_each_document_adds_the_same_and_no_more_than_its_own_rows() -> None:
    counts = [statements_of_close(a_place(members=8, sessions=sessions)) for sessions in (1, 2, 3)]

    # An invoice and a settlement note: their rows, numbers and postings, and what they must look at.
    added = counts[1] - counts[0]
    assert counts[2] - counts[1] == added
    assert added <= 70
