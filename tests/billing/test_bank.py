"""Bank files brought in: booked by message, proposed by amount and name, left; never twice, and undone when wrong."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisruil.billing.actions.bank import FileTooLarge, count_apart
from kennisruil.billing.models import BankFile, BankLine, BankPart, Payment
from kennisruil.shared.scope import network_scope
from tests.billing.bank_files import Told, camt, coda, mt940
from tests.billing.bank_world import HOW, assert_sound, bring_in, lines, message_of, paid, the_line
from tests.billing.test_bank_reading import mutations
from tests.billing.web_world import World, a_world

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent.parent / "data" / "bank"


@pytest.mark.parametrize("write", [coda, *(pytest.param(each, marks=pytest.mark.slow) for each in (camt, mt940))])
def test_structured_message_books_vat_first_and_then_base(world: World, write: object) -> None:
    bring_in(world, write([Told(cents=6050, structured=message_of(world.invoice))]))  # type: ignore[operator]  # a function in the parameters

    # The example of the design: EUR 60.50 on 121 pays VAT 21, base 39.50, which is 0.79 coin.
    assert lines(world) == [(6050, "booked", "message")]
    assert paid(world) == [(6050, 2100, 3950, 79)]
    assert_sound(world)


def test_same_file_twice_changes_nothing(world: World) -> None:
    content = coda([Told(cents=6050, structured=message_of(world.invoice))])

    first = bring_in(world, content)
    second = bring_in(world, content, name="again.cod")

    with network_scope(world.network.pk):
        assert (first.pk, BankFile.objects.count(), BankPart.objects.count()) == (second.pk, 1, 1)
    assert paid(world) == [(6050, 2100, 3950, 79)]


def test_same_move_in_three_formats_is_booked_once(world: World) -> None:
    moves = [
        Told(cents=2100, structured=message_of(world.invoice), reference="REF0001"),
        Told(cents=500, message="gift", name="Somebody", iban="", reference="REF0002"),
    ]

    for write in (coda, camt, mt940):
        bring_in(world, write(moves))

    with network_scope(world.network.pk):
        known = list(
            BankPart.objects.order_by("file__read_at", "file_id", "position").values_list("was_known", flat=True)
        )
    assert (len(lines(world)), sorted(known)) == (2, [False, False, True, True, True, True])
    assert paid(world) == [(2100, 2100, 0, 0)]


def test_overlapping_files_count_each_move_once_and_two_alike_twice(world: World) -> None:
    one, two, three = (Told(cents=1000, message="club", name="Club", iban="", reference=f"R{n}") for n in range(3))

    bring_in(world, coda([one, two], number=1))
    bring_in(world, coda([two, three], number=2))

    assert [cents for cents, _state, _reason in lines(world)] == [1000, 1000, 1000]


def test_two_alike_without_any_reference_stay_two_in_every_file(world: World) -> None:
    alike = [Told(cents=1000, message="club", name="Club", iban="", reference="")] * 2

    bring_in(world, mt940(alike))
    bring_in(world, mt940([*alike, Told(cents=1, message="x", reference="")]))

    assert sorted(cents for cents, _state, _reason in lines(world)) == [1, 1000, 1000]


def test_move_that_looked_known_is_counted_apart_when_somebody_says_so(world: World) -> None:
    told = Told(cents=1000, message="club", name="Club", iban="", reference="")
    bring_in(world, mt940([told]))
    bring_in(world, mt940([told], opening=5))
    with network_scope(world.network.pk):
        repeated = BankPart.objects.get(was_known=True)

        first = count_apart(network_id=world.network.pk, part_id=repeated.pk, **HOW)
        again = count_apart(network_id=world.network.pk, part_id=repeated.pk, **HOW)
        assert first is not None and again is not None
        assert count_apart(network_id=world.network.pk, part_id=first.pk, **HOW) is None

    assert (first.pk, [cents for cents, _s, _r in lines(world)]) == (again.pk, [1000, 1000])


def test_amount_and_name_are_a_proposal_that_moves_nothing(world: World) -> None:
    bring_in(world, coda([Told(cents=2100, message="btw januari", name="VELO VOORUIT BV", iban="")]))

    assert (lines(world), paid(world)) == ([(2100, "proposed", "amount_and_name")], [])
    assert (the_line(world).party_id, the_line(world).document_id) == (world.receiving.pk, world.invoice.pk)


def test_number_in_the_text_is_a_proposal(world: World) -> None:
    bring_in(world, camt([Told(cents=300, message=f"factuur {world.invoice.number}", name="", iban="")]))

    assert lines(world) == [(300, "proposed", "number")]


def test_own_account_number_of_two_parties_is_told_apart_by_name(world: World) -> None:
    bring_in(world, coda([Told(cents=777, message="voorschot", name="Velo Vooruit")]))

    assert (lines(world), the_line(world).party_id) == ([(777, "proposed", "iban")], world.receiving.pk)


@pytest.mark.parametrize(
    ("told", "account", "reason"),
    [
        (Told(cents=100, message="hallo", name="Niemand", iban=""), None, "nobody"),
        (Told(cents=100, structured="000000012932", name="Niemand", iban=""), None, "unknown_message"),
        (Told(cents=2100, message="btw", name="Velo Vooruit"), "BE43068999999501", "other_account"),
        (Told(cents=-5, message="kosten", name="Bank", iban=""), None, "nobody"),
    ],
)
def test_what_nobody_can_place_is_left_with_its_reason(
    world: World, told: Told, account: str | None, reason: str
) -> None:
    bring_in(world, coda([told], **({"account": account} if account else {})))

    assert (lines(world), paid(world)) == ([(told.cents, "left", reason)], [])


def test_statement_that_does_not_add_up_books_nothing_by_itself(world: World) -> None:
    told = Told(cents=2100, structured=message_of(world.invoice))

    bring_in(world, camt([told], sums=False))
    before = lines(world)
    bring_in(world, camt([told]))

    # The whole file, brought in later, tells that it was right after all.
    assert (before, lines(world)) == ([(2100, "proposed", "does_not_add_up")], [(2100, "booked", "message")])
    assert paid(world) == [(2100, 2100, 0, 0)]


def test_money_in_another_coin_is_left(world: World) -> None:
    content = camt([Told(cents=2100, structured=message_of(world.invoice))]).replace(b'"EUR"', b'"USD"')

    bring_in(world, content)

    assert lines(world) == [(2100, "left", "currency")]


def test_more_than_is_owed_is_kept_as_paid_ahead(world: World) -> None:
    bring_in(world, coda([Told(cents=20_000, structured=message_of(world.invoice))]))

    with network_scope(world.network.pk):
        payment = Payment.objects.get()
    assert (payment.vat_cents, payment.base_cents, payment.prepaid_cents) == (2100, 10_000, 7_900)
    assert_sound(world)


def test_file_that_is_too_large_is_not_kept() -> None:
    world = a_world(closed=False)

    with pytest.raises(FileTooLarge):
        bring_in(world, b"0" * (20 * 1024 * 1024 + 1))

    with network_scope(world.network.pk):
        assert not BankFile.objects.exists()


def test_samples_of_banks_have_a_visible_state_for_every_part() -> None:
    world = a_world(closed=False)

    for _ in range(2):
        for path in sorted(SAMPLES.iterdir()):
            if path.suffix in (".txt", ".sta"):
                bring_in(world, path.read_bytes(), path.name)

    with network_scope(world.network.pk):
        states = BankPart.objects.order_by("pk").values_list("line__state", "reason", "was_known")
        assert {(state, bool(reason)) for state, reason, _known in states} == {("left", False)}
        assert (BankFile.objects.count(), BankLine.objects.count(), BankPart.objects.count()) == (5, 78, 78)
    assert paid(world) == []


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_copy_and_the_file_itself_count_nothing_twice(data: st.DataObject) -> None:
    world = a_world()
    message = message_of(world.invoice)
    moves = [
        Told(cents=2100, structured=message, reference="REF0001"),
        Told(cents=3950, structured=message, reference="REF0002"),
    ]
    content = data.draw(st.sampled_from([coda, camt, mt940]))(moves)
    mutated = data.draw(mutations(content))

    for each in data.draw(st.permutations([mutated, content, replace_line_ends(content)])):
        bring_in(world, each)

    booked = [cents for cents, state, _reason in lines(world) if state == "booked"]
    assert sorted(booked) == [2100, 3950]
    assert_sound(world)


def replace_line_ends(content: bytes) -> bytes:
    """Give the same file as another machine writes it: other bytes, the same moves."""
    return content.replace(b"\r\n", b"\n") + b"\n"
