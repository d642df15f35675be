"""What is open on a document, how to pay it, and what settled it so far."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kennisruil.billing.models import Allocation, Claim, Document
from kennisruil.billing.paper import payment_qr_svg
from kennisruil.billing.rules.numbers import shown_iban
from kennisruil.billing.rules.values import Payment
from kennisruil.billing.web import labels
from kennisruil.billing.web.letter import draft_of
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.web.asking import language_of, today_of


def open_parts(request: HttpRequest, document: Document, claims: list[Claim]) -> list[dict[str, Any]]:
    """Say what is open on the document, part by part, with a payment code for VAT the party owes."""
    return [_part(request, document, claim) for claim in claims if claim.settled_cents < claim.cents]


def _part(request: HttpRequest, document: Document, claim: Claim) -> dict[str, Any]:
    left = claim.cents - claim.settled_cents
    owes = claim.sign > 0
    base = claim.part == Claim.Part.BASE
    return {
        "part": labels.PARTS[claim.part],
        "cents": left,
        "due_on": claim.due_on,
        "is_late": bool(claim.due_on and claim.due_on < today_of(request)),
        "owes": owes,
        "is_base": base,
        "qr": payment_code(request, document, cents=left) if owes and not base else None,
        "in_euro_url": reverse("billing:in_euro", args=[document.pk]) if owes and base else "",
    }


def payment_code(request: HttpRequest, document: Document, *, cents: int) -> dict[str, Any] | None:
    """Give the QR for an amount with account, message and payee; None where the document has no payment."""
    draft = draft_of(document)
    if draft is None or draft.payment is None or cents <= 0:
        return None
    return shown_payment(request, draft.payment, cents=cents)


def shown_payment(request: HttpRequest, payment: Payment, *, cents: int) -> dict[str, Any]:
    """Give a payment as ``billing/payment.html`` shows it."""
    amount = format_euro(cents, language=language_of(request))
    title = _("QR code to transfer %(amount)s") % {"amount": amount}
    svg: SafeString = mark_safe(payment_qr_svg(payment=payment, amount_cents=cents, title=title))  # noqa: S308  # nosec B308 B703 - drawn by ourselves
    return {
        "svg": svg,
        "cents": cents,
        "facts": [
            {"label": _("Amount"), "value": amount},
            {"label": _("Account"), "value": shown_iban(payment.iban)},
            {"label": _("Payee"), "value": payment.payee},
            {"label": _("Message"), "value": payment.structured_message},
        ],
    }


def in_euro_of(request: HttpRequest, document: Document, claims: list[Claim]) -> dict[str, Any] | None:
    """Put together what paying all of a document in euro means; None when nothing of its base is open."""
    parts = {each["is_base"]: each for each in open_parts(request, document, claims) if each["owes"]}
    if True not in parts:
        return None
    base, vat = parts[True]["cents"], parts[False]["cents"] if False in parts else 0
    return {
        "base_cents": base,
        "vat_cents": vat,
        "total_cents": base + vat,
        "payment": payment_code(request, document, cents=base + vat),
        "rows": [
            {"text": _("VAT"), "cents": vat, "coins": None},
            {"text": _("Instead of a return service"), "cents": base, "coins": None},
            {"text": _("Together"), "cents": base + vat, "coins": None, "strong": True},
        ],
    }


def settled_by(request: HttpRequest, rows: list[Allocation]) -> list[dict[str, Any]]:
    """List what settled parts of the document as events of a timeline; what is alike on one day is added up."""
    sums: dict[tuple[date, str, str], int] = {}
    for row in rows:
        key = (row.on, row.how, row.claim.part)
        sums[key] = sums.get(key, 0) + row.cents
    return [
        {
            "on": on,
            "icon": "give" if how in ("return", "supply") else "coins",
            "text": _("%(how)s: %(amount)s (%(part)s)")
            % {
                "how": labels.HOW.get(how, how),
                "amount": format_euro(cents, language=language_of(request)),
                "part": labels.PARTS[part],
            },
        }
        for (on, how, part), cents in sums.items()
    ]
