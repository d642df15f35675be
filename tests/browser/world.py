"""A network in which everything a page can show is there, made by walking the real actions."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from kennisruil.billing import actions as billing
from kennisruil.billing.actions.bank import bring_in_bank_file
from kennisruil.billing.actions.channel import hand_over
from kennisruil.billing.actions.channel_inbox import keep_incoming
from kennisruil.billing.actions.pay_batch import prepare_pay_batch
from kennisruil.billing.channel import Incoming
from kennisruil.billing.models import (
    Allocation,
    BankFile,
    BankLine,
    BankPart,
    Document,
    InboxDocument,
    PayBatch,
    PayOrder,
    ReminderHold,
    Statement,
    Submission,
)
from kennisruil.bookkeeping.models import JournalEntry, OutboxRow
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage.models import ExchangeRound, Need, Proposal, Referral, RoundLink, Session
from kennisruil.gatherings import actions as gatherings
from kennisruil.gatherings.models import Contribution, Gathering, Place
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.models import Transfer
from kennisruil.matching import actions as matching
from kennisruil.matching.models import KnowHow
from kennisruil.menu.models import MenuCard
from kennisruil.network.actions import change_facts
from kennisruil.network.models import Member, Network
from kennisruil.pathway import actions as pathway
from kennisruil.pathway.models import Concept
from kennisruil.pathway.rules import Share
from kennisruil.porting.models import ImportBatch
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.bank_files import Told, coda
from tests.bookkeeping.factories import send_to
from tests.brokerage.factories import Exchange, a_need, a_session, an_exchange, on_day
from tests.factories import ASSOCIATION, BY, COMPANY, PERSON, a_login, a_member, a_network, a_party, an_office_member
from tests.porting.factories import a_preview

TODAY = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
_EARLY = datetime(2026, 1, 8, 9, 0, tzinfo=UTC)


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
            holds_from=_EARLY.date(),
            peppol_registered=True,
            **exchange.write(_EARLY),
        )
        _know_how(exchange)
        sessions = {"documented": a_session(exchange, state="held", at=_EARLY, starts_at=_at(2026, 1, 20)).pk}
    _close_january(network)
    with network_scope(network.pk):
        sessions |= _sessions(exchange)
        _gatherings(exchange)
        _needs(exchange)
        _people_and_imports(network)
        _paid(exchange)
        _reminders(exchange)
        _bank(exchange)
        ids = _ids(network, exchange)
    return World(
        network=network, office=office, asker=exchange.asker, helper=exchange.helper, ids=ids, sessions=sessions
    )


def _at(year: int, month: int, day: int, hour: int = 13) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def _limits_for_many_sessions(exchange: Exchange) -> None:
    for party in (exchange.asker_party, exchange.helper_party):
        assert party.account_id
        ledger.set_limits(
            network_id=exchange.network.pk,
            id=new_id(at=_EARLY),
            account_id=party.account_id,
            floor=-10_000,
            ceiling=10_000,
            reason="Voor een jaar vol plannen",
            by=BY,
            at=_EARLY,
        )


def _know_how(exchange: Exchange) -> None:
    said = (
        (exchange.helper, "Ik schreef zes subsidiedossiers voor sociale ondernemingen", True),
        (exchange.helper, "Ik repareer oude fietsen", False),
        (exchange.asker, "Boekhouding van een kleine vereniging", True),
    )
    for member, text, is_in_job in said:
        matching.tell_know_how(
            id=new_id(), member_id=member.pk, text=text, is_in_job=is_in_job, language="nl", **exchange.write(_EARLY)
        )


def _close_january(network: Network) -> None:
    closed_at = _at(2026, 2, 3)
    billing.close_month(network_id=network.pk, month=Month(2026, 1), today=closed_at.date(), by=BY, at=closed_at)


def _sessions(exchange: Exchange) -> dict[str, UUID]:
    """One session in each state there is."""
    found = {"held": a_session(exchange, state="held", at=_at(2026, 2, 2), starts_at=_at(2026, 2, 17)).pk}
    for day, state in enumerate(("asked", "disputed", "no_show"), start=9):
        found[state] = a_session(exchange, state=state, at=_at(2026, 2, 20), starts_at=_at(2026, 3, day)).pk
    for day, state in enumerate(("proposed", "agreed", "moved", "cancelled"), start=24):
        found[state] = a_session(exchange, state=state, at=_at(2026, 3, 2), starts_at=_at(2026, 3, day)).pk
    return found


def _gatherings(exchange: Exchange) -> None:
    for title, day in (("Schrijven voor fondsen", 26), ("Rekenen met een kleine kas", 5)):
        gathering = gatherings.plan_gathering(
            id=new_id(),
            kind="workshop",
            title=title,
            starts_at=_at(2026, 3, day),
            item_code="office_workshop",
            place="Netwerkhuis, Vaartkaai 12",
            capacity=12,
            provider_party_id=None,
            provider_member_id=None,
            **exchange.write(_at(2026, 2, 20)),
        )
        gatherings.enrol(
            gathering_id=gathering.pk,
            member_id=exchange.asker.pk,
            party_id=exchange.asker_party.pk,
            **exchange.write(_at(2026, 2, 23)),
        )
    gatherings.offer_contribution(
        id=new_id(),
        member_id=exchange.asker.pk,
        party_id=exchange.asker_party.pk,
        item_code="article",
        title="Wat wij leerden van een jaar buurtkeuken",
        text="Begin klein, reken alles mee, en vraag raad voor het te laat is.",
        on=date(2026, 3, 10),
        **exchange.write(_at(2026, 3, 10)),
    )


def _needs(exchange: Exchange) -> None:
    concept = pathway.open_concept(
        id=new_id(),
        name="Buurtkeuken op wielen",
        started_on=date(2026, 1, 8),
        owners=[Share(party_id=exchange.asker_party.pk)],
        member_ids=[exchange.asker.pk],
        **exchange.write(_EARLY),
    )
    asked = on_day(date(2026, 3, 11))
    need = a_need(
        exchange,
        at=asked,
        concept_id=concept.pk,
        sought="Iemand die al eens een subsidiedossier schreef",
        confidential_text="Onze reserve is op in mei.",
    )
    brokerage.list_candidate(
        need_id=need.pk, member_id=exchange.helper.pk, reason="Schreef er zes.", **exchange.write(asked)
    )
    brokerage.ask_next(need_id=need.pk, **exchange.write(asked))
    _round(exchange)
    brokerage.refer(
        id=new_id(at=asked),
        need_id=need.pk,
        member_id=exchange.asker.pk,
        to_member_id=exchange.helper.pk,
        why="Schreef zes subsidiedossiers.",
        say="Noor gaf mij je naam.",
        **exchange.write(asked),
    )


def _round(exchange: Exchange) -> None:
    """Draw an exchange round: the helper asks what the asker knows."""
    at = on_day(date(2026, 3, 5))
    turned = replace(exchange, asker=exchange.helper, asker_party=exchange.helper_party)
    a_need(turned, at=at, text="Wie leest onze nieuwsbrief na?")
    matching.tell_know_how(
        id=new_id(at=at),
        member_id=exchange.asker.pk,
        text="Ik lees nieuwsbrieven na en maak ze korter",
        is_in_job=False,
        language="nl",
        **exchange.write(at),
    )
    opened = brokerage.open_round(id=new_id(at=at), item_code="session", **exchange.write(at))
    brokerage.draw_round(round_id=opened.pk, **exchange.write(at))


def _paid(exchange: Exchange) -> None:
    """Note that one euro of January's VAT came in."""
    paid_on = date(2026, 2, 25)
    billing.record_payment(
        id=new_id(),
        party_id=exchange.asker_party.pk,
        cents=1_00,
        paid_on=paid_on,
        today=paid_on,
        **exchange.write(on_day(paid_on)),
    )


