"""Finding people by what they can do, and by any part of a word."""

import re

import psycopg
import pytest
from django.db import connection

from kennisruil.matching import actions, queries
from kennisruil.matching.rules import Question
from kennisruil.network import actions as network_actions
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.database import OwnDatabase
from tests.factories import AT, BY, ON, a_member, a_network, in_a_network
from tests.matching.factories import knows

NEED = "Wie helpt ons met een subsidiedossier voor de gemeente?"


@pytest.mark.django_db
def test_candidates_quote_the_sentence_and_mark_what_lies_outside_the_job() -> None:
    with in_a_network() as network:
        an, bart = a_member(network, given_name="An"), a_member(network, given_name="Bart")
        knows(an, "Ik bak brood. Ik schrijf subsidies uit voor de voetbalclub.", is_in_job=False)
        knows(bart, "Machines onderhouden in een drukkerij.")

        found = queries.candidates_for(network_id=network.pk, text=NEED, language="nl")

        assert [(person.member_id, person.is_outside_job) for person in found] == [(an.pk, True)]
        assert found[0].reasons[0].quote == "Ik schrijf subsidies uit voor de voetbalclub."


@pytest.mark.django_db
def test_candidates_leave_out_wishes_withdrawn_excluded_and_who_left() -> None:
    with in_a_network() as network:
        people = [a_member(network) for _ in range(4)]
        knows(people[0], "Subsidies schrijven wil ik leren.", kind="wish")
        gone = knows(people[1], "Subsidies schrijven.")
        actions.withdraw_know_how(network_id=network.pk, know_how_id=gone.pk, by=BY, at=AT)
        knows(people[2], "Subsidies schrijven.")
        knows(people[3], "Subsidies schrijven.")
        network_actions.member_leaves(network_id=network.pk, member_id=people[3].pk, on=ON, by=BY, at=AT)

        everybody = queries.candidates_for(network_id=network.pk, text=NEED, language="nl")
        nobody = queries.candidates_for(network_id=network.pk, text=NEED, language="nl", exclude=[people[2].pk])

        assert ([person.member_id for person in everybody], nobody) == ([people[2].pk], [])


@pytest.mark.django_db
def test_candidates_survive_signs_that_mean_something_to_the_search() -> None:
    with in_a_network() as network:
        knows(a_member(network), "L'éco-conception d'objets: 'cradle to cradle' & | ! ( ) :* \\ <->", language="fr")

        for text in ("l'éco-conception d'un meuble", "' \\ & | ! ( ) :* <-> \"", "", "  "):
            queries.candidates_for(network_id=network.pk, text=text, language="fr")


@pytest.mark.django_db
def test_needs_fitting_finds_the_texts_that_meet_what_a_person_can() -> None:
    with in_a_network() as network:
        an = a_member(network)
        knows(an, "Ik schrijf al tien jaar subsidiedossiers.")
        for text in ("Drukmachines afstellen.", "Contracten nalezen.", "Tuinen ontwerpen.", "Boekhouding van een vzw."):
            knows(a_member(network), text)
        fitting = Question(id=new_id(), text=NEED, language="nl")
        other = Question(id=new_id(), text="Onze bakkerij zoekt een nieuwe oven.", language="nl")

        fits = queries.needs_fitting(network_id=network.pk, member_id=an.pk, questions=[other, fitting])

        assert [fit.question_id for fit in fits] == [fitting.id]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("bossche", True),
        ("VANDEN", True),
        ("hogesch", True),
        ("drukk", True),
        ("zoe bossche", True),
        ("zoe bakker", False),
        ("%", False),
    ],
)
def test_people_search_finds_any_part_without_accents(text: str, is_found: bool) -> None:
    with in_a_network() as network:
        zoe = a_member(network, given_name="Zoë", family_name="Vandenbossche", organisation_name="Hogeschool West")
        knows(zoe, "Drukkerijen begeleiden naar minder afval.")
        a_member(network, given_name="Piet", family_name="Smet")

        found = queries.people_search(network_id=network.pk, text=text)

        assert [member.pk for member in found] == ([zoe.pk] if is_found else [])


