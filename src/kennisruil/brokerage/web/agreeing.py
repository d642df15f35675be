"""What the page of a session says around a yes: the office notes one by phone, and sees who has no room to pay."""

from typing import Any

from django.utils.translation import gettext as _

from kennisruil.brokerage import queries
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.course import SIDES
from kennisruil.brokerage.rules.refusals import PayerHasNoRoom
from kennisruil.network.models import Party
from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.sentences import sentence_for


def for_office(session: Session, side: str | None) -> dict[str, Any]:
    """Prepare, while a yes is waited for, the steps by which the office notes it, and who could not pay then.

    ``side``: the one who looks is on themselves; they give their own yes.
    """
    if session.state not in ("proposed", "moved"):
        return {}
    waiting = [one for one in SIDES if one not in session.course.accepted | {side}]
    lacking = queries.without_room(network_id=session.network_id, session_id=session.pk)
    return {
        "heard": [(f"heard-{one}", session.member_on(one).name) for one in waiting],
        "without_room": [_without_room(party, short_by=short_by) for party, short_by in lacking],
    }


def _without_room(party: Party, *, short_by: int) -> dict[str, str]:
    refusal = PayerHasNoRoom(party=party.name, short_by=short_by)
    return {"text": sentence_for(refusal), "url": url_for("account", party.pk) or ""}


def heard(found: Session) -> str:
    """Say what a yes by phone brought."""
    if found.state == "agreed":
        return _("Both said yes: it is agreed. Who has a mail address gets the date.")
    return _("That yes is kept. The other side is still to answer.")


def accepted(found: Session) -> str:
    """Say what one's own yes brought."""
    if found.state == "agreed":
        return _("You both accepted. The date is on its way to your mail, for your calendar.")
    return _("Thank you. Your yes is kept.")
