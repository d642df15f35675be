"""What people do together beside sessions: workshops, and articles for the network."""

from datetime import timedelta
from uuid import UUID

from kennisruil.billing import actions as billing
from kennisruil.gatherings import actions as gatherings
from kennisruil.gatherings.models import Gathering, Place
from kennisruil.ledger import queries as ledger
from kennisruil.ledger.rules.refusals import CeilingReached, FloorReached
from kennisruil.network.models import Party
from kennisruil.porting.demo import content
from kennisruil.porting.demo.walk import Walk, instant, working_day


def schedule(walk: Walk) -> None:
    """Spread workshops and articles evenly over the walk, from the second month on."""
    days = (walk.until - walk.start_on).days
    for turn in range(walk.size.workshops):
        walk.on(walk.start_on + timedelta(days=20 + (days - 20) * turn // walk.size.workshops), plan, turn)
    for turn in range(walk.size.contributions):
        walk.on(walk.start_on + timedelta(days=35 + (days - 35) * turn // walk.size.contributions), write, turn)


def plan(walk: Walk, turn: int) -> None:
    """Announce a workshop: every third by the office, the others by a member."""
    title = walk.deal("workshops", content.words("words")["workshops"])
    day = working_day(walk.today + timedelta(days=walk.rng.randrange(12, 22)))
    giver = None if turn % 3 == 2 else _somebody(walk)
    gathering_id = walk.id()
    with walk.tolerating():
        gatherings.plan_gathering(
            id=gathering_id,
            kind="workshop",
            title=title,
            starts_at=instant(day, 13, 30),
            item_code="office_workshop" if giver is None else "workshop",
            place="Netwerkhuis, Vaartkaai 12",
            capacity=14,
            provider_party_id=None if giver is None else walk.party_of(giver),
            provider_member_id=None if giver is None else walk.members[giver],
            **walk.common(walk.office),
        )
        for person in walk.rng.sample(sorted(walk.members), min(len(walk.members), walk.rng.randrange(6, 14))):
            if person != giver:
                walk.after(walk.rng.randrange(1, 9), enrol, gathering_id, person)
        walk.on(working_day(day + timedelta(days=1)), hold, gathering_id)


def _somebody(walk: Walk) -> int | None:
    able = [person for person in sorted(walk.members) if walk.party_of(person)]
    return walk.rng.choice(able) if able else None


def enrol(walk: Walk, gathering_id: UUID, person: int) -> None:
    """Take a place, for the party one acts for."""
    party_id = walk.party_of(person)
    giver = Gathering.objects.filter(pk=gathering_id).values_list("provider_id", flat=True).first()
    if party_id is not None and party_id != giver:
        with walk.tolerating():
            gatherings.enrol(
                gathering_id=gathering_id,
                member_id=walk.members[person],
                party_id=party_id,
                **walk.common(walk.by(person)),
            )


def hold(walk: Walk, gathering_id: UUID) -> None:
    """Note who came: nearly all; without anybody enrolled it is called off."""
    places = Place.objects.filter(network_id=walk.network_id, gathering_id=gathering_id, state="enrolled")
    # By name, never by id: another network's ids fall otherwise, and the same seed would meet other people.
    by_name = places.order_by("member__family_name", "member__given_name", "pk").values_list("pk", flat=True)
    came = [place for place in by_name if walk.chance(0.9)]
    with walk.tolerating():
        if came:
            _note(walk, gathering_id, came)
        else:
            gatherings.cancel_gathering(gathering_id=gathering_id, **walk.common(walk.office))


def _note(walk: Walk, gathering_id: UUID, came: list[UUID]) -> None:
    """Note that it took place; whoever's limit stands in the way gets room for it."""
    for _party in range(len(came) + 1):
        try:
            gatherings.hold_gathering(
                gathering_id=gathering_id, attended=came, today=walk.today, **walk.common(walk.office)
            )
        except (CeilingReached, FloorReached) as refusal:
            walk.refused[refusal.code] += 1
            _make_room(walk, refusal)
        else:
            return


def _make_room(walk: Walk, refusal: CeilingReached | FloorReached) -> None:
    """Let an account hold more coins than most, or have more still to give: the office decides so, with the reason."""
    account = ledger.balance(network_id=walk.network_id, account_id=refusal.account_id)
    floor, ceiling = account.floor, account.ceiling
    if isinstance(refusal, CeilingReached):
        ceiling = (ceiling or 0) + refusal.over_by
    else:
        floor = (floor or 0) - refusal.short_by
    billing.change_limits(
        id=walk.id(),
        party_id=Party.objects.get(network_id=walk.network_id, account_id=account.account_id).pk,
        floor=floor,
        ceiling=ceiling,
        reason="Plaats voor een workshop die al gegeven is.",
        **walk.common(walk.office),
    )


def write(walk: Walk, turn: int) -> None:
    """Offer an article; the office reads it some days later."""
    person = _somebody(walk)
    party_id = None if person is None else walk.party_of(person)
    if person is None or party_id is None:
        return
    contribution_id = walk.id()
    with walk.tolerating():
        gatherings.offer_contribution(
            id=contribution_id,
            member_id=walk.members[person],
            party_id=party_id,
            item_code="article",
            title=walk.deal("articles", content.words("words")["articles"]),
            text=walk.deal("lessons", content.words("words")["lessons"]),
            on=walk.today,
            **walk.common(walk.by(person)),
        )
        walk.after(5, read, contribution_id, turn)


def read(walk: Walk, contribution_id: UUID, turn: int) -> None:
    """Let the office answer: nearly always a yes."""
    with walk.tolerating():
        if turn % 7 == 6:
            answer = "Mooi stuk, maar dit verhaal stond al in het vorige nummer."
            gatherings.decline_contribution(contribution_id=contribution_id, answer=answer, **walk.common(walk.office))
        else:
            gatherings.accept_contribution(
                contribution_id=contribution_id,
                performed_on=walk.today,
                answer="Dank je, dit helpt anderen vooruit.",
                **walk.common(walk.office),
            )
