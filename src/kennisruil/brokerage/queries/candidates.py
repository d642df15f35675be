"""Who may help: by meaning and words, then balance, load and answers, with fresh eyes always below."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, Sum

from kennisruil.brokerage.models import Need, Proposal, Session
from kennisruil.brokerage.queries.load import answers_of, loads_of
from kennisruil.brokerage.queries.willing import not_to_ask
from kennisruil.brokerage.rules import ranking
from kennisruil.brokerage.rules.ranking import OTHER_SECTOR_BELOW, Ranked, Standing
from kennisruil.ledger import queries as ledger
from kennisruil.matching import queries as matching
from kennisruil.network import queries as network
from kennisruil.network.models import Acting, Member
from kennisruil.quality import queries as quality

# How many people with fresh eyes are weighed; three of them are shown.
_FRESH = 12


def standings(
    *, network_id: UUID, member_ids: Collection[UUID], on: date, asker_id: UUID | None = None
) -> dict[UUID, Standing]:
    """Give what the office knows of people: coins given and received, balance, load, answers, feedback marks.

    With ``asker_id`` also who comes from another world than the asker.
    """
    sums = {side: _sums(network_id, side=side, member_ids=member_ids) for side in ("provider", "recipient")}
    loads = loads_of(network_id=network_id, member_ids=member_ids, on=on)
    answers = answers_of(network_id=network_id, member_ids=member_ids, on=on)
    balances = _balances(network_id, member_ids=member_ids, on=on)
    marks = quality.helpfulness_of(network_id=network_id, member_ids=member_ids)
    others = _other_sector(network_id, asker_id=asker_id, member_ids=member_ids) if asker_id else {}
    outsiders = set(
        Member.objects.filter(network_id=network_id, pk__in=member_ids, is_outsider=True).values_list("pk", flat=True)
    )
    return {
        member_id: Standing(
            given=sums["provider"].get(member_id, 0),
            received=sums["recipient"].get(member_id, 0),
            balance=balances.get(member_id, 0),
            under_way=loads[member_id].under_way,
            this_quarter=loads[member_id].this_quarter,
            last_gave_on=loads[member_id].last_gave_on,
            answers_in_days=answers[member_id].in_days,
            declined_on=answers[member_id].declined_on,
            helpfulness=marks.get(member_id),
            is_outsider=member_id in outsiders,
            is_other_sector=others.get(member_id),
        )
        for member_id in member_ids
    }


def _other_sector(network_id: UUID, *, asker_id: UUID, member_ids: Collection[UUID]) -> dict[UUID, bool]:
    """Say who works in another field than the asker, by occupation; where that is not known, by all they can do."""
    akin = matching.likeness_of(network_id=network_id, member_id=asker_id, others=member_ids)
    others = {member_id: near < OTHER_SECTOR_BELOW for member_id, near in akin.items()}
    work = matching.work_of(network_id=network_id, member_ids=[asker_id, *member_ids])
    own = work.pop(asker_id, None)
    return others | ({member_id: one.field != own.field for member_id, one in work.items()} if own else {})


def _sums(network_id: UUID, *, side: str, member_ids: Collection[UUID]) -> dict[UUID, int]:
    rows = Session.objects.filter(network_id=network_id, state="held", **{f"{side}_id__in": member_ids})
    grouped = rows.values(f"{side}_id").annotate(coins=Sum(f"{side}_coins")).order_by(f"{side}_id")
    return {row[f"{side}_id"]: int(row["coins"]) for row in grouped}


def _balances(network_id: UUID, *, member_ids: Collection[UUID], on: date) -> dict[UUID, int]:
    """Sum the balances of the parties each person acts for."""
    acting = (
        Acting.objects.filter(network_id=network_id, member_id__in=member_ids, from_on__lte=on)
        .exclude(until_on__lte=on)
        .order_by("pk")
        .values_list("member_id", "party__account_id")[:10_000]
    )
    pairs = [(member_id, account) for member_id, account in acting if account]
    book_id = network.network_by_id(network_id=network_id).book_id
    found = ledger.balances(network_id=network_id, book_id=book_id, account_ids={account for _member, account in pairs})
    by_account = {row.account_id: row.balance for row in found}
    sums: dict[UUID, int] = {}
    for member_id, account in pairs:
        sums[member_id] = sums.get(member_id, 0) + by_account.get(account, 0)
    return sums


def candidates_for_need(*, network_id: UUID, need: Need, on: date, limit: int = 12) -> list[Ranked]:
    """Rank who may help with a need: best fits first, moved a little by balance, load and answers; fresh eyes below.

    Left out: the asker, colleagues of the asker's organisation, who is on the list or answered, who takes a pause, and
    who is not to be proposed to the asker.
    """
    exclude = not_to_ask(network_id=network_id, need=need, on=on)
    found = matching.candidates_for(
        network_id=network_id,
        text=need.text,
        sought=need.sought,
        language=need.language,
        exclude=exclude,
        limit=limit * 2,
    )
    fresh = _fresh_eyes(network_id, need=need, exclude={*exclude, *(one.member_id for one in found[:limit])})
    ids = {candidate.member_id for candidate in found} | set(fresh)
    known = standings(network_id=network_id, member_ids=ids, on=on, asker_id=need.member_id)
    outsiders = [
        Ranked(member_id=member_id, reasons=(), standing=known[member_id], is_fresh_eyes=True) for member_id in fresh
    ]
    return ranking.with_fresh_eyes(
        ranking.rank(found, known), sorted(outsiders, key=lambda person: person.standing.this_quarter), limit=limit
    )


def _fresh_eyes(network_id: UUID, *, need: Need, exclude: Collection[UUID]) -> list[UUID]:
    """Give a dozen people who look at it anew: outsiders first, then who is furthest from the asker's own world.

    Among them, who was asked least often comes first; ties by name.
    """
    rows = Member.objects.filter(network_id=network_id, left_on=None).exclude(pk__in=exclude)
    if need.member.organisation_name:
        rows = rows.exclude(organisation_name__iexact=need.member.organisation_name)
    outsiders = rows.filter(is_outsider=True).order_by("family_name", "given_name", "email", "pk")
    ids = list(outsiders.values_list("pk", flat=True)[:500])
    asked = Proposal.objects.filter(network_id=network_id, member_id__in=ids).exclude(state="listed")
    times = dict(asked.values_list("member_id").annotate(Count("pk")).order_by("member_id"))
    first = sorted(ids, key=lambda member_id: times.get(member_id, 0))[:_FRESH]
    far = matching.furthest_from(
        network_id=network_id, member_id=need.member_id, exclude=[*exclude, *first], limit=_FRESH - len(first)
    )
    return [*first, *far]
