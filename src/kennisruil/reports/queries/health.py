"""What the health of a network is counted from, each with one question to the database, and the figures per month."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection

from kennisruil.brokerage.models import Session
from kennisruil.matching import queries as matching
from kennisruil.network.models import Party
from kennisruil.pathway.rules import Share, split_by_parts
from kennisruil.reports.queries.figures import circulation
from kennisruil.reports.rules import Period
from kennisruil.reports.rules import health as rules
from kennisruil.reports.rules.health import Belonging, Dealing, Health
from kennisruil.shared.periods import Month

_DEALINGS: LiteralString = """
SELECT m.supply_id, s.performed_on, m.party_id, m.side,
    sum(abs(m.coins) * CASE WHEN m.reverses_id IS NULL THEN 1 ELSE -1 END)::bigint AS minor
FROM billing_movement m
JOIN billing_supply s ON s.network_id = m.network_id AND s.id = m.supply_id
JOIN network_party o ON o.network_id = m.network_id AND o.id = m.party_id AND NOT o.is_operator
WHERE m.network_id = %(network)s AND s.performed_on >= %(start)s AND s.performed_on < %(end)s
GROUP BY m.supply_id, s.performed_on, m.party_id, m.side
HAVING sum(abs(m.coins) * CASE WHEN m.reverses_id IS NULL THEN 1 ELSE -1 END) > 0
ORDER BY s.performed_on, m.supply_id, m.party_id, m.side
"""
# For each month's end and each account under zero then: the day of the entry that brought it there.
_UNDER_ZERO: LiteralString = """
SELECT m.month_on::date, a.id, (
    SELECT min(e.booked_at) FROM ledger_entry e
    WHERE e.network_id = a.network_id AND e.account_id = a.id AND e.version > coalesce((
        SELECT max(u.version) FROM ledger_entry u WHERE u.network_id = a.network_id AND u.account_id = a.id
            AND u.version <= l.version AND u.balance_after >= 0), 0)
    )::date
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS m (month_on)
JOIN ledger_account a ON a.network_id = %(network)s AND a.kind = 'member'
JOIN LATERAL (
    SELECT e.version, e.balance_after FROM ledger_entry e
    WHERE e.network_id = a.network_id AND e.account_id = a.id
        AND e.booked_at < ((m.month_on + interval '1 month')::timestamp AT TIME ZONE %(zone)s)
    ORDER BY e.version DESC LIMIT 1
) l ON l.balance_after < 0
ORDER BY 1, 2
"""
_NEEDS: LiteralString = """
SELECT m.month_on::date, count(*)
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS m (month_on)
JOIN brokerage_need n ON n.network_id = %(network)s
    AND n.asked_at < ((least(m.month_on + interval '1 month', %(today)s::date) - make_interval(days => %(days)s))
        ::timestamp AT TIME ZONE %(zone)s)
    AND (n.state = 'open' OR n.since_on >= (m.month_on + interval '1 month')::date)
GROUP BY 1
"""
# Steps of people of the office: each counts the minutes since the step before it, one where that is long ago.
_MINUTES: LiteralString = """
WITH steps AS (
    SELECT x.at, x.at - lag(x.at) OVER (PARTITION BY x.by ORDER BY x.at, x.id) AS passed
    FROM shared_action x
    WHERE x.network_id = %(network)s AND x.at >= (%(first)s::timestamp AT TIME ZONE %(zone)s)
        AND x.by IN (SELECT 'member:' || p.member_id FROM network_membership p
            WHERE p.network_id = %(network)s AND p.is_office)
        AND split_part(x.name, '.', 1) IN ('brokerage', 'matching', 'network')
)
SELECT date_trunc('month', at AT TIME ZONE %(zone)s)::date, sum(CASE
    WHEN passed <= make_interval(mins => %(sitting)s) THEN extract(epoch FROM passed) / 60.0 ELSE 1 END)::float
