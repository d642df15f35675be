"""Sessions by the name of their item, for who reads in another language than the session was held in."""

import pytest

from kennisruil.brokerage.queries.naming import names_of_sessions
from kennisruil.shared.ids import new_id
from tests.brokerage.factories import a_session, an_exchange
from tests.factories import AT, in_a_network

pytestmark = pytest.mark.django_db


def test_session_is_named_after_its_item_and_what_is_no_session_is_not() -> None:
    with in_a_network() as network:
        session = a_session(an_exchange(network))
        refs = [("session", session.pk), ("gathering", new_id(at=AT))]

        found = {
            language: names_of_sessions(network_id=network.pk, refs=refs, language=language)
            for language in ("nl", "en")
        }

    assert found == {
        "nl": {session.pk: "Versterkingssessie van een halve dag"},
        "en": {session.pk: "Half-day session"},
    }
