"""From a yes to a session: a date, two acceptances, and what becomes of it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage import queries as brokerage_queries
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.refusals import AlreadyTaken
from kennisruil.pathway import queries as pathway
from kennisruil.porting.demo import content, holding, needs
from kennisruil.porting.demo.walk import Walk, instant, working_day

_PLACES = (
    "Bij ons op kantoor",
    "Ter plaatse",
    "In het netwerkhuis, Vaartkaai 12",
    "Online",
    "In de bib",
    "Ter plaatse, met koffie",
)

# Somebody may have a session then already: the office tries other times.
_TRIES = 4


def arrange(walk: Walk, need_id: UUID, provider: int) -> None:
    """Propose a date one to three weeks ahead; owners of a concept now and then share what it costs."""
    need = brokerage_queries.need_by_id(network_id=walk.network_id, need_id=need_id)
    recipient = walk.index_of(need.member_id)
    payer = None if recipient is None else walk.party_of(recipient)
    earner = walk.party_of(provider)
    if need.state != "open" or payer is None or payer == earner:
        return
    payers = [payer]
    if need.concept_id and walk.chance(0.25):
        owners = pathway.owners_of(network_id=walk.network_id, concept_id=need.concept_id, on=walk.today)
        payers += [owner.party_id for owner in owners if owner.party_id not in (payer, earner)][:1]
    short, place = walk.chance(0.15), walk.rng.choice(_PLACES)
    session = None
    for _try in range(_TRIES):
        with walk.tolerating():
            session = brokerage.arrange_session(
                id=walk.id(),
                provider_id=walk.members[provider],
                item_code="short_session" if short else "session",
                starts_at=_some_time(walk, ahead=walk.rng.randrange(6, 20)),
                need_id=need_id,
                place=place,
                payer_party_ids=payers,
                provider_party_id=earner,
                **walk.common(walk.office),
            )
            break
    if session is not None:
        walk.after(0, accept, session.pk, "recipient")
        walk.after(walk.rng.choice((1, 1, 2, 3)), accept, session.pk, "provider")
        walk.on(_after(session.held_on), lapse, session.pk)


def _some_time(walk: Walk, *, ahead: int) -> datetime:
    day = working_day(walk.today + timedelta(days=ahead))
    return instant(day, *walk.rng.choice(((9, 0), (9, 30), (13, 0), (13, 30), (14, 0))))


def session_now(walk: Walk, session_id: UUID) -> Session:
    """Give the session as it stands."""
    return brokerage_queries.session_by_id(network_id=walk.network_id, session_id=session_id)


def accept(walk: Walk, session_id: UUID, side: str) -> None:
    """Accept for one side; the second yes decides what becomes of it."""
    session = session_now(walk, session_id)
    person = walk.index_of(session.recipient_id if side == "recipient" else session.provider_id)
    if session.state not in ("proposed", "moved") or person is None:
        return
    if side == "provider" and walk.chance(0.02):
        with walk.tolerating():
            brokerage.decline_session(
                session_id=session_id, side=side, text="Die dag lukt toch niet.", **walk.common(walk.by(person))
            )
            _look_for_another(walk, session)
        return
    with walk.tolerating():
        try:
            session = brokerage.accept_session(session_id=session_id, side=side, **walk.common(walk.by(person)))
        except AlreadyTaken:
            # Another session at that time was agreed in between.
            brokerage.decline_session(session_id=session_id, side=side, **walk.common(walk.by(person)))
            _look_for_another(walk, session)
    if session.state == "agreed":
        _decide_fate(walk, session)


def _decide_fate(walk: Walk, session: Session) -> None:
    """Put down what will happen: nearly always it is held."""
    turn, day = walk.rng.random(), session.held_on
    if turn < 0.045:
        walk.on(_before(walk, day, days=walk.rng.randrange(1, 5)), cancel, session.pk)
    elif turn < 0.085:
        walk.on(_before(walk, day, days=2), move, session.pk)
    elif turn < 0.10:
        walk.on(_after(day), holding.nobody_came, session.pk)
    elif turn < 0.115:
        walk.on(_after(day), holding.dispute, session.pk)
    elif turn < 0.17:
        # Both stay quiet: the daily round counts it as held after five days, and somebody looks back later.
        walk.on(_after(day) + timedelta(days=8), holding.look_back, session.pk)
    else:
        both = turn > 0.23
        walk.on(_after(day), holding.say_held, session.pk, "recipient")
        if both:
            walk.on(_after(day) + timedelta(days=walk.rng.choice((0, 1, 2))), holding.say_held, session.pk, "provider")
        walk.on(_after(day) + timedelta(days=walk.rng.choice((2, 3, 6, 8))), holding.look_back, session.pk)


def _before(walk: Walk, day: date, *, days: int) -> date:
    """Give a working day before ``day``, never one that has passed: a weekend goes to its Friday."""
    early = day - timedelta(days=days)
    return max(walk.today, early - timedelta(days=max(0, early.weekday() - 4)))


def _after(day: date) -> date:
    return working_day(day + timedelta(days=1))


def cancel(walk: Walk, session_id: UUID) -> None:
    """Call a session off."""
    session = session_now(walk, session_id)
    person = walk.index_of(session.recipient_id)
    if session.state in ("agreed", "moved") and person is not None:
        reason = walk.rng.choice(content.words("words")["cancel_reasons"])
        brokerage.cancel_session(session_id=session_id, reason=reason, **walk.common(walk.by(person)))
        _look_for_another(walk, session)


def lapse(walk: Walk, session_id: UUID) -> None:
    """Let the office call off a date that passed while somebody's yes was still awaited."""
    session = session_now(walk, session_id)
    if session.state in ("proposed", "moved") and session.held_on < walk.today:
        brokerage.cancel_session(session_id=session_id, reason="De datum is verstreken.", **walk.common(walk.office))
        _look_for_another(walk, session)


def _look_for_another(walk: Walk, session: Session) -> None:
    """The need is open again: somebody else is looked for."""
    if session.need_id:
        walk.after(2, needs.draw_again, session.need_id)


def move(walk: Walk, session_id: UUID) -> None:
    """Take another date, a week or so later; the other side accepts again."""
    session = session_now(walk, session_id)
    person = walk.index_of(session.recipient_id)
    if session.state != "agreed" or person is None:
        return
    with walk.tolerating():
        session = brokerage.move_session(
            session_id=session_id,
            starts_at=_some_time(walk, ahead=walk.rng.randrange(6, 12)),
            mover="recipient",
            **walk.common(walk.by(person)),
        )
        walk.on(_after(session.held_on), lapse, session_id)
    walk.after(1, accept, session_id, "provider")
