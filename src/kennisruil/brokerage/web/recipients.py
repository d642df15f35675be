"""Who receives in a session that stands: the office adds somebody, or takes somebody off."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.course import TAKES_MORE
from kennisruil.brokerage.rules.joint import EACH, SPLIT
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.asking import member_sent_or_404, session_or_404
from kennisruil.matching import queries as matching
from kennisruil.shared import clock
from kennisruil.shared.ids import new_id
from kennisruil.shared.web.asking import drawn_id
from kennisruil.shared.web.pages import office_page
from kennisruil.shared.web.performing import perform


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def recipients(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show who receives, with what one more would mean; add or take off."""
    row = session_or_404(request, session_id)
    if request.method == "POST":
        _change(request, row)
        return redirect("brokerage:recipients", row.pk)
    together = [one for one in queries.together_with(row) if one.state != "cancelled"]
    text = request.GET.get("people", "").strip()[:100]
    context = {
        "session": row,
        "together": [{"session": one, "chip": words.session_chip(one)} for one in together],
        "rule": row.joint.price_rule if row.joint else "",
        "coins_each": row.recipient_coins,
        "coins_split": sum(one.recipient_coins for one in together) // (len(together) + 1),
        "may_add": may_add(row),
        "people": text,
        "found": _found(row, together, text=text) if text else None,
    }
    return render(request, "brokerage/recipients.html", context)


def may_add(row: Session) -> bool:
    """Whether somebody more may receive along: it has not begun, and nobody was asked whether it took place."""
    return row.state in TAKES_MORE and row.starts_at > clock.now()


def _change(request: HttpRequest, row: Session) -> None:
    member_id = member_sent_or_404(request)
    if request.POST.get("do") == "remove":
        own = next((one for one in queries.together_with(row) if one.recipient_id == member_id), row)
        perform(
            request,
            actions.cancel_session,
            done=_("They no longer join. Everybody knows by mail, and the others pay what they paid."),
            session_id=own.pk,
            reason=request.POST.get("reason", "")[:1000],
        )
        return
    perform(
        request,
        actions.add_recipient,
        done=_("They are asked to accept, and everybody else knows by mail."),
        session_id=row.pk,
        id=drawn_id(request),
        member_id=member_id,
        price_rule=SPLIT if request.POST.get("price_rule") == SPLIT else EACH,
    )


def _found(row: Session, together: list[Session], *, text: str) -> list[dict[str, Any]]:
    known = {row.provider_id, *(one.recipient_id for one in together)}
    people = matching.people_search(network_id=row.network_id, text=text, limit=20)
    return [
        {"member_id": member.pk, "person": words.card_of(member, for_office=True), "id": new_id()}
        for member in people
        if member.pk not in known and member.left_on is None
    ]
