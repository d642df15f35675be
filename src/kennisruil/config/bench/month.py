"""A network with a month to close: members, and for six of ten of them a document."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from kennisruil.billing import actions as billing
from kennisruil.billing.rules.rulebook import shipped_data
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.rules import Reference
from kennisruil.network import actions as network
from kennisruil.network.models import Agreement, Network, Party, PartyCounter, PartyFacts
from kennisruil.network.queries import terms_text
from kennisruil.network.rules import PartyFactsInput
from kennisruil.porting.demo.numbers import belgian_iban, enterprise_number
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id, new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope

MONTH = Month(2026, 1)
_BY = Actor.command("bench")
_FOUNDED_ON, _HELD_ON = date(2026, 1, 2), date(2026, 1, 20)
_AT = datetime(2026, 1, 20, 11, tzinfo=UTC)
_AT_ONCE = 500
Progress = Callable[[str, int, int], None]


def make_month(*, members: int, progress: Progress) -> Network:
    """Make ``members`` companies, and sessions between six of ten of them: each of these gets one document.

    Drafts count as accepted on the day they are drawn, so every document has a number, a structured form and a posting.
    People are written in bulk, for it is the close that is measured; sessions go the program's own way.
    """
    founded = _found()
    with network_scope(founded.pk):
        parties: list[Party] = []
        for start in range(0, members, _AT_ONCE):
            progress("Members", start, members)
            parties += _join(founded, range(start + 1, min(start + _AT_ONCE, members) + 1))
        PartyCounter.objects.filter(network_id=founded.pk).update(last=members + 1)
    pairs = [(parties[n], parties[n + 1]) for n in range(0, members * 6 // 10 - 1, 2)]
    for start in range(0, len(pairs), _AT_ONCE):
        progress("Sessions", start, len(pairs))
        with network_scope(founded.pk):
            for turn, (receives, gives) in enumerate(pairs[start : start + _AT_ONCE]):
                _hold(founded, receives, gives, coins=100 + 50 * (turn % 5), day=1 + turn % 27)
    progress("Sessions", len(pairs), len(pairs))
    return founded


def _found() -> Network:
    facts = PartyFactsInput(
        legal_name="Kantoor vzw",
        vat_kind="vat_business",
        enterprise_number=enterprise_number(9_999),
        street="Kaai 1",
        postcode="9000",
        city="Gent",
        iban=belgian_iban(9_999),
        email="kantoor@bench.invalid",
        peppol_registered=True,
    )
    founded = network.found_network(
        id=new_id(at=_AT),
        slug="bench",
        name="Ruilnetwerk",
        languages=["nl", "fr", "en"],
        on=_FOUNDED_ON,
        by=_BY,
        at=_AT,
        operator=facts,
    )
    (terms,) = shipped_data("terms")
    rule_book = {"terms": [dict(terms) | {"acceptance_days": 0, "holds_from": "2000-01-01"}]}
    with network_scope(founded.pk):
        network.change_setting(
            network_id=founded.pk,
            key="billing.rule_book",
            value=rule_book,
            holds_from=date(2001, 1, 1),
            by=_BY,
            at=_AT,
        )
    return founded


def _join(founded: Network, numbers: range) -> list[Party]:
    """Write parties with account, facts and agreements, as joining leaves them."""
    network_id = founded.pk
    texts = {
        kind: terms_text(network_id=network_id, kind=kind, language="nl", on=_FOUNDED_ON).version
        for kind in ("exchange_terms", "self_billing")
    }
    with action("bench.join", network_id=network_id, by=_BY, at=_AT):
        parties = [_party(network_id, number) for number in numbers]
        for party in parties:
            assert party.account_id is not None
            ledger.open_account(
                network_id=network_id,
                id=party.account_id,
                book_id=founded.book_id,
                floor=-100_000,
                ceiling=100_000,
                by=_BY,
                at=_AT,
            )
        Party.objects.bulk_create(parties)
        PartyFacts.objects.bulk_create(_facts(party) for party in parties)
        Agreement.objects.bulk_create(
            Agreement(
                id=derived_id(party.pk, kind),
                network_id=network_id,
                party=party,
                kind=kind,
                version=version,
                agreed_on=_FOUNDED_ON,
                by=str(_BY),
            )
            for party in parties
            for kind, version in texts.items()
        )
    return parties


def _party(network_id: UUID, number: int) -> Party:
    id = derived_id(network_id, "party", number)
    return Party(
        id=id,
        network_id=network_id,
        number=number + 1,
        kind="organisation",
        name=f"Bedrijf {number}",
        account_id=derived_id(id, "account"),
        joined_on=_FOUNDED_ON,
    )


def _facts(party: Party) -> PartyFacts:
    number = enterprise_number(party.number)
    return PartyFacts(
        id=derived_id(party.pk, "facts"),
        network_id=party.network_id,
        party=party,
        holds_from=_FOUNDED_ON,
        legal_name=f"{party.name} bv",
        vat_kind="vat_business",
        enterprise_number=number,
        vat_number=f"BE{number}",
        street=f"Stationsstraat {party.number}",
        postcode="9000",
        city="Gent",
        iban=belgian_iban(party.number),
        email=f"bedrijf{party.number}@bench.invalid",
        language=("nl", "nl", "fr")[party.number % 3],
        peppol_registered=True,
    )


def _hold(founded: Network, receives: Party, gives: Party, *, coins: int, day: int) -> None:
    assert receives.account_id and gives.account_id
    session_id = new_id(at=_AT)
    ledger.post_transfer(
        network_id=founded.pk,
        id=new_id(at=_AT),
        book_id=founded.book_id,
        from_id=receives.account_id,
        to_id=gives.account_id,
        amount=coins,
        kind="session",
        reference=Reference("session", session_id),
        occurred_at=_AT,
        booked_at=_AT,
        request_id=session_id,
        by=_BY,
    )
    billing.record_supply(
        network_id=founded.pk,
        id=new_id(at=_AT),
        ref=("session", session_id),
        kind="session",
        performed_on=date(2026, 1, 2 + day),
        text="Versterkingssessie: een namiddag aan de kas",
        sides=[
            billing.Side(side="recipient", party_id=receives.pk, coins=coins, base_cents=coins * 50),
            billing.Side(side="provider", party_id=gives.pk, coins=coins, base_cents=coins * 50),
        ],
        by=_BY,
        at=_AT,
    )
