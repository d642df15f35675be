"""After the date: both say it was held, or not; what they take along; the office decides where they differ."""

from uuid import UUID

from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage import queries as brokerage_queries
from kennisruil.brokerage.models import Session
from kennisruil.porting.demo import content
from kennisruil.porting.demo.walk import Walk
from kennisruil.quality import actions as quality
from kennisruil.quality.rules import Answers


def _session(walk: Walk, session_id: UUID) -> Session:
    return brokerage_queries.session_by_id(network_id=walk.network_id, session_id=session_id)


def _who(walk: Walk, session: Session, side: str) -> int | None:
    return walk.index_of(session.recipient_id if side == "recipient" else session.provider_id)


def say_held(walk: Walk, session_id: UUID, side: str) -> None:
    """Say for one side that it was held."""
    session = _session(walk, session_id)
    person = _who(walk, session, side)
    if session.state not in ("agreed", "asked") or person is None:
        return
    with walk.tolerating():
        brokerage.answer_session(session_id=session_id, side=side, said="held", **walk.common(walk.by(person)))


def look_back(walk: Walk, session_id: UUID) -> None:
    """When it is held: both note a short outcome, the recipient mostly gives feedback, the provider now and then."""
    session = _session(walk, session_id)
    if session.state != "held":
        return
    for side, notes, answers in (("recipient", 0.85, 0.72), ("provider", 0.7, 0.35)):
        person = _who(walk, session, side)
        if person is not None and walk.chance(notes):
            text = walk.deal(f"outcome-{side}", content.words("words")[f"outcome_{side}"])
            brokerage.note_outcome(session_id=session_id, side=side, text=text, **walk.common(walk.by(person)))
        if person is not None and walk.chance(answers):
            _give_feedback(walk, session, side, person)


def _give_feedback(walk: Walk, session: Session, side: str, person: int) -> None:
    good = walk.chance(0.88)
    texts = content.words("words")["feedback_good" if good else "feedback_mixed"]
    answers = Answers(
        helpfulness=walk.rng.choice((4, 5, 5)) if good else walk.rng.choice((2, 3)),
        clarity=walk.rng.choice((4, 5)) if good else 3,
        again=good or walk.chance(0.5),
        taken_along=walk.deal("feedback-good" if good else "feedback-mixed", texts),
    )
    quality.give_feedback(
        about=("session", session.pk),
        member_id=walk.members[person],
        answers=answers,
        concerns_id=session.provider_id if side == "recipient" else session.recipient_id,
        **walk.common(walk.by(person)),
    )


def nobody_came(walk: Walk, session_id: UUID) -> None:
    """Tell that the other did not come; the office decides some days later."""
    session = _session(walk, session_id)
    person = _who(walk, session, "recipient")
    if session.state in ("agreed", "asked") and person is not None:
        with walk.tolerating():
            brokerage.report_no_show(
                session_id=session_id, text="We hebben een halfuur gewacht.", **walk.common(walk.by(person))
            )
        walk.after(3, decide, session_id, False)


def dispute(walk: Walk, session_id: UUID) -> None:
    """One side says it was held, the other wants to talk first; the office decides some days later."""
    session = _session(walk, session_id)
    recipient, provider = _who(walk, session, "recipient"), _who(walk, session, "provider")
    if session.state not in ("agreed", "asked") or recipient is None or provider is None:
        return
    reason = walk.rng.choice(content.words("words")["dispute_reasons"])
    # Who has spoken said it was held; the other, or else the recipient, wants to talk.
    doubter = "provider" if session.recipient_answer else "recipient"
    sayer = "recipient" if doubter == "provider" else "provider"
    who = {"recipient": recipient, "provider": provider}
    with walk.tolerating():
        if not (session.recipient_answer or session.provider_answer):
            by = walk.common(walk.by(who[sayer]))
            brokerage.answer_session(session_id=session_id, side=sayer, said="held", **by)
        by = walk.common(walk.by(who[doubter]))
        brokerage.answer_session(session_id=session_id, side=doubter, said="talk", text=reason, **by)
    walk.after(4, decide, session_id, walk.chance(0.6))


def decide(walk: Walk, session_id: UUID, is_held: bool) -> None:
    """Let the office decide after talking to both."""
    if _session(walk, session_id).state in ("disputed", "no_show"):
        reason = (
            "Met beide gesproken: het gesprek vond plaats."
            if is_held
            else "Met beide gesproken: we tellen het niet mee."
        )
        with walk.tolerating():
            brokerage.decide_session(session_id=session_id, is_held=is_held, reason=reason, **walk.common(walk.office))
