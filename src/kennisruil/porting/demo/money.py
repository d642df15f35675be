"""Months and euro: the close with its documents, payments, old balances brought in, leaving, writing off."""

from datetime import timedelta
from uuid import UUID

from kennisruil.billing import actions as billing
from kennisruil.billing import queries as billing_queries
from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage import queries as brokerage_queries
from kennisruil.network import actions as network
from kennisruil.network.models import Party
from kennisruil.porting import actions as porting
from kennisruil.porting.demo.walk import Walk, working_day
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope

# From this day on the office decides what nobody answered, so that the month can close in time.
_DECIDE_FROM = 9


def schedule(walk: Walk) -> None:
    """Put down the closes, the old balances, and who leaves."""
    month = Month.of(walk.start_on)
    while month.start_on <= walk.until:
        # A close is many small transactions: it runs between days, not within one.
        walk.closes.append((working_day(month.end_on + timedelta(days=2)), month, False))
        if month.ends_quarter:
            walk.closes.append((month.end_on - timedelta(days=2), month, True))
        month = month.next
    walk.on(walk.start_on + timedelta(days=8), bring_in)
    days = (walk.until - walk.start_on).days
    for share in (0.55, 0.7, 0.85):
        walk.on(walk.start_on + timedelta(days=int(days * share)), settle_one, share)


def close_due(walk: Walk) -> None:
    """Close what is due today, outside any transaction; what still waits is tried again tomorrow."""
    due = [close for close in walk.closes if close[0] <= walk.today]
    for day, month, is_first in sorted(due, key=lambda close: (close[1], not close[2])):
        walk.closes.remove((day, month, is_first))
        if not _close(walk, month) and not is_first:
            walk.closes.append((walk.today + timedelta(days=1), month, is_first))


def _close(walk: Walk, month: Month) -> bool:
    if walk.today.day >= _DECIDE_FROM:
        _decide_rest(walk, month)
    try:
        with network_scope(walk.network_id):
            by, at = walk.office, walk.at
        billing.close_month(network_id=walk.network_id, month=month, today=walk.today, by=by, at=at)
    except (billing.HasObjections, billing.EarlierMonthOpen, billing.TooEarly) as refusal:
        walk.refused[refusal.code] += 1
        return False
    with network_scope(walk.network_id):
        schedule_payments(walk)
    return True


def _decide_rest(walk: Walk, month: Month) -> None:
    """Decide what nobody answered of the days that have passed: a first run falls before the month is over."""
    with network_scope(walk.network_id):
        for session in brokerage_queries.sessions_between(
            network_id=walk.network_id, start_on=month.start_on, end_on=min(month.end_on, walk.today)
        ):
            with walk.tolerating():
                if session.state in ("disputed", "no_show"):
                    reason = "Met beide gesproken: we tellen het niet mee."
                    brokerage.decide_session(
                        session_id=session.pk, is_held=False, reason=reason, **walk.common(walk.office)
                    )
                elif session.state in ("proposed", "moved"):
                    brokerage.cancel_session(
                        session_id=session.pk, reason="De datum is verstreken.", **walk.common(walk.office)
                    )
                elif session.state in ("agreed", "asked"):
                    brokerage.confirm_session(session_id=session.pk, **walk.common(walk.office))


def schedule_payments(walk: Walk) -> None:
    """After a close: most pay the VAT within the month, a few pay all in euro, some wait."""
    for party_id in (
        Party.objects.filter(network_id=walk.network_id, is_operator=False)
        .order_by("number")
        .values_list("pk", flat=True)
    ):
        owed = billing_queries.open_euro_of(network_id=walk.network_id, party_id=party_id)
        vat = sum(one.vat_cents for one in owed)
        base = sum(one.base_cents for one in owed)
        turn = walk.rng.random()
        if vat > 0 and turn < 0.86:
            cents = vat + max(base, 0) if turn < 0.07 else vat
            walk.after(walk.rng.randrange(3, 29), pay, party_id, cents)


