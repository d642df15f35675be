"""One entry of the journal, and one row on its way to a package: what it is, and what stands before and behind it."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from kennisruil.bookkeeping import actions
from kennisruil.bookkeeping.models import JournalEntry, OutboxRow
from kennisruil.bookkeeping.queries.journal import entry_by_id
from kennisruil.bookkeeping.queries.outbox import outbox_row
from kennisruil.bookkeeping.rules.chart import name_of
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.bookkeeping.web import labels
from kennisruil.bookkeeping.web.asking import books_page, export_page, may_export
from kennisruil.network.queries import parties_by_ids
from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.asking import language_of, row_or_404
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.performing import perform


@require_safe
@books_page
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Show an entry with its lines and everything it stands in a chain with."""
    found = row_or_404(request, entry_by_id, entry_id=entry_id)
    page = {
        "found": found,
        "number": f"{found.year}-{found.number:06}",
        "what": labels.KINDS.get(found.kind, found.text),
        "columns": [
            {"label": _("Account")},
            {"label": _("Name")},
            {"label": _("Who")},
            {"label": pgettext("journal", "Debit"), "number": True},
            {"label": pgettext("journal", "Credit"), "number": True},
        ],
        "rows": _lines(request, found),
    }
    return render(request, "bookkeeping/entry.html", page)


@require_safe
@books_page
def parcel(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Show what a package is told, its hash, the tries so far, and what came of them."""
    row = row_or_404(request, outbox_row, row_id=row_id)
    page = {
        "row": row,
        "name": labels.SHORT_TARGETS[Target(row.target)],
        "facts": _facts(row),
        "content": json.dumps(row.payload, indent=2, ensure_ascii=False, sort_keys=True),
        "may_try": may_export(request) and row.state != OutboxRow.State.DELIVERED,
    }
    return render(request, "bookkeeping/parcel.html", page)


@require_POST
@export_page
def try_again(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Let a row go at the next round."""
    row_or_404(request, outbox_row, row_id=row_id)
    perform(request, actions.try_again, done=_("It goes with the next round."), row_id=row_id)
    return redirect("bookkeeping:parcel", row_id=row_id)


def _lines(request: HttpRequest, found: JournalEntry) -> list[list[Any]]:
    lines = sorted(found.lines.all(), key=lambda line: line.position)
    ids = {line.party_id for line in lines if line.party_id}
    names = {id: party.name for id, party in parties_by_ids(network_id=network_of(request), party_ids=ids).items()}
    return [
        [
            {"text": line.account},
            {"text": name_of(line.role, language=language_of(request))},
            {"text": names.get(line.party_id, ""), "url": url_for("account", line.party_id)} if line.party_id else "",
            {"cents": line.cents} if line.cents > 0 else "",
            {"cents": -line.cents} if line.cents < 0 else "",
        ]
        for line in lines
    ]


def _facts(row: OutboxRow) -> list[dict[str, Any]]:
    facts = [
        {"label": _("Number"), "value": row.number},
        {"label": _("Number in the package"), "value": row.external_id},
        {"label": _("Tries"), "value": str(row.attempts)},
        {"label": _("Fingerprint (SHA-256)"), "value": row.sha256},
    ]
    return facts + ([{"label": _("What it answered"), "value": row.problem}] if row.problem else [])
