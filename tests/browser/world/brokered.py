"""What is brokered in the world: know-how, sessions in each state, a need, a round, a referral."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage import queries
from kennisruil.matching import actions as matching
from kennisruil.pathway import actions as pathway
from kennisruil.pathway.rules import Share
from kennisruil.shared.ids import new_id
from tests.brokerage.factories import Exchange, a_need, a_session, on_day
from tests.browser.world.days import EARLY, moment
from tests.factories import a_member


def tell_know_how_of(exchange: Exchange) -> None:
    said = (
        (exchange.helper, "Ik schreef zes subsidiedossiers voor sociale ondernemingen", True),
        (exchange.helper, "Ik repareer oude fietsen", False),
        (exchange.asker, "Boekhouding van een kleine vereniging", True),
    )
    for member, text, is_in_job in said:
        row = matching.tell_know_how(
            id=new_id(), member_id=member.pk, text=text, is_in_job=is_in_job, language="nl", **exchange.write(EARLY)
        )
        matching.say_themes(about=("know_how", row.pk), themes=["herstellen"], **exchange.write(EARLY))
    _offer_and_follow(exchange)


def _offer_and_follow(exchange: Exchange) -> None:
    """Somebody offers help, somebody wants to hear of it, and asks to be introduced."""
    common = exchange.write(EARLY)
    brokerage.post_offer(
        id=new_id(), member_id=exchange.helper.pk, text="Ik kan helpen met lekke banden", language="nl", **common
    )
    for theme, words in (("herstellen", ""), ("", "fietsen")):
        brokerage.want_news(id=new_id(), member_id=exchange.asker.pk, theme=theme, words=words, language="nl", **common)
    brokerage.ask_introduction(
        id=new_id(), member_id=exchange.asker.pk, to_member_id=exchange.helper.pk, text="Over een bakfiets", **common
    )


def hold_sessions(exchange: Exchange) -> dict[str, UUID]:
    """One session in each state there is."""
    found = {"held": a_session(exchange, state="held", at=moment(2026, 2, 2), starts_at=moment(2026, 2, 17)).pk}
    for day, state in enumerate(("asked", "disputed", "no_show"), start=9):
        found[state] = a_session(exchange, state=state, at=moment(2026, 2, 20), starts_at=moment(2026, 3, day)).pk
    for day, state in enumerate(("proposed", "agreed", "moved", "cancelled"), start=24):
        found[state] = a_session(exchange, state=state, at=moment(2026, 3, 2), starts_at=moment(2026, 3, day)).pk
    found["joint"] = _together(exchange)
    return found


def _together(exchange: Exchange) -> UUID:
    """A session for two recipients, to which one of them said yes; everybody has time on some half-days."""
    asked = exchange.write(moment(2026, 3, 2))
    also = a_member(exchange.network, given_name="Chloé", family_name="Maes")
    need = a_need(exchange, at=moment(2026, 3, 2), text="Hoe vertellen we samen waar we voor staan?")
    brokerage.add_companion(need_id=need.pk, member_id=also.pk, **asked)
    session = a_session(exchange, at=moment(2026, 3, 2), need_id=need.pk, starts_at=moment(2026, 3, 30))
    brokerage.accept_session(session_id=session.pk, side="recipient", **asked)
    for member in (exchange.asker, exchange.helper):
        brokerage.keep_week(member_id=member.pk, week=[(1, "morning"), (3, "afternoon")], **asked)
    return session.pk


def wait_for_helper(exchange: Exchange) -> None:
    """Who helps gave what they wanted to, so a question waited for them; now there is room and it is offered."""
    at = moment(2026, 3, 12)
    rooms = queries.rooms_of(network_id=exchange.network.pk, member_ids=[exchange.helper.pk], on=at.date())
    used = rooms[exchange.helper.pk].used
    brokerage.set_capacity(member_id=exchange.helper.pk, most=used, per="quarter", **exchange.write(at))
    # Older than the need that the pages show.
    need = a_need(exchange, at=moment(2026, 3, 4), text="Wie leert ons begroten?")
    brokerage.wait_for(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write(at))
    brokerage.set_capacity(member_id=exchange.helper.pk, most=50, per="quarter", **exchange.write(at))


def _say_yes(exchange: Exchange, *, at: datetime) -> None:
    """Who helps wants to; a half-day is still to be chosen."""
    need = a_need(exchange, at=at, text="Hoe lezen we een balans?")
    common = exchange.write(at)
    proposal = brokerage.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **common)
    brokerage.ask_next(need_id=need.pk, **common)
    brokerage.answer_proposal(proposal_id=proposal.pk, answer="yes", **common)


def ask_and_refer(exchange: Exchange) -> None:
    concept = pathway.open_concept(
        id=new_id(),
        name="Buurtkeuken op wielen",
        started_on=date(2026, 1, 8),
        owners=[Share(party_id=exchange.asker_party.pk)],
        member_ids=[exchange.asker.pk],
        **exchange.write(EARLY),
    )
    asked = on_day(date(2026, 3, 11))
    brokerage.set_capacity(member_id=exchange.helper.pk, most=20, per="quarter", **exchange.write(asked))
    _say_yes(exchange, at=asked)
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
