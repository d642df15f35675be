"""The last days: something on everybody's to-do list, for who comes to look around."""

from datetime import timedelta
from uuid import UUID

from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage import queries as brokerage_queries
from kennisruil.network import actions as network
from kennisruil.network.models import Setting
from kennisruil.porting.demo import holding, needs
from kennisruil.porting.demo.walk import DEMO, Walk, instant, working_day

GIVES, ASKS = 0, 1


def schedule(walk: Walk) -> None:
    """Put down the last steps, on or just before the last day."""
    walk.agenda.on(walk.until - timedelta(days=2), lambda: ask_for_two(walk))
    walk.agenda.on(walk.until - timedelta(days=1), lambda: propose_a_date(walk))
    walk.agenda.on(walk.until - timedelta(days=1), lambda: differ(walk))
    walk.agenda.on(walk.until, lambda: needs.ask(walk))
    walk.agenda.on(walk.until, lambda: name_the_faces(walk))


def ask_for_two(walk: Walk) -> None:
    """Anna asks for help and Bram is asked: his answer is awaited."""
    need = brokerage.ask_for_help(
        id=walk.id(),
        member_id=walk.members[ASKS],
        text="Onze buurtkeuken groeit en we weten niet wat een maaltijd echt kost. Wie rekent een namiddag mee?",
        language="nl",
        confidential_text="Onze reserve is op in maart als er niets verandert. Het bestuur weet dat nog niet.",
        concept_id=_concept_of(walk, ASKS),
        **walk.common(walk.by(ASKS)),
    )
    # Both have time on Thursday afternoons: with a yes they choose one themselves.
    for person, week in ((ASKS, [(1, "morning"), (3, "afternoon")]), (GIVES, [(3, "afternoon"), (4, "morning")])):
        brokerage.keep_week(member_id=walk.members[person], week=week, **walk.common(walk.by(person)))
    common = walk.common(walk.office)
    brokerage.list_candidate(
        need_id=need.pk,
        member_id=walk.members[GIVES],
        reason="Maakte de kas van een club van 900 leden gezond.",
        **common,
    )
    with walk.tolerating():
        brokerage.ask_next(need_id=need.pk, **walk.common(walk.office))


def _concept_of(walk: Walk, person: int) -> UUID | None:
    own = [index for index, concept in enumerate(walk.cast.concepts) if person in concept.people]
    return next((walk.concepts[index] for index in own if index in walk.concepts), None)


def propose_a_date(walk: Walk) -> None:
    """Anna has a date to accept, with somebody else than Bram."""
    giver = next(person for person in sorted(walk.members) if person > ASKS and walk.party_of(person))
    with walk.tolerating():
        brokerage.arrange_session(
            id=walk.id(),
            provider_id=walk.members[giver],
            recipient_id=walk.members[ASKS],
            item_code="session",
            starts_at=instant(working_day(walk.today + timedelta(days=12)), 13, 30),
            place="Ter plaatse, met koffie",
            over_reason="Biedt zelf aan om dit nog te doen.",
            text="Hoe verdeel je het werk onder vrijwilligers zonder iemand te kwetsen?",
            **walk.common(walk.office),
        )


def differ(walk: Walk) -> None:
    """Two people differ about their session: the office has something to sort out."""
    recent = brokerage_queries.sessions_in(network_id=walk.network_id, states=("asked", "agreed"))
    past = [
        session
        for session in recent
        if session.held_on < walk.today and not (session.recipient_answer and session.provider_answer)
    ]
    if past:
        holding.dispute(walk, past[-1].pk)


def name_the_faces(walk: Walk) -> None:
    """Decide as whom a visitor may look around."""
    people = {
        "office": str(walk.staff["office"]),
        "needs": str(walk.members[ASKS]),
        "helps": str(walk.members[GIVES]),
        "books": str(walk.staff["books"]),
    }
    present = Setting.objects.filter(network_id=walk.network_id, key="demo.people", value=people)
    if not present.exists():
        network.change_setting(key="demo.people", value=people, holds_from=walk.start_on, **walk.common(DEMO))
