"""What each row would do, per kind."""

import pytest

from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.planning import Outcome, Record, counts
from tests.porting.rules.plans.planning import codes_of, planned_of


def _organisations() -> Known:
    return Known(
        organisations=[
            Record(
                "o1",
                {"name": "De Zonnepit", "enterprise_number": "0403170701", "city": "Gent", "vat_kind": "association"},
            ),
            Record("o2", {"name": "Broodje Lokaal bv", "enterprise_number": "", "city": ""}),
        ]
    )


def test_organisations_are_new_updated_merged_unchanged_or_refused() -> None:
    planned = planned_of(
        "organisations",
        "Naam;KBO-nummer;Gemeente;Btw-statuut",
        "Nieuw vzw;;Aalst;vzw",
        "De Zonnepit;0403.170.701;Deinze;",
        "De Zonnepit;0403170701;Deinze;",
        "Broodje Lokaal;;Leuven;",
        "Een andere naam;0403.170.701;Ronse;",
        "Fout;0403.170.702;;",
        "Nieuw;;Dendermonde;",
        ";;Gent;",
        known=_organisations(),
    )

    assert [row.outcome for row in planned] == [
        Outcome.NEW,
        Outcome.UPDATE,
        Outcome.UNCHANGED,
        Outcome.MERGE,
        Outcome.UNCHANGED,
        Outcome.REFUSED,
        Outcome.MERGE,
        Outcome.REFUSED,
    ]
    assert planned[1].changes == {"city": ("Gent", "Deinze")}
    assert planned[3].changes == {"city": ("", "Leuven")}
    assert planned[6].target == "row:2"
    assert codes_of(planned[5]) == [("not_an_enterprise_number", "enterprise_number")]
    assert codes_of(planned[7]) == [("empty", "name")]
    assert counts(planned) == {"new": 1, "update": 1, "merge": 2, "unchanged": 2, "refused": 2}


def test_organisation_without_vat_status_keeps_it_open_and_says_so() -> None:
    planned = planned_of("organisations", "Naam;Btw-nummer", "A;", "B;BE0403170701")

    assert [row.values.get("vat_kind") for row in planned] == [None, None]
    assert planned[1].values["enterprise_number"] == "0403170701"
    assert all(codes_of(row) == [("vat_kind_open", "vat_kind")] for row in planned)


def test_organisation_whose_numbers_differ_is_refused() -> None:
    planned = planned_of("organisations", "Naam;KBO;Btw-nummer", "A;0403.170.701;BE0202239951")

    assert codes_of(planned[0]) == [("numbers_differ", "vat_number")]


@pytest.mark.parametrize(
    "lines",
    [
        ("Voornaam;Naam", "Elif;Kaya"),
        ("Naam;Voornaam", "Kaya;Elif"),
        ("Name;First name", "Kaya;Elif"),
        ("Voornaam;Familienaam;Naam", "Elif;Kaya;Elif Kaya"),
        ("Voornaam;Volledige naam", "Elif;Elif Kaya"),
    ],
)
def test_family_name_is_kept_however_the_columns_are_called(lines: tuple[str, str]) -> None:
    (planned,) = planned_of("people", *lines)

    assert (planned.values["given_name"], planned.values["family_name"]) == ("Elif", "Kaya")


def test_people_are_found_by_mail_then_by_name_and_organisation() -> None:
    known = Known(
        people=[
            Record(
                "p1",
                {"given_name": "Ann", "family_name": "Pi", "email": "ann@x.be", "phone": "", "organisation": "Zon"},
            ),
            Record("p2", {"given_name": "Bo", "family_name": "De Wit", "email": "", "organisation": "Zon"}),
        ],
        organisations=[Record("o1", {"name": "Zon"})],
    )

    planned = planned_of(
        "people",
        "Naam;E-mail;Gsm;Organisatie",
        "Ann Pi;ANN@x.be;0470 12 34 56;Zon vzw",
        "De Wit, Bo;bo@x.be;;Zon",
        "An Pie;ann@x.be;;",
        "Bo De Wit;;;Maan",
        "Cis Dil;cis;;",
        "Cis Dil;;;Zon",
        "cis dil;cis@x.be;;ZON",
        known=known,
    )

    assert [row.outcome for row in planned] == [
        Outcome.UPDATE,
        Outcome.MERGE,
        Outcome.UNCHANGED,
        Outcome.NEW,
        Outcome.REFUSED,
        Outcome.NEW,
        Outcome.MERGE,
    ]
    assert planned[1].changes == {"email": ("", "bo@x.be")}
    assert codes_of(planned[3]) == [("organisation_unknown", "organisation"), ("no_email", "email")]
    assert codes_of(planned[4]) == [("not_an_email", "email")]
    assert planned[6].target == "row:7"


