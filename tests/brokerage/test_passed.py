"""A session whose day came without a yes of both: everybody is told so, with what to do now."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage import actions
from kennisruil.brokerage.rules.course import OFFICE, Course, Terms, waits
from kennisruil.brokerage.web.todo import todo_of_brokerage
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import TodoLine
from tests.brokerage.factories import DAY, STARTS, Exchange, a_session, on_day
from tests.brokerage.web_world import within
from tests.factories import sign_in


def kinds(course: Course, *, days: int) -> set[tuple[str, str]]:
    return {(one.kind, one.who) for one in waits(course, today=DAY + timedelta(days=days), terms=Terms())}


@pytest.mark.parametrize("state", ["proposed", "moved"])
def test_day_that_passed_waits_for_both_and_the_office(state: str) -> None:
    course = Course(state=state, held_on=DAY, since_on=DAY - timedelta(days=1), accepted=frozenset({"provider"}))
    kind = "accept" if state == "proposed" else "accept_date"

    assert kinds(course, days=-1) == {(kind, "recipient")}
    assert kinds(course, days=0) == {(kind, "recipient"), ("chase", OFFICE)}
    # Asked the day before, nobody is late yet.
    assert [one.is_overdue for one in waits(course, today=DAY, terms=Terms())] == [False, False]
    assert kinds(course, days=1) == {("passed", "recipient"), ("passed", "provider"), ("passed", OFFICE)}


@pytest.mark.django_db
def test_nobody_is_told_that_a_past_day_waits_for_a_yes(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    people = (OFFICE, exchange.asker.pk, exchange.helper.pk)
    with network_scope(exchange.network.pk):
        session = a_session(exchange)
        actions.accept_session(session_id=session.pk, side="provider", **exchange.write())
        said = {}
        for minutes in (-1, 0, 24 * 60):
            now = STARTS + timedelta(minutes=minutes)
            monkeypatch.setattr("kennisruil.shared.clock.now", lambda now=now: now)
            said[minutes] = [
                [
                    line.text
                    for line in todo_of_brokerage(network_id=exchange.network.pk, waits_for=who, today=now.date())
                ]
                for who in people
            ]
    waiting = (
        f"De sessie van {exchange.helper.name} met {exchange.asker.name} op dinsdag 10 maart 2026 wacht op een ja."
    )
    passed = f"De sessie van {exchange.helper.name} met {exchange.asker.name} kreeg geen ja van allebei"

    assert said[-1][0] == [waiting]
    assert all("kreeg geen ja" in line for minutes in (0, 24 * 60) for lines in said[minutes] for line in lines)
    assert [len(lines) for lines in said[24 * 60]] == [1, 1, 1]
    assert said[24 * 60][0][0].startswith(passed)


@pytest.mark.django_db
def test_who_met_is_asked_as_soon_as_it_is_over(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    with network_scope(exchange.network.pk):
        session = a_session(exchange)
        for side in ("provider", "recipient"):
            session = actions.accept_session(session_id=session.pk, side=side, **exchange.write())
        lines: list[TodoLine] = []
        for minutes in (-1, 0):
            now = session.ends_at + timedelta(minutes=minutes)
            monkeypatch.setattr("kennisruil.shared.clock.now", lambda now=now: now)
            lines += todo_of_brokerage(network_id=exchange.network.pk, waits_for=exchange.asker.pk, today=DAY)

    name = exchange.helper.name
    assert [line.text for line in lines] == [
        f"Je ziet {name} op dinsdag 10 maart 2026.",
        f"Ging je sessie met {name} op dinsdag 10 maart 2026 door?",
    ]
    assert (lines[0].since_on < DAY, lines[1].since_on) == (True, DAY)


@pytest.mark.django_db
def test_office_reads_whose_yes_it_waits_for(
    exchange: Exchange, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = within(exchange.network, a_session, exchange)
    monkeypatch.setattr("kennisruil.brokerage.web.words.clock.now", lambda: STARTS - timedelta(days=1))
    page = reverse("brokerage:session", args=[session.pk])
    within(exchange.network, actions.accept_session, session_id=session.pk, side="provider", **exchange.write())

    awaited = f"We wachten op het ja van {exchange.asker.name}."

    assert [awaited in client.get(page).content.decode() for client in (office, sign_in(Client(), exchange.asker))] == [
        True,
        False,
    ]


@pytest.mark.django_db
def test_page_of_a_passed_day_says_so_to_each(exchange: Exchange, office: Client) -> None:
    session = within(exchange.network, a_session, exchange)
    within(exchange.network, actions.accept_session, session_id=session.pk, side="provider", **exchange.write())
    page = reverse("brokerage:session", args=[session.pk])

    pages = [
        client.get(page).content.decode()
        for client in (sign_in(Client(), exchange.asker), sign_in(Client(), exchange.helper), office)
    ]

    assert [
        "De dag kwam zonder jouw ja" in pages[0],
        f"de dag kwam zonder een ja van {exchange.asker.name}" in pages[1],
        "Zodra de andere kant" in pages[1],
        f"De dag kwam zonder een ja van {exchange.asker.name}. Bel even" in pages[2],
    ] == [True, True, False, True]


@pytest.mark.django_db
def test_who_met_all_the_same_accepts_and_says_so(exchange: Exchange) -> None:
    after = on_day(DAY + timedelta(days=1))
    with network_scope(exchange.network.pk):
        session = a_session(exchange)
        for side in ("provider", "recipient"):
            session = actions.accept_session(session_id=session.pk, side=side, **exchange.write(after))
        for side in ("provider", "recipient"):
            session = actions.answer_session(session_id=session.pk, side=side, said="held", **exchange.write(after))

    assert session.state == "held"


@pytest.mark.django_db
def test_office_reads_whose_word_it_waits_for(exchange: Exchange, office: Client) -> None:
    with network_scope(exchange.network.pk):
        session = a_session(exchange)
        for side in ("provider", "recipient"):
            actions.accept_session(session_id=session.pk, side=side, **exchange.write())
        after = exchange.write(on_day(DAY + timedelta(days=1)))
        actions.answer_session(session_id=session.pk, side="recipient", said="held", **after)

    page = office.get(reverse("brokerage:session", args=[session.pk])).content.decode()

    said = f"{exchange.asker.name} zei dat ze doorging. We wachten nog op wat {exchange.helper.name} zegt."
    assert page.count(said) == 1
