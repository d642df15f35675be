"""From a need to a yes: the list, the questions, the answers people give."""

from datetime import timedelta
from uuid import UUID

from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage import queries as brokerage_queries
from kennisruil.brokerage.models import Proposal
from kennisruil.ledger import queries as ledger
from kennisruil.network.models import Party
from kennisruil.porting.demo import content
from kennisruil.porting.demo.walk import Walk
from kennisruil.shared.periods import Month

_SESSION = 200
_CEILING = 1600
_NEEDS_PER_SESSION = 1.15


def schedule(walk: Walk) -> None:
    """Put down the months' needs: few at first, fewer in summer and at the year's end."""
    months = [Month.of(walk.start_on).plus(turn) for turn in range(walk.size.months + 1)]
    weights = [_weight(walk, month, turn) for turn, month in enumerate(months)]
    for month, weight in zip(months, weights, strict=True):
        for _each in range(round(walk.size.sessions * _NEEDS_PER_SESSION * weight / sum(weights))):
            days = (month.end_on - month.start_on).days
            walk.on(month.start_on + timedelta(days=walk.rng.randrange(days)), ask)


def _weight(walk: Walk, month: Month, turn: int) -> float:
    season = {7: 0.4, 8: 0.5, 12: 0.7}.get(month.month, 1.0)
    share = min(1.0, ((walk.until - month.start_on).days + 1) / 30)
    return season * min(1.0, 0.4 + 0.15 * turn) * max(0.0, share)


def ask(walk: Walk, person: int | None = None) -> None:
    """Let somebody who still can receive ask for help, most often for a concept."""
    asker = _asker(walk) if person is None else person
    if asker is None:
        return
    language = walk.person(asker).language
    asked = walk.deal(f"needs-{language}", [need for need in content.needs() if need.language == language])
    own = [
        index for index, concept in enumerate(walk.cast.concepts) if asker in concept.people and index in walk.concepts
    ]
    need = brokerage.ask_for_help(
        id=walk.id(),
        member_id=walk.members[asker],
        text=asked.text,
        language=asked.language,
        confidential_text=asked.confidential,
        concept_id=walk.concepts[walk.rng.choice(own)] if own else None,
        **walk.common(walk.by(asker)),
    )
    walk.after(walk.rng.choice((0, 1, 1, 2)), draw_list, need.pk)
    walk.after(walk.rng.randrange(50, 80), let_go, need.pk)


def _asker(walk: Walk) -> int | None:
    """Find somebody with room to receive; who carries a concept asks more often."""
    carriers = [person for concept in walk.cast.concepts for person in concept.people]
    for _try in range(12):
        person = walk.rng.choice(carriers if walk.chance(0.8) else list(walk.members))
        if person in walk.members and _room(walk, person) >= _SESSION:
            return person
    return None


def _room(walk: Walk, person: int) -> int:
    """How much a person's party can still reserve; nothing without a party or after leaving."""
    party_id = walk.party_of(person)
    account = party_id and Party.objects.filter(pk=party_id, left_on=None).values_list("account_id", flat=True).first()
    if account is None or account == "":
        return 0
    room = ledger.balance(network_id=walk.network_id, account_id=account).room
    return 0 if room is None else room


def draw_list(walk: Walk, need_id: UUID) -> None:
    """Draw up the list: who fits best and can still earn, with somebody unexpected when few fit."""
    need = brokerage_queries.need_by_id(network_id=walk.network_id, need_id=need_id)
    if need.state != "open":
        return
    ranked = brokerage_queries.candidates_for_need(network_id=walk.network_id, need=need, on=walk.today, limit=8)
    chosen = [one.member_id for one in ranked if one.standing.balance < _CEILING and one.standing.under_way < 3]
    chosen = _mixed(walk, chosen)[: walk.rng.choice((3, 4, 4, 5))]
    if len(chosen) < 2:
        asker = need.member_id
        others = [member for member in walk.members.values() if member != asker and member not in chosen]
        chosen += walk.rng.sample(others, min(3, len(others)))
    for member_id in chosen:
        with walk.tolerating():
            brokerage.list_candidate(need_id=need_id, member_id=member_id, **walk.common(walk.office))
    with walk.tolerating():
        brokerage.ask_next(need_id=need_id, **walk.common(walk.office))
    walk.after(walk.rng.choice((1, 1, 2, 3)), answer, need_id)


def _mixed(walk: Walk, chosen: list[UUID]) -> list[UUID]:
    """Keep the order of the ranking mostly: a broker now and then knows better."""
    if len(chosen) > 2 and walk.chance(0.3):
        place = walk.rng.randrange(1, len(chosen))
        chosen = [chosen[place], *chosen[:place], *chosen[place + 1 :]]
    return chosen


def answer(walk: Walk, need_id: UUID) -> None:
    """Let whoever is asked answer: most say yes, some no, some nothing, some another date."""
    asked = Proposal.objects.filter(network_id=walk.network_id, need_id=need_id, need__state="open", state="asked")
    proposal = asked.order_by("position", "pk").first()
    if proposal is None:
        draw_again(walk, need_id)
        return
    turn = walk.rng.random()
    person = walk.index_of(proposal.member_id)
    if person is None or turn < 0.14:
        # Nothing comes back: the daily round asks the next on the list after a few days.
        walk.after(6, answer, need_id)
    elif turn < 0.34:
        text = walk.rng.choice(content.words("words")["decline_reasons"])
        brokerage.answer_proposal(proposal_id=proposal.pk, answer="no", text=text, **walk.common(walk.by(person)))
        walk.after(walk.rng.choice((1, 2, 3)), answer, need_id)
    else:
        _say_yes(walk, proposal, person, other_date=turn > 0.94)


def draw_again(walk: Walk, need_id: UUID) -> None:
    """Draw up a second and a third list for a need that is open with nobody left to ask; after that it waits."""
    walk.drawn[need_id] += 1
    if walk.drawn[need_id] < 3 and not _under_way(walk, need_id):
        walk.after(walk.rng.choice((1, 2, 3)), draw_list, need_id)


def let_go(walk: Walk, need_id: UUID) -> None:
    """Let the office end a need for which nobody was found in two months, after a talk with who asked."""
    need = brokerage_queries.need_by_id(network_id=walk.network_id, need_id=need_id)
    if need.state == "open" and not _under_way(walk, need_id):
        with walk.tolerating():
            brokerage.withdraw_need(need_id=need_id, **walk.common(walk.office))


def _under_way(walk: Walk, need_id: UUID) -> bool:
    waiting = Proposal.objects.filter(
        network_id=walk.network_id, need_id=need_id, state__in=("listed", "asked", "yes", "other_date")
    )
    return waiting.exists()


def _say_yes(walk: Walk, proposal: Proposal, person: int, *, other_date: bool) -> None:
    common = walk.common(walk.by(person))
    if other_date:
        text = "Graag, maar liefst in de tweede helft van de maand."
        brokerage.answer_proposal(proposal_id=proposal.pk, answer="other_date", text=text, **common)
    else:
        brokerage.answer_proposal(proposal_id=proposal.pk, answer="yes", **common)
    if walk.chance(0.4):
        with walk.tolerating():
            brokerage.promise_confidence(
                need_id=proposal.need_id, member_id=proposal.member_id, **walk.common(walk.by(person))
            )
    walk.after(walk.rng.choice((1, 1, 2)), walk.arrange, proposal.need_id, person)
