"""The list behind each figure of this month: who, what or which, and the page of each where there is one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from kennisruil.brokerage import queries as brokerage
from kennisruil.ledger.models import Account
from kennisruil.network.models import Party
from kennisruil.reports.queries import Evidence
from kennisruil.reports.rules import health as rules
from kennisruil.reports.web.section import Asked, month_label
from kennisruil.shared.links_to import url_for
from kennisruil.shared.periods import day_of
from kennisruil.shared.templatetags.kr import coins, day_short

_FIGURE = re.compile(r"\u2212?[\d.,\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class List:
    """Rows of text below ``head``; ``urls`` gives the page of each row, empty where there is none."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    urls: tuple[str, ...]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """The heads, each with whether only figures stand below it."""
        below = list(zip(*self.rows, strict=True)) or [()] * len(self.head)
        return [(head, all(map(_FIGURE.fullmatch, cells))) for head, cells in zip(self.head, below, strict=True)]

    @property
    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        """The rows, each with its page."""
        return list(zip(self.urls, self.rows, strict=True))


def list_of(key: str, *, asked: Asked, evidence: Evidence) -> List:
    """Give the list behind a figure."""
    return _LISTS[key](asked, evidence)


def _list(head: tuple[str, ...], rows: list[tuple[str, tuple[str, ...]]]) -> List:
    return List(head=head, rows=tuple(row for _url, row in rows), urls=tuple(url for url, _row in rows))


def _page(kind: str, id: UUID) -> str:
    return url_for(kind, id) or ""


def _exchanged(asked: Asked, evidence: Evidence) -> List:
    dealings = rules.within(evidence.dealings, month=asked.period.last, months=rules.WINDOW_MONTHS)
    given = rules.given_by(dealings)
    received = rules.given_by([rules.Dealing(one.on, one.receiver, one.giver, one.minor) for one in dealings])
    ordered = sorted(given, key=lambda party: (-given[party], evidence.names.get(party, ""), party))
    rows = [
        (_page("party", party), (evidence.names.get(party, ""), coins(given[party]), coins(received[party])))
        for party in ordered
    ]
    return _list((_("Who"), _("Gave"), _("Received")), rows)


def _turns(asked: Asked, evidence: Evidence) -> List:
    rows = []
    for turn in range(rules.WINDOW_MONTHS):
        month = asked.period.last.plus(-turn)
        given = sum(one.minor for one in rules.within(evidence.dealings, month=month, months=1))
        rows.append(("", (month_label(month), coins(given), coins(evidence.credits.get(month, 0)))))
    return _list((_("Month"), _("Given"), _("Credit at its end")), rows)


def _still(asked: Asked, evidence: Evidence) -> List:
    found = rules.still(evidence.dealings, members=evidence.members, month=asked.period.last)
    joined = {one.party_id: one.joined_on for one in evidence.members}
    ordered = sorted(found, key=lambda party: (evidence.names[party], party))
    rows = [(_page("party", party), (evidence.names[party], day_short(joined[party]))) for party in ordered]
    return _list((_("Who"), _("Belongs since")), rows)


def _under_zero(asked: Asked, evidence: Evidence) -> List:
    accounts = Account.objects.filter(network_id=asked.network_id, kind="member", balance__lt=0)
    under = {row.pk: row for row in accounts.order_by("negative_since", "pk")[:20_000]}
    parties = Party.objects.filter(network_id=asked.network_id, account_id__in=under).order_by("pk")
    owners = {party.account_id: party for party in parties}
    rows = [
        (
            _page("party", owners[key].pk),
            (owners[key].name, day_short(day_of(row.negative_since, asked.zone)), coins(-row.balance)),
        )
        for key, row in under.items()
        if key in owners and row.negative_since
    ]
    del evidence
    return _list((_("Who"), _("Since"), _("Still to give")), rows)


def _core(asked: Asked, evidence: Evidence) -> List:
    dealings = rules.within(evidence.dealings, month=asked.period.last, months=rules.WINDOW_MONTHS)
    ordered = sorted(rules.core(dealings), key=lambda party: (evidence.names.get(party, ""), party))
    return _list((_("Who"),), [(_page("party", party), (evidence.names.get(party, ""),)) for party in ordered])


def _unmet(asked: Asked, evidence: Evidence) -> List:
    del evidence
    waiting = [
        (need, (asked.today - day_of(need.asked_at, asked.zone)).days)
        for need in brokerage.needs(network_id=asked.network_id, states=("open",))
    ]
    rows = [
        (_page("need", need.pk), (need.text[:120], need.member.name, str(days)))
        for need, days in waiting
        if days > rules.UNMET_DAYS
    ]
    return _list((_("Question"), _("Who asks"), _("Days open")), rows)


def _minutes(asked: Asked, evidence: Evidence) -> List:
    rows = []
    for turn in range(asked.period.months):
        month = asked.period.last.plus(-turn)
        held = sum(one[0] in month for one in evidence.sessions)
        rows.append(("", (month_label(month), str(round(evidence.minutes.get(month, 0))), str(held))))
    return _list((_("Month"), _("Minutes of the office"), _("Sessions held")), rows)


def _fields(asked: Asked, evidence: Evidence) -> List:
    start = asked.period.last.plus(1 - rules.WINDOW_MONTHS).start_on
    sessions = brokerage.sessions_between(
        network_id=asked.network_id, start_on=start, end_on=asked.period.end_on, limit=20_000
    )
    rows = []
    for session in sessions:
        ends = evidence.fields.get(session.provider_id), evidence.fields.get(session.recipient_id)
        if session.state == "held" and all(ends):
            said = _("two fields") if ends[0] != ends[1] else _("one field")
            people = session.provider.name, session.recipient.name
            rows.append((_page("session", session.pk), (day_short(session.held_on), *people, said)))
    return _list((_("Day"), _("Who provided"), _("Who received"), _("Fields of work")), rows)


_LISTS: dict[str, Callable[[Asked, Evidence], List]] = {
    "reciprocity": _exchanged,
    "velocity": _turns,
    "still": _still,
    "age": _under_zero,
    "concentration": _exchanged,
    "core": _core,
    "unmet": _unmet,
    "minutes": _minutes,
    "cross_sector": _fields,
}
