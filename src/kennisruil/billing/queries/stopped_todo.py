"""Documents that stopped: what did not pass the checks, with the rule in plain words, and drafts that were refused."""

from uuid import UUID

from django.utils.translation import gettext as _

from kennisruil.billing.einvoice import plain_words
from kennisruil.billing.models import Document
from kennisruil.billing.rules.values import Finding
from kennisruil.shared.links_to import url_for
from kennisruil.shared.speaking import language_now
from kennisruil.shared.todo import OFFICE, TodoLine

_SAID = 3


def stopped_todo(*, network_id: UUID) -> list[TodoLine]:
    """Give one line for each document that stopped, oldest first; at most 200."""
    rows = Document.objects.filter(
        network_id=network_id, state__in=[Document.State.FAILED, Document.State.REFUSED]
    ).select_related("party")
    return [_line(row) for row in rows.order_by("drawn_on", "pk")[:200]]


def _line(document: Document) -> TodoLine:
    text = _("%(party)s says a draft is not right.")
    if document.state == Document.State.FAILED:
        text = _("The document for %(party)s was not issued: %(why)s")
    return TodoLine(
        kind="stopped_document",
        key=str(document.pk),
        waits_for=OFFICE,
        since_on=document.drawn_on,
        text=text % {"party": document.party.name, "why": _why(document)},
        action_text=_("Look at it"),
        url=url_for("document", document.pk) or "",
        overdue=True,
    )


def _why(document: Document) -> str:
    """Say in plain words which rules a document breaks, each once."""
    language = language_now()
    found = [Finding(rule=row["rule"], message=row["message"]) for row in document.findings]
    words = dict.fromkeys(plain_words(finding, language=language) for finding in found)
    return " ".join(list(words)[:_SAID])