def _reminders(exchange: Exchange) -> None:
    """Remind of January's VAT, which is due, and hold back what another party would hear."""
    today = TODAY.date()
    billing.send_payment_reminders(today=today, **exchange.write(TODAY))
    held = {"id": new_id(at=TODAY), "party_id": exchange.helper_party.pk, "reason": "Ze bellen ons volgende week"}
    billing.hold_reminders(today=today, **held, **exchange.write(TODAY))


def _people_and_imports(network: Network) -> None:
    zoe = a_member(network, given_name="Zoë", family_name="De Backer", is_outsider=True)
    a_party(network, name="Zoë De Backer", kind="person", member=zoe, facts=PERSON)
    a_party(network, name="Vrienden van de Schelde", facts=ASSOCIATION)
    a_party(network, name="Nog Te Vragen vzw", facts=None, agreed=False)
    a_preview(network, "Naam;KBO-nummer;Gemeente", "De Zonnepit vzw;;Gent", "Fout bv;0403.170.702;Aalst")


def _bank(exchange: Exchange) -> None:
    """A statement with a line of each sort and a part that breaks off; a batch that waits; e-invoices on their way."""
    name = exchange.asker_party.name
    moves = [
        Told(cents=700, message="voorschot", name=name, iban="", reference="R1"),
        Told(cents=1234, message="onbekend", name="Iemand Anders", iban="", reference="R2"),
        Told(cents=2100, message="factuur", name=name, reference="R3"),
    ]
    how = exchange.write(on_day(TODAY.date()))
    waits = a_party(exchange.network, name="Fanfare De Eendracht", facts=COMPANY)
    billing.record_opening_balance(
        id=new_id(),
        party_id=waits.pk,
        coins=100,
        cents=5000,
        vat_cents=-1050,
        on=_EARLY.date(),
        today=TODAY.date(),
        **how,
    )
    content = coda(moves) + coda(moves, number=33)[:400]
    bring_in_bank_file(name="februari.cod", content=content, today=TODAY.date(), **how)
    prepare_pay_batch(id=new_id(), pay_on=TODAY.date(), today=TODAY.date(), **how)
    hand_over(**how)
    keep_incoming(
        exchange.network.pk,
        Incoming(external_id="in-1", sender="0208:0202239951", kind="invoice", received_at=_EARLY, xml=b"<Invoice/>"),
        by=BY,
        at=_EARLY,
    )