def test_two_people_of_one_name_are_not_guessed_between() -> None:
    twins = [Record(key, {"given_name": "Jan", "family_name": "Maes"}) for key in ("p1", "p2")]

    by_list = planned_of("people", "Naam", "Jan Maes", known=Known(people=twins))
    by_skill = planned_of("skills", "Naam;Kennis", "Jan Maes;Zingen", "Jo Niemand;Dansen", known=Known(people=twins))

    assert codes_of(by_list[0]) == [("two_matches", "")]
    assert [codes_of(row) for row in by_skill] == [[("person_twice", "full_name")], [("person_unknown", "full_name")]]


def test_skills_are_kept_once() -> None:
    known = Known(
        people=[Record("p1", {"given_name": "Ann", "family_name": "Pi", "email": "ann@x.be"})],
        skills=[Record("s1", {"person": "p1", "text": "Begroting opstellen", "place": "in_job"})],
    )

    planned = planned_of(
        "skills",
        "E-mail;Kan helpen met;Binnen of buiten job",
        "ann@x.be;begroting opstellen.;buiten",
        "ann@x.be;Zeilen;buiten",
        "ann@x.be;Zeilen;buiten",
        "ann@x.be;Koken;",
        known=known,
    )

    assert [row.outcome for row in planned] == [Outcome.UNCHANGED, Outcome.NEW, Outcome.UNCHANGED, Outcome.NEW]
    assert planned[1].values == {"person": "p1", "text": "Zeilen", "place": "outside_job"}
    assert codes_of(planned[3]) == [("place_assumed", "place")]


def test_opening_balances_are_booked_once_per_document() -> None:
    known = Known(
        parties=[Record("a1", {"name": "Zon vzw"}), Record("a2", {"name": "Ann Pi", "email": "ann@x.be"})],
        openings=[Record("x", {"party_id": "a1", "document_number": "F-1", "coins": -200, "euro": -10000})],
    )

    planned = planned_of(
        "opening_balances",
        "Partij;Saldo;Euro;Documentnummer;Documentdatum",
        "Zon;-2,00;-100,00;f-1;1/3/2025",
        "Zon;-3,00;-150,00;F-1;1/3/2025",
        "Pi Ann;1,5;75;F-2;2025-04-01",
        "Ann Pi;1;60;;",
        "Maan;1;50;F-3;",
        "Zon;0;0;F-4;",
        "Zon;1;-50;F-5;",
        "Zon;1;50;F-6;1 januari 2027",
        "Zon;twee;50;F-7;",
        known=known,
    )

    assert [(str(row.outcome), codes_of(row)) for row in planned] == [
        ("unchanged", []),
        ("refused", [("opening_differs", "coins")]),
        ("new", []),
        ("new", [("no_document", "document_number"), ("unusual_value", "euro")]),
        ("refused", [("party_unknown", "party")]),
        ("refused", [("nothing_to_book", "coins")]),
        ("refused", [("signs_differ", "euro")]),
        ("refused", [("in_future", "document_date")]),
        ("refused", [("not_an_amount", "coins")]),
    ]


def test_sessions_are_history_between_two_parties() -> None:
    known = Known(
        parties=[Record("a1", {"name": "Zon vzw"}), Record("a2", {"name": "Maan bv"})],
        sessions=[Record("s", {"held_on": "2025-02-01", "recipient_id": "a1", "provider_id": "a2"})],
    )

    planned = planned_of(
        "sessions",
        "Datum;Wie gaf;Wie kreeg;SIF",
        "1/2/2025;Maan;Zon;2",
        "2/2/2025;Maan;Zon;2",
        "2/2/2025;Maan;Zon;2",
        "3/2/2025;Maan;Maan bv;2",
        "1/12/2026;Maan;Zon;2",
        "4/2/2025;Maan;Zon;-2",
        "5/2/2025;Mars;Zon;2",
        known=known,
    )

    assert [(str(row.outcome), codes_of(row)) for row in planned] == [
        ("unchanged", []),
        ("new", []),
        ("unchanged", []),
        ("refused", [("same_party", "provider")]),
        ("refused", [("in_future", "held_on")]),
        ("refused", [("negative", "coins")]),
        ("refused", [("party_unknown", "provider")]),
    ]
