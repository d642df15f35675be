"""Words and values that several pages of this room prepare: people, reasons, steps, consequences."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kennisruil.brokerage import queries
from kennisruil.brokerage.models import Referral, Session
from kennisruil.brokerage.queries.money import PartyConsequence
from kennisruil.brokerage.rules.course import SIDES, other
from kennisruil.matching.rules import Reason
from kennisruil.network.models import Member
from kennisruil.network.rules import ways_to_reach
from kennisruil.shared import clock
from kennisruil.shared.links_to import url_for

MISSING: dict[str, Promise] = {
    "vat_kind": pgettext_lazy("in a list", "VAT status"),
    "enterprise_number": gettext_lazy("enterprise number"),
    "vat_number": gettext_lazy("VAT number"),
    "address": gettext_lazy("address"),
    "iban": gettext_lazy("account number (IBAN)"),
    "exchange_terms": gettext_lazy("yes to the exchange terms"),
    "self_billing": gettext_lazy("yes to the invoices we draw up"),
    "mandate": gettext_lazy("the mandate to invoice in their name"),
}
# States of a need and of who is asked for it, as the chips know them.
CHIPS = {
    "listed": "not_asked",
    "asked": "waiting",
    "yes": "says_yes",
    "no": "declined",
    "matched": "planned",
    "met": "held",
}


def chip(state: str) -> str:
    """Give the name of the chip that shows a state of this room."""
    return CHIPS.get(state, state)


def referral_chip(referral: Referral) -> str:
    """Give the name of the chip of a referral."""
    return {"asked": "waiting", "given": "card_given"}.get(referral.state, referral.state)


def session_chip(session: Session) -> str:
    """Give the name of the chip of a session: half confirmed as soon as one side has spoken."""
    course = session.course
    if (course.state == "asked" and course.answers) or (course.state == "proposed" and course.accepted):
        return "half_confirmed"
    return {"asked": "waiting"}.get(course.state, course.state)


def spoken(session: Session, side: str | None) -> dict[str, Any]:
    """Prepare what one side has said already, so that nobody is asked the same again."""
    course = session.course
    return {
        "passed": (missed := passed(session, side)),
        "awaited": "" if missed or side else awaited(session),
        "own_yes": not missed and side in course.accepted and course.state in ("proposed", "moved"),
        "own_held": course.state == "asked" and course.answers.get(side or "") == "held",
    }


def awaited(session: Session) -> str:
    """Tell the office whose yes, or whose word that it took place, is still to come."""
    course = session.course
    if course.state in ("agreed", "asked") and [*course.answers.values()] == ["held"]:
        (side,) = course.answers
        text = _("%(name)s said that it took place. We wait for word of %(other)s.")
        return text % {"name": session.member_on(side).name, "other": session.member_on(other(side)).name}
    if course.state not in ("proposed", "moved"):
        return ""
    people = [session.member_on(one) for one in SIDES if one not in course.accepted]
    text = _("We wait for the yes of %(names)s. The mail we sent has a link for it.")
    if not all(person.email for person in people):
        text = _("We wait for the yes of %(names)s. Who has no mail address waits for your call.")
    return text % {"names": names_of(people)} if people else ""


def passed(session: Session, side: str | None) -> str:
    """Say that its hour came without a yes of both, and what to do now; nothing when that is not so.

    ``side``: who reads it, ``None`` for the office.
    """
    course = session.course
    if course.state not in ("proposed", "moved") or session.starts_at > clock.now():
        return ""
    silent = [session.member_on(one) for one in SIDES if one not in course.accepted]
    if side is None:
        text = _("The day came without a yes of %(names)s. Call, then choose another date or call it off.")
        return text % {"names": names_of(silent)}
    if session.joint_id and side == "recipient":
        return _(
            "The day came without a yes of both of you, so no coins move. The office looks for another date with you; "
            "or say that you cannot come."
        )
    if side not in course.accepted:
        return _(
            "The day came without your yes, so no coins move. Choose another date, or call it off. "
            "Did you meet all the same? Accept, and tell that it took place."
        )
    text = _(
        "You said yes; the day came without a yes of %(names)s, so no coins move. Choose another date, or call it off. "
        "The office sees it too."
    )
    return text % {"names": names_of(silent)}


def card_of(member: Member, *, for_office: bool = False, have_met: bool = False) -> dict[str, Any]:
    """Prepare a person's card; the office sees every way of reaching them, others what they show.

    ``have_met``: both agreed on a session, or the person lets whoever looks call.
    """
    ways = ways_to_reach(member, have_met=have_met)
    return {
        "name": member.name,
        "url": url_for("member", member.pk) if for_office else "",
        "role": member.job_title,
        "organisation": member.organisation_name,
        "phone": member.phone if for_office else ways.phone,
        "email": member.email if for_office else ways.email,
        "given": None,
        "received": None,
    }


def reasons_of(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Prepare reasons: the sentence in their own words, its theme, and the words it shares with the question."""
    return [
        {
            "quote": reason.quote,
            "language": reason.language,
            "text": _("Offers this.") if reason.is_offer else _("Says so in their own words."),
            "outside": reason.is_outside_job,
            "source": _("Only the office reads this.") if reason.is_for_office else "",
        }
        for reason in reasons
    ]