def _ids(network: Network, exchange: Exchange) -> dict[str, UUID | str]:
    """One row for each name of an argument in an address."""

    def newest(model: Any, **conditions: Any) -> UUID:
        row = model.objects.filter(network_id=network.pk, **conditions).order_by("-pk").first()
        assert row is not None, f"the world has no {model.__name__}"
        return UUID(str(row.pk))

    mail = Mail.objects.filter(network_id=network.pk).exclude(attachments=[]).order_by("-pk")[0]
    return {
        "network_id": network.pk,
        "member_id": exchange.helper.pk,
        "party_id": exchange.asker_party.pk,
        "need_id": newest(Need, state="open"),
        "proposal_id": newest(Proposal, state="asked"),
        "session_id": newest(Session),
        "document_id": newest(Document, kind="invoice_380"),
        "entry_id": newest(JournalEntry),
        "row_id": newest(OutboxRow),
        "transfer_id": newest(Transfer, ref_kind="session"),
        "settlement_id": newest(Allocation),
        "year": "2026",
        "statement_id": newest(Statement, party=exchange.asker_party),
        "supply_id": Session.objects.filter(state="held").order_by("pk")[0].supply_id,
        "gathering_id": newest(Gathering),
        "place_id": newest(Place),
        "contribution_id": newest(Contribution),
        "batch_id": newest(ImportBatch),
        "mail_id": mail.pk,
        "file_id": mail.attachments[0],
        "card_id": newest(MenuCard),
        "know_how_id": newest(KnowHow),
        "hold_id": newest(ReminderHold),
        "referral_id": newest(Referral),
        "bank_file_id": newest(BankFile),
        "line_id": newest(BankLine, state="proposed"),
        "part_id": newest(BankPart),
        "pay_batch_id": newest(PayBatch),
        "order_id": newest(PayOrder),
        "submission_id": newest(Submission),
        "inbox_id": newest(InboxDocument),
        "round_id": newest(ExchangeRound),
        "link_id": newest(RoundLink),
        "concept_id": newest(Concept),
        "month": "2026-02",
        "number": "2",
    }
