"""The laws of a menu card."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.menu.queries import shipped_items
from kennisruil.menu.rules import (
    BudgetState,
    CardIncomplete,
    CardInThePast,
    ItemLine,
    budget_state,
    check_holds_from,
    check_items,
    item_from,
    margin_minor,
)

SESSION = ItemLine(
    code="session",
    kind="session",
    recipient_coins=-200,
    provider_coins=200,
    names={"nl": "Sessie", "fr": "Séance", "en": "Session"},
)
ON = date(2026, 3, 10)


def test_shipped_card_can_be_charged() -> None:
    check_items(shipped_items())

    assert {item.code: (item.recipient_coins, item.provider_coins) for item in shipped_items()} == {
        "session": (-200, 200),
        "short_session": (-100, 100),
        "workshop": (-50, 400),
        "office_workshop": (-100, 0),
        "bootcamp": (-200, 0),
        "article": (0, 200),
        "case": (0, 200),
        "feedback_panel": (100, 0),
    }


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"recipient_coins": 200}, "session"),
        ({"provider_coins": -200}, "session"),
        ({"names": {"nl": "Sessie"}}, "name"),
        ({"kind": "dinner"}, "kind"),
        ({"code": "Half day"}, "code"),
        ({"document_rule": "gift"}, "document_rule"),
        ({"recipient_coins": -100_001}, "amount"),
        ({"margin_bearer": "nobody", "provider_coins": 150}, "margin"),
        ({"alarm_percent": 0}, "alarm"),
    ],
)
def test_check_items_names_what_cannot_be(change: dict[str, object], problem: str) -> None:
    with pytest.raises(CardIncomplete) as refused:
        check_items([replace(SESSION, **change)])

    assert refused.value.problem == problem


def test_check_items_refuses_the_same_code_twice_and_an_empty_card() -> None:
    for items, problem in (([SESSION, SESSION], "twice"), ([], "empty")):
        with pytest.raises(CardIncomplete) as refused:
            check_items(items)
        assert refused.value.problem == problem


def test_item_from_refuses_an_unknown_field() -> None:
    with pytest.raises(CardIncomplete):
        item_from({"code": "session", "colour": "blue"})


def test_margin_of_a_workshop_is_what_the_network_bears() -> None:
    workshop = replace(SESSION, kind="workshop", recipient_coins=-50, provider_coins=400)

    assert margin_minor(workshop, recipients=6) == -100
    assert margin_minor(workshop, recipients=12) == 200


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(0, 30))
def test_margin_and_both_roles_sum_to_nil(recipient: int, provider: int, recipients: int) -> None:
    item = replace(SESSION, kind="workshop", recipient_coins=recipient, provider_coins=provider)

    assert margin_minor(item, recipients=recipients) + recipient * recipients + provider == 0


@given(st.integers(-400, 400), st.integers(-400, 400))
def test_a_card_never_changes_a_day_that_passed(from_today: int, latest_before: int) -> None:
    holds_from, latest = ON + timedelta(from_today), ON - timedelta(latest_before)
    is_allowed = holds_from >= ON and holds_from > latest

    if is_allowed:
        check_holds_from(holds_from=holds_from, today=ON, latest_from=latest)
    else:
        with pytest.raises(CardInThePast):
            check_holds_from(holds_from=holds_from, today=ON, latest_from=latest)


def test_first_card_may_hold_from_any_day() -> None:
    check_holds_from(holds_from=date(2000, 1, 1), today=ON, latest_from=None)


def test_budget_alarms_before_it_is_spent() -> None:
    assert budget_state(budget_minor=1000, used_minor=800) == BudgetState(
        budget_minor=1000, used_minor=800, is_alarming=True, is_spent=False
    )
    assert budget_state(budget_minor=1000, used_minor=799).is_alarming is False
    assert budget_state(budget_minor=0, used_minor=0).is_alarming is False
    assert budget_state(budget_minor=0, used_minor=1).is_spent is True
