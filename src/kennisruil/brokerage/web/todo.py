"""What waits in this room, as lines with a sentence, an action and a page."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kennisruil.brokerage import queries
from kennisruil.brokerage.queries import Waiting
from kennisruil.brokerage.web.words import MISSING
from kennisruil.shared import clock
from kennisruil.shared.days import written_day
from kennisruil.shared.links_to import url_for
from kennisruil.shared.speaking import shortened
from kennisruil.shared.todo import OFFICE, TodoLine


def todo_of_brokerage(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List what waits for the office or for a member: needs, answers, sessions, details, outcomes."""
    who = waits_for if waits_for == OFFICE else UUID(str(waits_for))
    found = queries.waiting(network_id=network_id, waits_for=who, today=today)
    return [_line(waiting, today=today) for waiting in found]


def _line(waiting: Waiting, *, today: date) -> TodoLine:
    words_kind = _kind_in_words(waiting, today=today)
    text, action_text = _words(waiting, kind=words_kind)
    kind, id = waiting.about
    is_just_over = waiting.kind == "session_meet" and words_kind == "session_answer"
    return TodoLine(
        kind=waiting.kind,
        key=str(id),
        waits_for=waiting.who,
        since_on=today if is_just_over else waiting.since_on,
        text=text,
        action_text=action_text,
        url=_page(kind, id),
        overdue=waiting.is_overdue,
    )


def _page(kind: str, id: UUID) -> str:
    if kind == "details":
        return reverse("brokerage:my_details")
    return url_for(kind, id) or reverse("brokerage:my_sessions")


def _kind_in_words(waiting: Waiting, *, today: date) -> str:
    """Give the sentence's name: what still waits for a yes when its hour is there is past, on the day itself too.

    Likewise who met is asked whether it took place as soon as it is over.
    """
    if waiting.kind == "session_meet" and waiting.ends_at is not None and waiting.ends_at <= clock.now():
        return "session_answer"
    waits_for_yes = waiting.kind in ("session_accept", "session_accept_date", "session_chase")
    has_begun = waiting.on == today and waiting.starts_at is not None and waiting.starts_at <= clock.now()
    return "session_passed" if waits_for_yes and has_begun else waiting.kind


def _words(waiting: Waiting, *, kind: str) -> tuple[str, str]:
    values = {
        "name": waiting.name,
        "other": waiting.other_name,
        "text": _short(waiting.text),
        "day": _day(waiting.on),
        "missing": ", ".join(str(MISSING[name]) for name in waiting.text.split(",") if name in MISSING),
    }
    sentences = _office_sentences if waiting.who == OFFICE else _member_sentences
    text, action_text = sentences()[kind]
    return text % values, action_text


def _short(text: str) -> str:
    return shortened(text, most=90)


def _day(on: date | None) -> str:
    return written_day(on, pattern="full", language=get_language() or "nl") if on else ""


def _office_sentences() -> dict[str, tuple[str, str]]:
    return {
        "find": (_("%(name)s asks for help: “%(text)s”"), _("Find people")),
        "list_empty": (_("Nobody on the list said yes to %(name)s yet: “%(text)s”"), _("Find more people")),
        "ask_first": (_("The list for %(name)s is ready, nobody is asked yet."), _("Ask the first")),
        "arrange": (_("%(other)s says yes to %(name)s."), _("Propose a date")),
        "silent": (_("%(other)s does not answer the question of %(name)s."), _("Call, or ask the next")),
        "session_chase": (
            _("The session of %(other)s with %(name)s on %(day)s waits for a yes."),
            _("See who, and call"),
        ),
        "session_passed": (
            _("%(day)s came without a yes of both to the session of %(other)s with %(name)s."),
            _("Call them: another day, or call it off"),
        ),
        "session_chase_answer": (
            _("We do not know whether the session of %(other)s with %(name)s on %(day)s took place."),
            _("Settle it"),
        ),
        "session_decide": (
            _("%(other)s and %(name)s do not agree about the session of %(day)s."),
            _("Call them and decide"),
        ),
        "details": (_("Of %(name)s we do not know yet: %(missing)s."), _("Fill in")),
        "referral_declined": (
            _("%(other)s would rather not be called by %(name)s."),
            _("Think of somebody else"),
        ),
        "place_offered": (
            _("%(other)s has room again; %(name)s waited first: “%(text)s”"),
            _("Ask on the phone whether it still helps"),
        ),
        "referral_call": (
            _("%(other)s has no mail address: may we give their number to %(name)s?"),
            _("Call and note it"),
        ),
    }


def _member_sentences() -> dict[str, tuple[str, str]]:
    return {
        "answer_proposal": (_("%(name)s asks whether you can help: “%(text)s”"), _("Answer")),
        "session_accept": (_("A session with %(other)s is proposed for %(day)s."), _("See what it means")),
        "session_accept_date": (_("Your session with %(other)s has another date: %(day)s."), _("Does it suit you?")),
        "session_passed": (
            _("%(day)s came without a yes of both of you to the session with %(other)s."),
            _("Choose another day, or call it off"),
        ),
        "session_meet": (_("You meet %(other)s on %(day)s."), _("See the session")),
        "session_answer": (_("Did your session with %(other)s on %(day)s take place?"), _("Tell us")),
        "outcome": (_("What came of your session with %(other)s on %(day)s?"), _("Write a line")),
        "details": (_("For the documents of %(name)s we still need: %(missing)s."), _("Fill in")),
        "place_offered": (_("%(other)s has room again for your question: “%(text)s”"), _("Answer")),
        "referral_outcome": (_("Did you call %(other)s? What came of it?"), _("Write a line")),
    }