FROM steps GROUP BY 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the figures are counted from, over the period and the window before it."""

    dealings: Sequence[Dealing]
    members: Sequence[Belonging]
    names: dict[UUID, str]
    credits: dict[Month, int]
    under_zero: dict[Month, list[tuple[UUID, date]]]
    unmet: dict[Month, int]
    minutes: dict[Month, float]
    sessions: Sequence[tuple[date, UUID, UUID]]
    fields: dict[UUID, str]


def evidence_of(*, network_id: UUID, period: Period, zone: str, today: date) -> Evidence:
    """Read everything the figures of a period need."""
    months = period.months + rules.WINDOW_MONTHS
    first = Month.of(period.start_on).plus(1 - rules.WINDOW_MONTHS)
    wide = Period(months=months, start_on=first.start_on, end_on=period.end_on)
    arguments: dict[str, Any] = {
        "network": network_id,
        "zone": zone,
        "first": period.start_on,
        "last": period.last.start_on,
        "start": wide.start_on,
        "end": wide.end_on,
        "today": today + timedelta(days=1),
        "days": rules.UNMET_DAYS,
        "sitting": rules.SITTING_MINUTES,
    }
    parties = Party.objects.filter(network_id=network_id, is_operator=False).order_by("number", "pk")
    rows = list(parties.values_list("pk", "name", "joined_on", "left_on")[:100_000])
    held = Session.objects.filter(network_id=network_id, state="held", held_on__gte=wide.start_on)
    sessions = list(held.order_by("held_on", "pk").values_list("held_on", "provider_id", "recipient_id")[:100_000])
    people = {person for _on, provider, recipient in sessions for person in (provider, recipient)}
    work = matching.work_of(network_id=network_id, member_ids=people)
    return Evidence(
        dealings=_dealings(arguments),
        members=[Belonging(party_id, joined_on, left_on) for party_id, _name, joined_on, left_on in rows],
        names={party_id: name for party_id, name, _joined, _left in rows},
        credits={row.month: row.credit for row in circulation(network_id=network_id, period=wide, zone=zone)},
        under_zero=_under_zero(arguments),
        unmet={Month.of(month_on): count for month_on, count in _rows(_NEEDS, arguments)},
        minutes={Month.of(month_on): minutes for month_on, minutes in _rows(_MINUTES, arguments)},
        sessions=sessions,
        fields={member_id: one.field for member_id, one in work.items()},
    )


def health_of(evidence: Evidence, *, period: Period, today: date) -> list[Health]:
    """Count the figures at each month's end of the period (now, for the month that runs), oldest first."""
    first = Month.of(period.start_on)
    return [_health(evidence, first.plus(turn), today=today) for turn in range(period.months)]


def _health(evidence: Evidence, month: Month, *, today: date) -> Health:
    dealings = rules.within(evidence.dealings, month=month, months=rules.WINDOW_MONTHS)
    window = [month.plus(-turn) for turn in range(rules.WINDOW_MONTHS)]
    here = rules.long_here(evidence.members, month=month)
    ends = min(month.end_on, today)
    held = [one for one in evidence.sessions if one[0] in month]
    return Health(
        month=month,
        reciprocity=rules.reciprocity(dealings),
        velocity=rules.velocity(dealings, credits=[evidence.credits.get(each, 0) for each in window]),
        still=rules.share(len(rules.still(evidence.dealings, members=evidence.members, month=month)), len(here)),
        age=rules.median([(ends - since).days for _account, since in evidence.under_zero.get(month, ())]),
        concentration=rules.gini(rules.given_by(dealings).values()),
        core=len(rules.core(dealings)) if dealings else None,
        unmet=evidence.unmet.get(month, 0),
        minutes=round(evidence.minutes.get(month, 0) / len(held)) if held else None,
        cross_sector=_cross_sector(evidence, month),
    )


def _cross_sector(evidence: Evidence, month: Month) -> int | None:
    """Say in which share of the sessions of a year people of two fields met, where both fields are known."""
    start = month.plus(1 - rules.WINDOW_MONTHS).start_on
    pairs = [
        (evidence.fields[provider], evidence.fields[recipient])
        for on, provider, recipient in evidence.sessions
        if start <= on < month.end_on and provider in evidence.fields and recipient in evidence.fields
    ]
    return rules.share(sum(one != other for one, other in pairs), len(pairs))


def _dealings(arguments: dict[str, Any]) -> list[Dealing]:
    """Share what each recipient received over who gave, by what those earned."""
    supplies: dict[UUID, tuple[date, list[Share], list[Share]]] = {}
    for supply_id, on, party_id, side, minor in _rows(_DEALINGS, arguments):
        _on, givers, receivers = supplies.setdefault(supply_id, (on, [], []))
        (receivers if side == "recipient" else givers).append(Share(party_id, minor))
    return [
        Dealing(on, giver, receiver.party_id, minor)
        for on, givers, receivers in supplies.values()
        if givers
        for receiver in receivers
        for giver, minor in split_by_parts(receiver.parts, givers).items()
        if minor
    ]


def _under_zero(arguments: dict[str, Any]) -> dict[Month, list[tuple[UUID, date]]]:
    found: dict[Month, list[tuple[UUID, date]]] = defaultdict(list)
    for month_on, account_id, since_on in _rows(_UNDER_ZERO, arguments):
        found[Month.of(month_on)].append((account_id, since_on))
    return dict(found)


def _rows(statement: LiteralString, arguments: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return list(cursor.fetchall())