def steps_of(session: Session, *, documented_on: Any = None) -> list[dict[str, Any]]:
    """Prepare the stepper: need, proposed, agreed, held, documented."""
    state = session.state
    done_until = {
        "proposed": 1,
        "moved": 2,
        "agreed": 2,
        "asked": 2,
        "disputed": 2,
        "no_show": 2,
        "held": 3,
        "cancelled": 1,
    }
    both = [session.recipient_accepted_at, session.provider_accepted_at]
    agreed_on = max(both) if all(both) else None
    days = [
        session.need.asked_at if session.need else session.arranged_at,
        session.arranged_at,
        agreed_on,
        session.held_on,
        documented_on,
    ]
    reached = 4 if documented_on else done_until[state]
    keys = ("need", "proposed", "agreed", "held", "documented")
    steps = []
    for place, (key, on) in enumerate(zip(keys, days, strict=True)):
        if state == "cancelled" and place == reached + 1:
            step_state = "stopped"
        else:
            step_state = "done" if place <= reached else "now" if place == reached + 1 else "ahead"
        shown = on if place <= reached or key == "held" else None
        steps.append({"key": key, "state": step_state, "on": shown, "note": ""})
    return steps


def rows_of(meant: Sequence[PartyConsequence], *, side: str) -> list[dict[str, Any]]:
    """Prepare rows of coins and euro, a few a party: the base, the VAT and the whole."""
    rows: list[dict[str, Any]] = []
    for one in meant:
        signed = one.coins if side == "provider" else -one.coins
        rows.append({"text": one.party.name, "coins": signed, "cents": one.euro.base_cents, "strong": False})
        if one.euro.vat_cents:
            rows.append({"text": _("VAT"), "coins": None, "cents": one.euro.vat_cents, "strong": False})
            rows.append({"text": _("Together"), "coins": None, "cents": one.euro.gross_cents, "strong": True})
    return rows


def _rows_of_all(sessions: Sequence[Session], meant: Sequence[PartyConsequence]) -> list[dict[str, Any]]:
    """Prepare whose part each is, for who gives to several, and what it is all together."""
    rows: list[dict[str, Any]] = [
        {
            "text": _("From %(name)s") % {"name": session.recipient.name},
            "coins": one.coins,
            "cents": one.euro.base_cents,
            "strong": False,
        }
        for session, one in zip(sessions, meant, strict=True)
    ]
    if vat := sum(one.euro.vat_cents for one in meant):
        rows.append({"text": _("VAT"), "coins": None, "cents": vat, "strong": False})
    whole = {"coins": sum(one.coins for one in meant), "cents": sum(one.euro.gross_cents for one in meant)}
    return [*rows, {"text": _("All together"), "strong": True, **whole}]


def names_of(people: Sequence[Member]) -> str:
    """Name people in a sentence."""
    *first, last = [member.name for member in people]
    return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last} if first else last


def consequence(session: Session, side: str, *, is_own: bool = True) -> dict[str, Any]:
    """Prepare what a session means for a side, said to that side: coins and euro per party, VAT included."""
    notes: list[str] = []
    together = queries.together_with(session) if side == "provider" else [session]
    alive = [one for one in together if one.state != "cancelled"] or [session]
    meant = [one for row in alive for one in queries.consequences_of(network_id=row.network_id, session=row, side=side)]
    rows = _rows_of_all(alive, meant) if len(alive) > 1 else rows_of(meant, side=side)
    if not is_own:
        return {"sentence": "", "rows": rows, "notes": notes}
    if side == "provider":
        sentence = _("The coins come to you once the session is held.")
    else:
        sentence = _("The coins are kept aside once you both accept, and move when the session is held.")
        if session.state in ("agreed", "asked"):
            sentence = _("The coins are kept aside. They move once the session is held.")
        notes.append(_("You pay the VAT in euro. The rest you give back with a session of your own, or you pay it."))
    return {"sentence": sentence, "rows": rows, "notes": notes}
