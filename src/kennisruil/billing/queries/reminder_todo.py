"""What reminders leave for the office to do: call who was reminded three times, or who has no mail address."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from kennisruil.billing.models import PaymentReminder
from kennisruil.billing.queries.reminders import active_holds, due_reminders
from kennisruil.billing.rules.reminders import STEPS, Pace
from kennisruil.network.models import Party
from kennisruil.network.queries import facts_of_parties, members_by_ids, people_of_parties, settings_on
from kennisruil.shared.links_to import url_for
from kennisruil.shared.todo import OFFICE, TodoLine

_LIMIT = 200


def reminder_todo(*, network_id: UUID, today: date) -> Sequence[TodoLine]:
    """List who the office calls; who is held back waits."""
    third = _third(network_id, today)
    pace = Pace.of(settings_on(network_id=network_id, on=today))
    due = {
        each.party: min(one.due_on for one in each.claims)
        for each in due_reminders(network_id=network_id, pace=pace, today=today)
        if each.hold is None and each.party.pk not in {party.pk for party in third}
    }
    silent = _without_address(network_id, list(due), today)
    called = _("%(party)s was reminded three times. Call them.")
    unheard = _("%(party)s has no mail address, and something is due. Call them.")
    return [_line(party, since, called) for party, since in third.items()] + [
        _line(party, due[party], unheard) for party in silent
    ]


def _third(network_id: UUID, today: date) -> dict[Party, date]:
    """Give who got a third reminder of what is still open, since when."""
    rows = PaymentReminder.objects.filter(network_id=network_id, step=STEPS, claim__settled_cents__lt=F("claim__cents"))
    found: dict[Party, date] = {}
    for row in rows.select_related("party").order_by("on", "pk")[:_LIMIT]:
        found.setdefault(row.party, row.on)
    held = active_holds(network_id=network_id, party_ids=[party.pk for party in found], today=today)
    return {party: since for party, since in found.items() if party.pk not in held}


def _without_address(network_id: UUID, parties: Sequence[Party], today: date) -> list[Party]:
    ids = [party.pk for party in parties]
    facts = facts_of_parties(network_id=network_id, party_ids=ids, on=today)
    acting = people_of_parties(network_id=network_id, party_ids=ids, on=today)
    members = members_by_ids(network_id=network_id, member_ids={each for own in acting.values() for each in own})
    heard = {
        party_id for party_id in ids if any(members[each].email for each in acting.get(party_id, []) if each in members)
    }
    heard |= {party_id for party_id, row in facts.items() if row.email}
    return [party for party in parties if party.pk not in heard]


def _line(party: Party, since_on: date, text: str) -> TodoLine:
    return TodoLine(
        kind="call_about_due",
        key=str(party.pk),
        waits_for=OFFICE,
        since_on=since_on,
        text=text % {"party": party.name},
        action_text=_("See the account"),
        url=url_for("account", party.pk) or url_for("party", party.pk) or "",
        overdue=True,
    )