@pytest.mark.django_db
def test_search_functions_give_nothing_of_another_network() -> None:
    theirs, ours = a_network(), a_network()
    with network_scope(theirs.pk):
        knows(a_member(theirs, family_name="Geheim"), "Subsidies schrijven.")
    with network_scope(ours.pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM matching_found(%s, 'use', NULL, '{}', false, '{1,1}', 'subsidies', 'nl', '{nl}',"
            " '{subsidies}', '{1}', '{1,1,1,1}', '{}', 10, 10)",
            [theirs.pk],
        )
        by_skill = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM matching_people(%s, 'geheim', 10)", [theirs.pk])
        by_name = cursor.fetchone()

    assert (by_skill, by_name) == ((0,), (0,))


def _plan(admin: "psycopg.Connection[tuple[object, ...]]", function: str, values: dict[str, str]) -> str:
    """Explain a function's own query as its owner, with values for its parameters."""
    row = admin.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", (function,)).fetchone()
    assert row is not None
    body = re.sub(r"\bp_(\w+)\b", lambda found: values[found[1]], str(row[0]))
    with admin.transaction():
        admin.execute("SET LOCAL ROLE kr_search")
        admin.execute(f"SET LOCAL kennisruil.network = {values['network']}")
        return "\n".join(str(line[0]) for line in admin.execute(f"EXPLAIN {body}".encode()).fetchall())


def test_word_and_part_indexes_are_used(
    own_database: OwnDatabase, admin: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    network = a_network()
    with network_scope(network.pk):
        member = a_member(network)
        knows(member, "Subsidies schrijven.")
    admin.execute("ALTER TABLE matching_knowhow DISABLE TRIGGER USER")
    admin.execute(
        "INSERT INTO matching_knowhow (id, network_id, action_id, member_id, kind, text, language, is_in_job, said_at) "
        "SELECT gen_random_uuid(), network_id, action_id, member_id, kind, "
        "md5(n::text) || ' ' || md5((n * 7)::text), 'nl', true, now() "
        "FROM matching_knowhow, generate_series(1, 8000) n"
    )
    admin.execute("ANALYZE matching_knowhow")
    values = {
        "network": f"'{network.pk}'",
        "text": "'subsidies'",
        "language": "'nl'",
        "limit": "10",
    }

    by_part, by_word = _plan(admin, "matching_people", values), _plan(admin, "matching_found", _asking(values))

    # By network and word at once: neither the words of other networks nor all statements of this one are gone through.
    own = r"Index Scan on {}.*\n\s+Index Cond: \({} "
    parts = r"\(network_id = [^)]+\) AND \(matching_plain\(text\) ~~"
    assert re.search(own.format("matching_knowhow_parts", parts), by_part)
    assert re.search(own.format("matching_knowhow_words_nl", r"matching_words_of\(network_id, search\) @@"), by_word)
    assert "BitmapAnd" not in by_word


def _asking(values: dict[str, str]) -> dict[str, str]:
    """Values for every parameter of the search by meaning."""
    vector = "(SELECT array_agg(0.04)::real[]::halfvec(512) FROM generate_series(1, 512))"
    return values | {
        "model": "'use'",
        "vector": f"({vector})",
        "near": "'{1,2,3,4,5}'::smallint[]",
        "exact": "false",
        "spreads": "('{1,1}'::float8[])",
        "term_languages": "'{nl}'::text[]",
        "term_words": "'{subsidie}'::text[]",
        "term_worths": "'{1}'::float8[]",
        "weights": "('{1,1,1,1}'::float8[])",
        "exclude": "'{}'::uuid[]",
        "first": "500",
    }


def test_near_people_are_found_by_signs_alone_before_any_vector_is_read(
    own_database: OwnDatabase, admin: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    network = a_network()
    with network_scope(network.pk):
        member = a_member(network)
        knows(member, "Subsidies schrijven.")
    for table in ("personvector", "statementvector"):
        for key in ("once", "member_id_fk"):
            admin.execute(f"ALTER TABLE matching_{table} DROP CONSTRAINT matching_{table}_{key}".encode())
    admin.execute("ALTER TABLE matching_statementvector DROP CONSTRAINT matching_statementvector_know_how_id_fk")
    admin.execute(
        "INSERT INTO matching_personvector (id, network_id, member_id, model, made_of, vector) "
        "SELECT gen_random_uuid(), %s, gen_random_uuid(), 'use', n::text, "
        "(SELECT array_agg(sin(n * i))::real[]::halfvec(512) FROM generate_series(1, 512) i) "
        "FROM generate_series(1, 3000) n",
        (network.pk,),
    )
    admin.execute(
        "INSERT INTO matching_statementvector (id, network_id, member_id, know_how_id, model, nr, text, cell, vector) "
        "SELECT gen_random_uuid(), network_id, member_id, id, 'use', n, '', (made_of::int + 7 * n) %% 100, vector "
        "FROM matching_personvector, generate_series(0, 4) n WHERE network_id = %s",
        (network.pk,),
    )
    for table in ("personvector", "statementvector"):
        admin.execute(f"VACUUM ANALYZE matching_{table}".encode())
    values = {"network": f"'{network.pk}'", "text": "'subsidies'", "language": "'nl'", "limit": "10"}

    plan = _plan(admin, "matching_found", _asking(values))

    read = re.findall(r"Index Only Scan using matching_(\w+)_codes", plan)
    assert (sorted(set(read)), re.findall(r"Seq Scan on matching_\w+vector", plan)) == (
        ["personvector", "statementvector"],
        [],
    )
    # Of the few that are left a vector each, by its key: of the nearest statement, and of the whole.
    assert all(re.search(rf"Index Cond: .*\({key}\)", plan) for key in (r"id = e\.id", r"member_id = t\.member_id"))
