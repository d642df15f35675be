"""A document taken apart for its page: the preview, its supplies, and what the checks have against it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.billing.einvoice import plain_words
from kennisruil.billing.models import Claim, Document, Movement
from kennisruil.billing.paper.words import Words
from kennisruil.billing.rules.frozen import draft_from_dict, letter_from_dict
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.values import DocumentDraft, Finding
from kennisruil.billing.rules.views import LetterView
from kennisruil.billing.web import labels
from kennisruil.billing.web.asking import is_mine
from kennisruil.billing.web.rows import chip_of
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.asking import language_of, today_of

LETTERS = (DocumentKind.LETTER, DocumentKind.RECEIPT)


def letter_of(document: Document) -> LetterView | None:
    """Give the words of a letter or receipt; None for a document of supplies."""
    return letter_from_dict(document.content) if document.kind in LETTERS else None


def draft_of(document: Document) -> DocumentDraft | None:
    """Give a document of supplies as it stood; None for a letter."""
    return None if document.kind in LETTERS else draft_from_dict(document.content)


def shown_document(
    request: HttpRequest, document: Document, *, claims: list[Claim], corrections: list[Document]
) -> dict[str, Any]:
    """Give the variables of ``parts/document_preview.html``, and what the kind means in plain words."""
    shown = {
        "kind": labels.KINDS[document.kind],
        "meaning": _meaning(request, document),
        "number": document.number,
        "state": _chip(request, document, claims, corrections),
        "issued_on": document.issued_on or document.drawn_on,
        "party": document.party.name,
        "files": files_of(document),
    }
    draft = draft_of(document)
    return shown | (_of_draft(request, draft) if draft else {})


def _meaning(request: HttpRequest, document: Document) -> object:
    if document.counterparty_id is not None and is_mine(request, document.party_id):
        return labels.IN_YOUR_NAME[document.kind]
    return labels.MEANINGS[document.kind]


def files_of(document: Document) -> list[dict[str, str]]:
    """Give the files of a document: the readable copy, and the structured form where there is one."""
    files = [{"name": _("PDF"), "url": reverse("billing:document_pdf", args=[document.pk])}]
    if document.xml_id:
        files.append({"name": _("E-invoice (XML)"), "url": reverse("billing:document_xml", args=[document.pk])})
    return files


def _of_draft(request: HttpRequest, draft: DocumentDraft) -> dict[str, Any]:
    words = Words(language_of(request))
    reader = words.party(draft.reader)
    return {
        "party": reader["name"],
        "party_lines": [*_texts(reader["lines"]), *_texts(reader["numbers"])],
        "performed": words.period(draft.period) if draft.period else "",
        "lines": [
            {
                "text": f"{line.text} · {words.short_day(line.performed_on)}",
                "coins": line.quantity_coins,
                "cents": line.net_cents,
            }
            for line in draft.lines
        ],
        "vat_rows": [
            {"text": _vat_text(request, share.vat.rate_basis_points, share.base_cents), "cents": share.vat_cents}
            for share in draft.vat.shares
        ],
        "total_cents": draft.vat.gross_cents,
        "notes": [note for note in (*draft.notes, draft.terms) if note],
    }


def _vat_text(request: HttpRequest, rate: int, base_cents: int) -> str:
    language = language_of(request)
    values = {"rate": Words(language).rate(rate), "base": format_euro(base_cents, language=language)}
    return _("VAT %(rate)s %% on %(base)s") % values


def shown_supplies(found: list[Movement]) -> list[dict[str, Any]]:
    """List the supplies a document is about, each with its page and the way to take it back."""
    return [
        {
            "text": movement.supply.text,
            "on": movement.supply.performed_on,
            "coins": abs(movement.coins),
            "url": url_for(movement.supply.ref_kind, movement.supply.ref_id),
            "reverse_url": "" if movement.reverses_id else reverse("billing:reverse", args=[movement.supply.pk]),
        }
        for movement in found
        if movement.supply
    ]


def plain_findings(request: HttpRequest, document: Document) -> list[str]:
    """Say in plain words what the checks have against a document."""
    found = [Finding(rule=row["rule"], message=row["message"]) for row in document.findings]
    return [plain_words(finding, language=language_of(request)) for finding in found]


def _chip(request: HttpRequest, document: Document, claims: list[Claim], corrections: list[Document]) -> str:
    left = [claim for claim in claims if claim.settled_cents < claim.cents]
    return chip_of(
        document,
        open_cents=sum(claim.cents - claim.settled_cents for claim in left),
        claimed_cents=sum(claim.cents for claim in claims),
        due_on=min((claim.due_on for claim in left if claim.due_on), default=None),
        corrected_cents=sum(each.base_cents for each in corrections),
        is_ours_to_pay=all(claim.sign < 0 for claim in left),
        today=today_of(request),
    )


def _texts(lines: object) -> list[str]:
    assert isinstance(lines, list)
    return [str(line) for line in lines]