def pay(walk: Walk, party_id: UUID, cents: int) -> None:
    """Record what came in at the bank, never more than is still open."""
    owed = billing_queries.open_euro_of(network_id=walk.network_id, party_id=party_id)
    left = sum(max(one.vat_cents, 0) + max(one.base_cents, 0) for one in owed)
    if min(cents, left) > 0:
        with walk.tolerating():
            billing.record_payment(
                id=walk.id(),
                party_id=party_id,
                cents=min(cents, left),
                paid_on=walk.today,
                today=walk.today,
                **walk.common(Actor.member(walk.staff["books"])),
            )


def bring_in(walk: Walk) -> None:
    """Bring in balances of before from a spreadsheet: some with an old document, one without."""
    parties = [party for _index, party in sorted(walk.parties.items())][2 : 2 + max(3, len(walk.parties) // 20)]
    names = {party.pk: party.name for party in Party.objects.filter(network_id=walk.network_id, pk__in=parties)}
    lines = ["Partij;Saldo;Euro;Documentnummer;Documentdatum"]
    for turn, party_id in enumerate(parties):
        coins = (2, -1, 3, -2, 1)[turn % 5]
        old = "" if turn % 4 == 3 else f"OUD-{turn + 1:03}"
        lines.append(f"{names[party_id]};{coins};{coins * 50};{old};{walk.start_on - timedelta(days=1):%d/%m/%Y}")
    batch = porting.upload_file(
        id=walk.id(),
        name="beginsaldi.csv",
        content="\r\n".join(lines).encode(),
        kind="opening_balances",
        **walk.common(walk.office),
    )
    porting.choose_columns(batch_id=batch.pk, kind=batch.kind, columns=batch.columns, **walk.common(walk.office))
    porting.commit_import(batch_id=batch.pk, skip_refused=True, **walk.common(walk.office))


def settle_one(walk: Walk, share: float) -> None:
    """Let one party leave with a letter, one credit be given away, one remainder be written off, in turn."""
    able = [index for index in sorted(walk.members) if index > 4 and walk.party_of(index)]
    if not able:
        return
    balances = {person: _coins(walk, walk.party_of(person)) for person in able}
    still_giving = [person for person in able if balances[person] < 0]
    givers = [person for person in able if balances[person] > 0]
    with walk.tolerating():
        if share < 0.6 and givers:
            _give_away(walk, givers[walk.rng.randrange(len(givers))])
        elif share < 0.8 and still_giving:
            _write_off(walk, still_giving[walk.rng.randrange(len(still_giving))])
        elif share >= 0.8:
            _leave(walk, able)


def _coins(walk: Walk, party_id: UUID | None) -> int:
    assert party_id is not None
    return sum(lot.coins for lot in billing_queries.open_lots(network_id=walk.network_id, party_id=party_id))


def _give_away(walk: Walk, person: int) -> None:
    party_id = walk.party_of(person)
    assert party_id is not None
    billing.give_away(
        id=walk.id(),
        party_id=party_id,
        coins=min(100, _coins(walk, party_id)),
        today=walk.today,
        reason="Voor wie nog geen munten heeft.",
        **walk.common(walk.by(person)),
    )


def _write_off(walk: Walk, person: int) -> None:
    party_id = walk.party_of(person)
    assert party_id is not None
    billing.write_off(
        id=walk.id(),
        party_id=party_id,
        today=walk.today,
        reason="Langdurig ziek; er past voorlopig geen wederdienst.",
        **walk.common(walk.office),
    )


def _leave(walk: Walk, able: list[int]) -> None:
    """Let somebody leave who has nothing under way, with their own party."""
    alone = [person for person in able if person in walk.own_parties]
    for person in alone:
        sessions = brokerage_queries.sessions_of(network_id=walk.network_id, member_id=walk.members[person])
        if all(session.state in ("held", "cancelled", "withdrawn") for session in sessions):
            billing.leave(
                id=walk.id(),
                party_id=walk.own_parties[person],
                today=walk.today,
                reason="Verhuist naar het buitenland.",
                **walk.common(walk.by(person)),
            )
            network.member_leaves(member_id=walk.members[person], on=walk.today, **walk.common(walk.office))
            del walk.own_parties[person]
            del walk.members[person]
            return
