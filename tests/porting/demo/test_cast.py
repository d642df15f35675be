"""Who plays in the demo network."""

from collections import Counter
from random import Random

import pytest
from stdnum import iban
from stdnum.be import vat
from stdnum.eu import vat as eu_vat

from kennisruil.network.rules import VAT_KINDS
from kennisruil.porting.demo import content, numbers
from kennisruil.porting.demo.cast import Cast, cast_of
from kennisruil.porting.demo.sizes import FULL, SMALL


@pytest.fixture(scope="module")
def full() -> Cast:
    return cast_of(FULL, Random("1:cast"))


def test_cast_has_the_size_of_the_first_network(full: Cast) -> None:
    assert (len(full.organisations), len(full.people), len(full.concepts)) == (220, 450, 190)


def test_cast_is_the_same_for_the_same_seed(full: Cast) -> None:
    assert cast_of(FULL, Random("1:cast")) == full
    assert cast_of(FULL, Random("2:cast")) != full


@pytest.mark.parametrize("size", [SMALL, FULL], ids=["small", "full"])
def test_cast_has_parties_of_every_kind(size: object) -> None:
    cast = cast_of(size, Random("1:cast"))  # type: ignore[arg-type]  # values of the test

    assert {one.vat_kind for one in cast.organisations} == set(VAT_KINDS) - {"private_person"}
    assert any(person.organisation is None for person in cast.people)


def test_names_and_addresses_are_nobody_elses_in_the_cast(full: Cast) -> None:
    for values in (
        [one.name for one in full.organisations],
        [one.email for one in full.organisations] + [person.email for person in full.people],
        [person.name for person in full.people],
        [concept.idea.name for concept in full.concepts],
    ):
        assert len(values) == len(set(values))
    assert all(email.endswith("@demo.invalid") for email in [person.email for person in full.people])


def test_numbers_add_up(full: Cast) -> None:
    for one in full.organisations:
        assert not one.enterprise_number or vat.is_valid(one.enterprise_number)
        assert not one.vat_number or eu_vat.is_valid(one.vat_number)
        assert iban.is_valid(one.iban)


def test_numbers_are_drawn_once() -> None:
    assert len({numbers.enterprise_number(index) for index in range(10_000)}) == 10_000
    assert len({numbers.belgian_iban(index) for index in range(10_000)}) == 10_000


def test_everybody_can_help_with_something_and_seldom_with_the_same(full: Cast) -> None:
    said = Counter(statement.text for person in full.people for statement, _text in person.said)

    assert all(1 <= len(person.said) <= 3 for person in full.people)
    assert len(said) > 190
    assert max(said.values()) <= 8


def test_there_is_enough_to_say() -> None:
    assert len(content.know_how()) >= 200
    assert len(content.needs()) >= 80
    assert sum(bool(need.confidential) for need in content.needs()) >= 25
    assert {need.topic for need in content.needs()} <= {said.topic for said in content.know_how()}
    assert {need.language for need in content.needs()} == {"nl", "fr", "en"}
    assert len([idea for idea in content.ideas(190) if "{" in idea.name + idea.summary]) == 0
