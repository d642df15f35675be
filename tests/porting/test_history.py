"""What was before: opening balances and sessions of other books, brought in and taken back."""

import pytest

from kennisruil.billing.queries import invariants
from kennisruil.brokerage import queries as brokerage
from kennisruil.ledger.models import Account
from kennisruil.ledger.queries.invariants import ledger_invariants
from kennisruil.network.models import Network, Party
from kennisruil.porting import actions
from kennisruil.porting.models import ImportBatch
from tests.factories import BY
from tests.porting.factories import LATER, a_preview, an_import
from tests.porting.sheets import ORGANISATIONS

pytestmark = pytest.mark.django_db
BALANCES = (
    "Partij;Saldo;Euro;Documentnummer;Documentdatum",
    "De Zonnepit;-2,00;-100,00;OUD-1;1/12/2025",
    "Broodje Lokaal;1,5;75;OUD-2;15/12/2025",
)


def _coins() -> dict[str, int]:
    accounts = {account: name for name, account in Party.objects.values_list("name", "account_id")}
    return {accounts[row.pk]: row.balance for row in Account.objects.all() if row.pk in accounts}


def test_opening_balances_are_booked_and_can_be_taken_back(network: Network) -> None:
    an_import(network, *ORGANISATIONS)
    before = _coins()

    batch = an_import(network, *BALANCES)

    assert _coins() == {"Learning Hub vzw": 50, "De Zonnepit vzw": -200, "Broodje Lokaal": 150}
    assert all(law.holds for law in [*invariants(network_id=network.pk), *ledger_invariants(network_id=network.pk)])
    assert a_preview(network, *BALANCES).counts["unchanged"] == 2
    actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    assert _coins() == before
    assert all(law.holds for law in [*invariants(network_id=network.pk), *ledger_invariants(network_id=network.pk)])


def test_opening_balances_stay_once_the_account_moved(network: Network) -> None:
    an_import(network, *ORGANISATIONS)
    batch = an_import(network, *BALANCES)
    again = an_import(network, BALANCES[0], "De Zonnepit;-1;-50;OUD-9;1/12/2025")

    with pytest.raises(actions.UndoRefused) as refusal:
        actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert [(one.number, one.name, one.code) for one in refusal.value.blockers] == [
        (2, "De Zonnepit vzw", "documented")
    ]
    assert again.state == ImportBatch.State.COMMITTED


def test_past_sessions_are_kept_as_history(network: Network) -> None:
    an_import(network, *ORGANISATIONS)
    lines = ("Datum;Wie gaf;Wie kreeg;Onderwerp", "1/12/2025;Broodje Lokaal;De Zonnepit;Kostprijs")

    batch = an_import(network, *lines)

    noted = brokerage.past_sessions(network_id=network.pk)
    assert [(one.provider_party.name, one.recipient_party.name, one.text, one.coins) for one in noted] == [
        ("Broodje Lokaal", "De Zonnepit vzw", "Kostprijs", 0)
    ]
    assert a_preview(network, *lines).counts["unchanged"] == 1
    actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    assert brokerage.past_sessions(network_id=network.pk) == []
