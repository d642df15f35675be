"""A network in which everything a page can show is there, made by walking the real actions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.gatherings import actions as gatherings
from kennisruil.ledger import actions as ledger
from kennisruil.network.actions import change_facts
from kennisruil.network.models import Member, Network
from kennisruil.quality import actions as quality
from kennisruil.quality.rules import Answers
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.bookkeeping.factories import send_to
from tests.brokerage.factories import Exchange, a_session, an_exchange
from tests.browser.world.brokered import ask_and_refer, hold_sessions, tell_know_how_of, wait_for_helper
from tests.browser.world.days import EARLY, TODAY, moment
from tests.browser.world.money import bring_in_bank_lines, close_january, pay, remind
from tests.browser.world.rows import newest_rows
from tests.factories import ASSOCIATION, BY, PERSON, a_login, a_member, a_network, a_party, an_office_member
from tests.porting.factories import a_preview

__all__ = ["TODAY", "World", "a_world"]


@dataclass(frozen=True, kw_only=True)
class World:
    """Who is there, and one row of each kind by the name that addresses give it."""

    network: Network
    office: Member
    asker: Member
    helper: Member
    ids: dict[str, UUID | str]
    sessions: dict[str, UUID]

    @property
    def people(self) -> dict[str, Member]:
        """Who looks, by role."""
        return {"office": self.office, "asker": self.asker, "helper": self.helper}


def a_world(*, name: str = "Proeftuin Scheldeland", slug: str = "proeftuin") -> World:
    """Found it: January is closed, February waits for its close, March is going on."""
    network = a_network(slug=slug, name=name, is_demo=True)
    send_to(network, Target.CSV, Target.UBL)
    office = an_office_member(network, given_name="Noor", family_name="Claes", phone="0470 12 34 56")
    with network_scope(network.pk):
        exchange = an_exchange(network)
        for member in (exchange.asker, exchange.helper):
            a_login(network, member)
        _limits_for_many_sessions(exchange)
        change_facts(
            party_id=exchange.asker_party.pk,
            holds_from=EARLY.date(),
            peppol_registered=True,
            **exchange.write(EARLY),
        )
        tell_know_how_of(exchange)
        sessions = {"documented": a_session(exchange, state="held", at=EARLY, starts_at=moment(2026, 1, 20)).pk}
    close_january(network)
    with network_scope(network.pk):
        sessions |= hold_sessions(exchange)
        _gatherings(exchange)
        quality.give_feedback(
            about=("session", sessions["held"]),
            member_id=exchange.asker.pk,
            answers=Answers(helpfulness=5, for_office="De zaal was koud."),
            **exchange.write(moment(2026, 2, 19)),
        )
        ask_and_refer(exchange)
        wait_for_helper(exchange)
        _people_and_imports(network)
        pay(exchange)
        remind(exchange)
        bring_in_bank_lines(exchange)
        ids = newest_rows(network, exchange)
    return World(
        network=network, office=office, asker=exchange.asker, helper=exchange.helper, ids=ids, sessions=sessions
    )


def _limits_for_many_sessions(exchange: Exchange) -> None:
    for party in (exchange.asker_party, exchange.helper_party):
        assert party.account_id
        ledger.set_limits(
            network_id=exchange.network.pk,
            id=new_id(at=EARLY),
            account_id=party.account_id,
            floor=-10_000,
            ceiling=10_000,
            reason="Voor een jaar vol plannen",
            by=BY,
            at=EARLY,
        )


def _gatherings(exchange: Exchange) -> None:
    for title, day in (("Schrijven voor fondsen", 26), ("Rekenen met een kleine kas", 5)):
        gathering = gatherings.plan_gathering(
            id=new_id(),
            kind="workshop",
            title=title,
            starts_at=moment(2026, 3, day),
            item_code="office_workshop",
            place="Netwerkhuis, Vaartkaai 12",
            capacity=12,
            provider_party_id=None,
            provider_member_id=None,
            **exchange.write(moment(2026, 2, 20)),
        )
        gatherings.enrol(
            gathering_id=gathering.pk,
            member_id=exchange.asker.pk,
            party_id=exchange.asker_party.pk,
            **exchange.write(moment(2026, 2, 23)),
        )
    gatherings.offer_contribution(
        id=new_id(),
        member_id=exchange.asker.pk,
        party_id=exchange.asker_party.pk,
        item_code="article",
        title="Wat wij leerden van een jaar buurtkeuken",
        text="Begin klein, reken alles mee, en vraag raad voor het te laat is.",
        on=date(2026, 3, 10),
        **exchange.write(moment(2026, 3, 10)),
    )


def _people_and_imports(network: Network) -> None:
    zoe = a_member(network, given_name="Zoë", family_name="De Backer", is_outsider=True)
    a_party(network, name="Zoë De Backer", kind="person", member=zoe, facts=PERSON)
    a_party(network, name="Vrienden van de Schelde", facts=ASSOCIATION)
    a_party(network, name="Nog Te Vragen vzw", facts=None, agreed=False)
    a_preview(network, "Naam;KBO-nummer;Gemeente", "De Zonnepit vzw;;Gent", "Fout bv;0403.170.702;Aalst")
