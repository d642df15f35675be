"""Bank lines taken in hand: accepted, undone, set aside; undone means opened again."""

import pytest

from kennisruil.billing import actions
from kennisruil.billing.actions.bank_booking import NotOpen, accept_line, set_line_aside, take_line_up, undo_line
from kennisruil.billing.actions.undoing import AlreadyUsed
from kennisruil.shared.scope import network_scope
from tests.billing.bank_files import Told, coda
from tests.billing.bank_world import HOW, ON, assert_sound, bring_in, lines, message_of, open_of, paid, the_line
from tests.billing.factories import BY, at_noon
from tests.billing.web_world import World

pytestmark = pytest.mark.django_db


def test_accepting_a_proposal_books_it_once(world: World) -> None:
    bring_in(world, coda([Told(cents=2100, message="btw", name="Velo Vooruit", iban="")]))
    line = the_line(world)

    for _ in range(2):
        with network_scope(world.network.pk):
            accept_line(network_id=world.network.pk, line_id=line.pk, party_id=world.receiving.pk, **HOW)

    assert (lines(world), paid(world)) == ([(2100, "booked", "accepted")], [(2100, 2100, 0, 0)])


@pytest.mark.parametrize(
    "cents", [6050, 20_000, *(pytest.param(each, marks=pytest.mark.slow) for each in (1500, 2100, 12_100))]
)
def test_undoing_opens_again_what_was_settled(world: World, cents: int) -> None:
    before = open_of(world, world.receiving)
    bring_in(world, coda([Told(cents=cents, structured=message_of(world.invoice))]))
    line = the_line(world)

    with network_scope(world.network.pk):
        undo_line(network_id=world.network.pk, line_id=line.pk, reason="Was voor iemand anders", **HOW)
        with pytest.raises(NotOpen):
            undo_line(network_id=world.network.pk, line_id=line.pk, **HOW)

    assert (open_of(world, world.receiving), lines(world)) == (before, [(cents, "left", "undone")])
    assert_sound(world)


def test_undone_line_is_booked_for_who_it_was_of(world: World) -> None:
    bring_in(world, coda([Told(cents=2100, structured=message_of(world.invoice))]))
    line = the_line(world)

    with network_scope(world.network.pk):
        undo_line(network_id=world.network.pk, line_id=line.pk, **HOW)
        accept_line(network_id=world.network.pk, line_id=line.pk, party_id=world.receiving.pk, **HOW)

    assert (lines(world), open_of(world, world.receiving)[0]) == ([(2100, "booked", "accepted")], 0)
    assert_sound(world)


def test_undoing_what_was_paid_ahead_and_used_since_is_refused(world: World) -> None:
    bring_in(world, coda([Told(cents=20_000, structured=message_of(world.invoice))]))
    line = the_line(world)
    with network_scope(world.network.pk):
        # What is kept goes out again, so the first payment cannot be taken back whole.
        actions.record_payment(
            network_id=world.network.pk,
            id=line.pk,
            party_id=world.receiving.pk,
            cents=-7_900,
            paid_on=ON,
            **HOW,
        )
        with pytest.raises(AlreadyUsed):
            undo_line(network_id=world.network.pk, line_id=line.pk, **HOW)

    assert_sound(world)


def test_line_is_set_aside_and_taken_up_again(world: World) -> None:
    bring_in(world, coda([Told(cents=-5, message="kosten", name="Bank", iban="")]))
    line = the_line(world)

    with network_scope(world.network.pk):
        set_line_aside(network_id=world.network.pk, line_id=line.pk, by=BY, at=at_noon(ON))
        aside = lines(world)
        with pytest.raises(NotOpen):
            accept_line(network_id=world.network.pk, line_id=line.pk, party_id=world.receiving.pk, **HOW)
        take_line_up(network_id=world.network.pk, line_id=line.pk, by=BY, at=at_noon(ON))

    assert (aside, lines(world)) == ([(-5, "aside", "aside")], [(-5, "left", "taken_up")])
