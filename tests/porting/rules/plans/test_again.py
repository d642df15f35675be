"""What is there already stays as it is: a second time, and values that differ only in typing."""

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.planning import Outcome, Planned, Record
from tests.porting.rules.plans.planning import planned_of

_WORDS = st.sampled_from(["Zon", "Maan", "Ster", "Zon vzw", "MAAN", "Stér"])
_TOWNS = st.sampled_from(["", "Gent", "Aalst"])


@given(st.lists(st.tuples(_WORDS, _TOWNS), min_size=1, max_size=12))
def test_a_second_time_changes_nothing(lines: list[tuple[str, str]]) -> None:
    known = Known(organisations=[Record("o1", {"name": "Ster", "city": "Gent", "vat_kind": "association"})])
    text = ["Naam;Gemeente", *(f"{name};{town}" for name, town in lines)]

    _apply(planned_of("organisations", *text, known=known), known)
    again = planned_of("organisations", *text, known=known)

    assert {row.outcome for row in again} == {Outcome.UNCHANGED}


def _apply(planned: list[Planned], known: Known) -> None:
    """Do to the records what an import does to the network."""
    made: dict[str, Record] = {record.key: record for record in known.organisations}
    for row in planned:
        if row.outcome is Outcome.NEW:
            made[f"row:{row.number}"] = Record(f"new-{row.number}", dict(row.values))
        elif row.target in made:
            made[row.target].values.update({name: after for name, (_before, after) in row.changes.items()})
    known.organisations[:] = list(made.values())


def test_values_that_differ_only_in_typing_are_the_same() -> None:
    known = Known(
        people=[
            Record(
                "p1",
                {
                    "given_name": "Ann",
                    "family_name": "Pi",
                    "email": "ann@x.be",
                    "phone": "0470 12 34 56",
                    "organisation": "Zon vzw",
                    "job_title": "Kok",
                },
            )
        ]
    )

    planned = planned_of(
        "people", "Naam;E-mail;Gsm;Organisatie;Functie", "ann pi;ann@x.be;0470/12.34.56;Zon;kok", known=known
    )

    assert [(row.outcome, row.changes) for row in planned] == [(Outcome.UNCHANGED, {})]
