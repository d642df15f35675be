"""Who may help: full text, then balance and feedback, with outsiders always among them."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum

from kennisruil.brokerage.models import Need, Proposal, Session
from kennisruil.brokerage.rules import ranking
from kennisruil.brokerage.rules.ranking import Ranked, Standing
from kennisruil.ledger import queries as ledger
from kennisruil.matching import queries as matching
from kennisruil.matching.rules import Fit, Question
from kennisruil.network import queries as network
from kennisruil.network.models import Acting, Member
from kennisruil.quality import queries as quality

_UNDER_WAY = ("proposed", "agreed", "moved", "asked", "disputed", "no_show")


def standings(*, network_id: UUID, member_ids: Collection[UUID], on: date) -> dict[UUID, Standing]:
    """Give what the office knows of people: coins given and received, balance, sessions under way, feedback marks."""
    sums = {side: _sums(network_id, side=side, member_ids=member_ids) for side in ("provider", "recipient")}
    busy = _under_way(network_id, member_ids=member_ids)
    balances = _balances(network_id, member_ids=member_ids, on=on)
    marks = quality.helpfulness_of(network_id=network_id, member_ids=member_ids)
    outsiders = set(
        Member.objects.filter(network_id=network_id, pk__in=member_ids, is_outsider=True).values_list("pk", flat=True)
    )
    return {
        member_id: Standing(
            given=sums["provider"].get(member_id, 0),
            received=sums["recipient"].get(member_id, 0),
            balance=balances.get(member_id, 0),
            under_way=busy.get(member_id, 0),
            helpfulness=marks.get(member_id),
            is_outsider=member_id in outsiders,
        )
        for member_id in member_ids
    }


def _sums(network_id: UUID, *, side: str, member_ids: Collection[UUID]) -> dict[UUID, int]:
    rows = Session.objects.filter(network_id=network_id, state="held", **{f"{side}_id__in": member_ids})
    grouped = rows.values(f"{side}_id").annotate(coins=Sum(f"{side}_coins")).order_by(f"{side}_id")
    return {row[f"{side}_id"]: int(row["coins"]) for row in grouped}


def _under_way(network_id: UUID, *, member_ids: Collection[UUID]) -> dict[UUID, int]:
    rows = Session.objects.filter(network_id=network_id, state__in=_UNDER_WAY, provider_id__in=member_ids)
    grouped = rows.values("provider_id").annotate(times=Count("pk")).order_by("provider_id")
    return {row["provider_id"]: row["times"] for row in grouped}


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
    """Rank who may help with a need: best fits first, balance among equals, outsiders always among them.

    Left out: the asker, colleagues of the asker's organisation, and who is on the list already.
    """
    exclude = _not_to_ask(network_id, need)
    found = matching.candidates_for(
        network_id=network_id, text=need.whole_text, language=need.language, exclude=exclude, limit=limit * 2
    )
    fresh = _outsiders(network_id, exclude=exclude)
    ids = {candidate.member_id for candidate in found} | set(fresh)
    known = standings(network_id=network_id, member_ids=ids, on=on)
    outsiders = [
        Ranked(member_id=member_id, reasons=(), standing=known[member_id], is_fresh_eyes=True) for member_id in fresh
    ]
    return ranking.with_fresh_eyes(
        ranking.rank(found, known), sorted(outsiders, key=lambda person: person.standing.under_way), limit=limit
    )


def _not_to_ask(network_id: UUID, need: Need) -> list[UUID]:
    listed = Proposal.objects.filter(network_id=network_id, need_id=need.pk).values_list("member_id", flat=True)
    asker = need.member
    colleagues: Sequence[UUID] = []
    if asker.organisation_name:
        same = Member.objects.filter(network_id=network_id, organisation_name__iexact=asker.organisation_name)
        colleagues = list(same.order_by("pk").values_list("pk", flat=True)[:1000])
    return [need.member_id, *listed, *colleagues]


def _outsiders(network_id: UUID, *, exclude: Collection[UUID]) -> list[UUID]:
    """Give outsiders who were asked least often, at most twelve."""
    rows = Member.objects.filter(network_id=network_id, is_outsider=True, left_on=None).exclude(pk__in=exclude)
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:500])
    asked = Proposal.objects.filter(network_id=network_id, member_id__in=ids).exclude(state="listed")
    times = dict(asked.values_list("member_id").annotate(Count("pk")).order_by("member_id"))
    return sorted(ids, key=lambda member_id: (times.get(member_id, 0), str(member_id)))[:12]


def fits_for_member(*, network_id: UUID, member_id: UUID, limit: int = 10) -> list[tuple[Need, Fit]]:
    """List open needs of others that a member's statements meet, best first, with the reasons; the open lines only."""
    asked_before = Q(proposals__member_id=member_id)
    rows = Need.objects.filter(network_id=network_id, state="open").exclude(member_id=member_id).exclude(asked_before)
    needs = {need.pk: need for need in rows.select_related("member").order_by("asked_at", "pk")[:300]}
    questions = [Question(id=need.pk, text=need.whole_text, language=need.language) for need in needs.values()]
    fits = matching.needs_fitting(network_id=network_id, member_id=member_id, questions=questions, limit=limit)
    return [(needs[fit.question_id], fit) for fit in fits]


def fits_for_members(
    *, network_id: UUID, member_ids: Collection[UUID], limit: int = 3
) -> dict[UUID, list[tuple[Need, Fit]]]:
    """List for each member what :func:`fits_for_member` lists for one, with three questions to the database in all."""
    rows = Need.objects.filter(network_id=network_id, state="open").select_related("member")
    needs = {need.pk: need for need in rows.order_by("asked_at", "pk")[:300]}
    listed = Proposal.objects.filter(network_id=network_id, need_id__in=needs, member_id__in=member_ids)
    known = set(listed.order_by("pk").values_list("need_id", "member_id"))
    questions = [Question(id=need.pk, text=need.whole_text, language=need.language) for need in needs.values()]
    fits = matching.needs_fitting_people(network_id=network_id, member_ids=member_ids, questions=questions)
    return {
        member_id: [
            (needs[fit.question_id], fit)
            for fit in own
            if needs[fit.question_id].member_id != member_id and (fit.question_id, member_id) not in known
        ][:limit]
        for member_id, own in fits.items()
    }
