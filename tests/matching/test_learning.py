"""Weights learnt from who fitted and who did not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.matching import actions, queries
from kennisruil.matching.queries.search import WEIGHTS
from kennisruil.matching.rules.learning import LEAST_NEEDS, learn
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, in_a_network

START = (1.0, 1.0, 1.0, 1.0)


def test_weights_follow_what_tells_who_fits_and_hold_on_needs_kept_apart() -> None:
    # The whole misleads a little, the words met tell: more weight on words puts every pair right.
    material = {str(nr): [((1.0, 1.0, 2.0, 0.0), (1.0, 2.5, 1.0, 0.0))] for nr in range(LEAST_NEEDS)}

    found = learn(material, start=START)

    assert (found.before, found.after, found.is_better, found.needs) == (0.0, 1.0, True, LEAST_NEEDS)
    assert found.weights[2] / found.weights[1] > 1.5


def test_few_needs_teach_nothing() -> None:
    assert not learn({"1": [((1.0, 0.0, 2.0, 0.0), (1.0, 2.5, 1.0, 0.0))]}, start=START).is_better
    assert learn({}, start=START).weights == START


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 8), min_size=1, max_size=6))
def test_what_is_found_is_never_worse_on_what_it_was_found_on(rows: list[tuple[int, ...]]) -> None:
    material = {str(nr): [(row[:4], row[4:])] for nr, row in enumerate(rows)}

    found = learn(material, start=START)

    assert learn(material, start=found.weights).before >= found.before


@pytest.mark.django_db
def test_a_network_searches_with_the_weights_it_took_last() -> None:
    with in_a_network() as network:
        take = {"network_id": network.pk, "by": BY}
        before = queries.usual_reach(network_id=network.pk).weights
        actions.take_weights(id=new_id(), weights=(1.0, 2.0, 3.0, 4.0), needs=30, at=AT, **take)
        learnt = queries.usual_reach(network_id=network.pk).weights
        actions.take_weights(id=new_id(), weights=WEIGHTS, needs=0, at=AT + timedelta(days=1), **take)

        assert (before, learnt, queries.usual_reach(network_id=network.pk).weights) == (
            WEIGHTS,
            (1.0, 2.0, 3.0, 4.0),
            WEIGHTS,
        )
