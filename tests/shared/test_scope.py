"""The network scope: rows of one network only, and nothing at all without one."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

from kennisruil.network.models import Member, Membership, Setting
from kennisruil.shared.scope import NoNetwork, current_network, login_scope, network_scope
from tests.factories import a_login, a_member, a_network, two_networks

pytestmark = pytest.mark.django_db


def test_rows_of_another_network_are_not_there() -> None:
    both = two_networks()

    with network_scope(both.ours.pk):
        seen = list(Member.objects.order_by("pk"))

    assert seen == [both.our_member]


def test_without_scope_there_are_no_rows_and_no_error() -> None:
    two_networks()

    assert (Member.objects.count(), Setting.objects.count()) == (0, 0)


def test_row_of_another_network_cannot_be_written() -> None:
    both = two_networks()

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        network_scope(both.ours.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO shared_action (id, network_id, name, by, at, about_kind, about_id, data)"
            " VALUES (gen_random_uuid(), %s, 'x', 'x', now(), '', '', '{}')",
            [both.theirs.pk],
        )


def test_row_of_another_network_cannot_be_changed() -> None:
    both = two_networks()

    with network_scope(both.ours.pk):
        changed = Member.objects.filter(pk=both.their_member.pk).update(given_name="Gone")

    assert changed == 0


def test_scopes_of_two_networks_do_not_nest() -> None:
    both = two_networks()

    with network_scope(both.ours.pk), pytest.raises(AssertionError), network_scope(both.theirs.pk):
        pass


def test_scope_of_the_same_network_joins() -> None:
    network = a_network()

    with network_scope(network.pk), network_scope(network.pk):
        assert current_network() == network.pk


def test_current_network_is_known_inside_only() -> None:
    with pytest.raises(NoNetwork):
        current_network()


def test_scope_ends_with_its_transaction() -> None:
    network = a_network()

    with network_scope(network.pk):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('kennisruil.network', true)")
        inside_test = cursor.fetchone()

    # The test itself is one transaction, so the setting may linger here; outside tests it ends with the commit.
    assert inside_test is not None


def test_login_reads_its_own_places_in_every_network_and_nothing_else() -> None:
    ours, theirs = a_network(), a_network()
    member, other = a_member(ours, email="two@mail.example"), a_member(theirs, email="two@mail.example")
    place, _elsewhere = a_login(ours, member), a_login(theirs, other)
    a_login(theirs, a_member(theirs))

    with login_scope(place.login_id), transaction.atomic():
        seen = {row.network_id for row in Membership.objects.all()}

    assert {ours.pk, theirs.pk} <= seen
    with login_scope(place.login_id):
        own = Membership.objects.filter(login_id=place.login_id).count()
    assert own == 2


def test_login_scope_lets_nothing_be_written() -> None:
    network = a_network()
    place = a_login(network, a_member(network))

    with login_scope(place.login_id), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kennisruil.network', '', true)")
        changed = Membership.objects.filter(pk=place.pk).update(is_office=True)

    assert changed == 0
    assert issubclass(ProgrammingError, DatabaseError)
