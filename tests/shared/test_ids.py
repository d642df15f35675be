"""Identifiers."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.shared.ids import derived_id, new_id, seeded

INSTANTS = st.integers(min_value=946_684_800_000, max_value=4_102_444_800_000).map(
    lambda milliseconds: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)
)


@given(at=INSTANTS)
def test_new_id_is_version_seven_with_its_instant(at: datetime) -> None:
    drawn = new_id(at=at)

    assert (drawn.version, drawn.variant) == (7, "specified in RFC 4122")
    assert drawn.int >> 80 == (at - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)


@given(at=INSTANTS, later=st.integers(min_value=1, max_value=10**9))
def test_new_ids_sort_by_their_instant(at: datetime, later: int) -> None:
    assert new_id(at=at) < new_id(at=at + timedelta(milliseconds=later))


@given(at=INSTANTS)
def test_ids_of_one_instant_sort_as_they_were_drawn(at: datetime) -> None:
    drawn = [new_id(at=at) for _ in range(50)]

    assert drawn == sorted(drawn)


def test_new_id_never_repeats() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)

    assert len({new_id(at=at) for _ in range(1000)}) == 1000


@given(seed=st.integers())
def test_seeded_draws_the_same_ids_again(seed: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)

    with seeded(seed):
        first = [new_id(at=at) for _ in range(3)]
    with seeded(seed):
        second = [new_id(at=at) for _ in range(3)]

    assert first == second
    assert len(set(first)) == 3


@given(parts=st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_derived_id_belongs_to_its_parts(parts: list[str]) -> None:
    assert derived_id(*parts) == derived_id(*parts)
    assert derived_id(*parts) != derived_id(*parts, "more")
