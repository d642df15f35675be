"""A small network with a closed January, for the tests of pages: made by walking the real actions."""

from dataclasses import dataclass
from datetime import date

from kennisruil.billing.models import Document, Statement, Supply
from kennisruil.network.models import Member, Network, Party
from kennisruil.shared.scope import network_scope
from tests.billing.factories import close, hold
from tests.factories import a_member, a_network, a_party, an_office_member

SESSION_ON = date(2026, 1, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who is there: somebody who received, somebody who gave, and the office; what January left."""

    network: Network
    office: Member
    receiver: Member
    giver: Member
    receiving: Party
    giving: Party
    supply: Supply

    def documents(self, kind: str = "") -> list[Document]:
        """Give the documents of the network, by kind."""
        with network_scope(self.network.pk):
            rows = Document.objects.select_related("party").order_by("kind", "drawn_on", "pk")
            return list(rows.filter(kind=kind) if kind else rows)

    @property
    def invoice(self) -> Document:
        """The invoice of who received."""
        return self.documents("invoice_380")[0]

    @property
    def draft(self) -> Document:
        """The self-billed invoice of who gave; a draft until it is accepted."""
        return self.documents("self_billed_389")[0]

    def statement_of(self, party: Party) -> Statement:
        """Give the statement of January."""
        with network_scope(self.network.pk):
            return Statement.objects.get(party=party)


def a_world(*, closed: bool = True, accept: bool = True, sessions: int = 1) -> World:
    """Found a network in which one company received half a day from another in January; January is closed."""
    network = a_network()
    office, receiver, giver = an_office_member(network), a_member(network), a_member(network)
    receiving = a_party(network, name="Velo Vooruit", member=receiver)
    giving = a_party(network, name="Maaklab Schelde", member=giver)
    supplies = [
        hold(network, on=SESSION_ON, pays=[(receiving, 200)], earns=[(giving, 200)], text=f"Sessie {number}")
        for number in range(sessions)
    ]
    if closed:
        close(network, "2026-01", accept=accept)
    return World(
        network=network,
        office=office,
        receiver=receiver,
        giver=giver,
        receiving=receiving,
        giving=giving,
        supply=supplies[0],
    )
