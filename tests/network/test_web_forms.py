"""What people fill in: kept when it is right, explained beside the field when it is not."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.network import queries
from kennisruil.network.models import Agreement, Member, PartyFacts, Setting
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.factories import a_login, a_member, a_network, a_party, an_office_member, sign_in

pytestmark = pytest.mark.django_db
FACTS = {
    "vat_kind": "small_enterprise",
    "legal_name": "Zorgmaat bv",
    "enterprise_number": "0428.759.497",
    "street": "Dorp 1",
    "postcode": "9000",
    "city": "Gent",
    "country": "be",
    "iban": "BE71 0961 2345 6769",
    "language": "nl",
    "holds_from": "2026-03-01",
}


def test_own_facts_are_kept_in_normal_form(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    party = a_party(network, facts=None, member=member)
    sign_in(client, member)

    answer = client.post(reverse("network:own_facts", args=[party.pk]), FACTS)

    assert answer["Location"] == reverse("network:profile")
    with network_scope(network.pk):
        row = PartyFacts.objects.get(party=party)
    assert (row.vat_number, row.iban, row.country) == ("BE0428759497", "BE71096123456769", "BE")


def test_wrong_numbers_are_explained_and_nothing_is_kept(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    party = a_party(network, facts=None, member=member)
    sign_in(client, member)

    answer = client.post(
        reverse("network:own_facts", args=[party.pk]),
        FACTS | {"enterprise_number": "0428.759.498", "vat_number": "BE1", "iban": "BE00"},
    )

    assert sorted(answer.context["form"].errors) == ["enterprise_number", "iban", "vat_number"]
    with network_scope(network.pk):
        assert PartyFacts.objects.filter(party=party).count() == 0


def test_yes_is_kept_with_its_version(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    party = a_party(network, member=member, agreed=False)
    sign_in(client, member)

    for kind, whose in [("exchange_terms", party.pk), ("confidence", "me")]:
        url = reverse("network:yes", args=[kind, whose])
        client.post(url, {"version": client.get(url).context["text"].version})

    with network_scope(network.pk):
        kept = sorted((row.kind, row.party_id, row.member_id, row.version) for row in Agreement.objects.all())
    assert kept == [
        ("confidence", None, member.pk, "2026-11"),
        ("exchange_terms", party.pk, None, "2026-11"),
    ]


def test_yes_to_a_version_that_is_gone_is_a_sentence(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    sign_in(client, member)

    answer = client.post(reverse("network:yes", args=["privacy", "me"]), {"version": "1999"})

    assert answer.status_code == 409
    with network_scope(network.pk):
        assert Agreement.objects.count() == 0


def test_invitation_goes_out_once(client: Client) -> None:
    network = a_network()
    sign_in(client, an_office_member(network))
    given = {"id": str(new_id()), "given_name": "Luc", "email": "luc@mail.example", "language": "fr"}

    answers = [client.post(reverse("network:invite"), given).status_code for _press in range(2)]

    assert answers == [302, 302]
    with network_scope(network.pk):
        assert Member.objects.filter(email="luc@mail.example").count() == 1
        assert Mail.objects.filter(to="luc@mail.example").count() >= 1


def test_inviting_somebody_who_is_here_points_at_them(client: Client) -> None:
    network = a_network()
    known = a_member(network, email="luc@mail.example")
    sign_in(client, an_office_member(network))

    answer = client.post(
        reverse("network:invite"),
        {"id": str(new_id()), "given_name": "Luc", "email": "LUC@mail.example", "language": "fr"},
    )

    assert answer.context["known"] == known
    assert list(answer.context["form"].errors) == ["email"]


def test_counter_value_asks_to_be_sure(client: Client) -> None:
    network = a_network()
    sign_in(client, an_office_member(network))
    url = reverse("network:decide", args=["coin.counter_value_cents"])
    given = {"value": "60,00", "holds_from": "2030-01-01"}

    asked = client.post(url, given)
    decided = client.post(url, given | {"sure": "1"})

    assert (asked.context["asks"], decided.status_code) == (True, 302)
    with network_scope(network.pk):
        values = (
            Setting.objects.filter(key="coin.counter_value_cents")
            .order_by("holds_from")
            .values_list("value", flat=True)
        )
        assert list(values) == [5000, 6000]


@pytest.mark.parametrize(
    ("key", "value", "holds_from", "wrong"),
    [
        ("coin.counter_value_cents", "0", "2030-01-01", "value"),
        ("coin.counter_value_cents", "much", "2030-01-01", "value"),
        ("limits.floor_minor", "5", "2030-01-01", "value"),
        ("limits.floor_minor", "-6", "2020-01-01", "holds_from"),
        ("house.hue", "blue", "2030-01-01", "value"),
    ],
)
def test_decision_that_does_not_fit_is_explained(
    key: str, value: str, holds_from: str, wrong: str, client: Client
) -> None:
    sign_in(client, an_office_member(a_network()))

    answer = client.post(reverse("network:decide", args=[key]), {"value": value, "holds_from": holds_from, "sure": "1"})

    assert list(answer.context["form"].errors) == [wrong]


def test_details_change_and_the_language_with_them(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    sign_in(client, member)

    client.post(
        reverse("network:details"),
        {"given_name": "Anne", "language": "fr", "phone": "0470 12 34 56"},
    )

    with network_scope(network.pk):
        member.refresh_from_db()
    assert (member.given_name, member.language, member.phone) == ("Anne", "fr", "0470 12 34 56")
    assert '<html lang="fr"' in client.get(reverse("network:profile")).content.decode()


def test_own_party_is_made_once(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    sign_in(client, member)

    answers = [
        client.post(reverse("network:own_party"), {"kind": "person", "name": name})["Location"]
        for name in ("An", "Anna")
    ]

    assert answers[0] == answers[1]
    with network_scope(network.pk):
        assert len(queries.parties_of(network_id=network.pk, member_id=member.pk, on=date(2030, 1, 1))) == 1


def test_roles_and_way_in(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    a_login(network, member)
    office = an_office_member(network)
    sign_in(client, office)

    client.post(reverse("network:roles", args=[member.pk]), {"roles-is_office": "on"})
    client.post(reverse("network:close_way_in", args=[office.pk]))
    gone = client.get(reverse("network:staff"))

    with network_scope(network.pk):
        place = queries.place_of_member(network_id=network.pk, member_id=member.pk)
    assert place is not None
    assert (place.is_office, gone.status_code) == (True, 302)


def test_party_lets_people_act_and_stop(client: Client) -> None:
    network = a_network()
    party, member = a_party(network), a_member(network, email="luc@mail.example")
    sign_in(client, an_office_member(network))

    client.post(reverse("network:let_act", args=[party.pk]), {"email": "luc@mail.example"})
    with network_scope(network.pk):
        during = queries.parties_of(network_id=network.pk, member_id=member.pk, on=date(2030, 1, 1))
    client.post(reverse("network:stop_acting", args=[party.pk, member.pk]))
    with network_scope(network.pk):
        after = queries.parties_of(network_id=network.pk, member_id=member.pk, on=date(2030, 1, 1))

    assert ([row.party for row in during], after) == ([party], [])


def test_terms_are_renewed_in_three_languages(client: Client) -> None:
    network = a_network()
    sign_in(client, an_office_member(network))
    words = {f"text_{language}": f"# T\n\nNew {language}" for language in ("nl", "fr", "en")}

    client.post(
        reverse("network:new_terms", args=["privacy"]), words | {"version": "2027-01", "holds_from": "2027-01-01"}
    )

    with network_scope(network.pk):
        found = [
            queries.terms_text(network_id=network.pk, kind="privacy", language="fr", on=day).version
            for day in (date(2026, 12, 31), date(2027, 1, 1))
        ]
    assert found == ["2026-11", "2027-01"]


def test_my_data_holds_what_is_kept_and_nothing_of_others(client: Client) -> None:
    network = a_network()
    member, other = a_member(network), a_member(network)
    a_party(network, kind="person", member=member)
    sign_in(client, member)

    content = client.get(reverse("network:data")).json()

    assert content["member"]["email"] == member.email
    assert other.email not in str(content)
    assert len(content["own_facts"]) == 1
