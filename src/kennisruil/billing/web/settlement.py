"""What is open on a document, how to pay it, and what settled it so far."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kennisruil.billing.models import Allocation, Claim, Document
from kennisruil.billing.paper import payment_qr_svg
from kennisruil.billing.queries import open_lots
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.queries.pages.statement import Settled
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.numbers import shown_iban, structured_message
from kennisruil.billing.rules.values import Payment
from kennisruil.billing.web import labels
from kennisruil.billing.web.letter import draft_of
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.web.asking import language_of, today_of


def open_parts(request: HttpRequest, document: Document, claims: list[Claim]) -> list[dict[str, Any]]:
    """Say what is open on the document, part by part, with a payment code for VAT the party owes.

    What was given back already, but has no document yet, stays open in euro and need not be paid: it settles by itself.
    """
    left = [claim for claim in claims if claim.settled_cents < claim.cents]
    to_give_cents = _to_give(document) if any(_is_base(claim) for claim in left) else 0
    parts = [_part(request, document, claim, to_give_cents=to_give_cents) for claim in left]
    return [*_to_provider(request, document), *parts]


def _to_provider(request: HttpRequest, document: Document) -> list[dict[str, Any]]:
    """Give the VAT of an invoice in a provider's own name: the buyer pays it to that provider, past the network."""
    asks = document.counterparty_id is not None and document.kind == DocumentKind.INVOICE_380
    if not asks or not document.vat_cents or document.state != Document.State.ISSUED:
        return []
    part = {
        "part": labels.PARTS[Claim.Part.VAT],
        "cents": document.vat_cents,
        "due_on": document.due_vat_on,
        "is_late": False,
        "owes": True,
        "is_base": False,
        "to_provider": document.party.name,
        "qr": payment_code(request, document, cents=document.vat_cents),
    }
    return [part]


def _to_give(document: Document) -> int:
    """Give the worth of the coins that who received still has to give, in cents."""
    lots = open_lots(network_id=document.network_id, party_id=document.counterparty_id or document.party_id)
    return sum(lot.cents for lot in lots if lot.coins < 0)


def _is_base(claim: Claim) -> bool:
    return claim.part == Claim.Part.BASE and claim.sign > 0


def _part(request: HttpRequest, document: Document, claim: Claim, *, to_give_cents: int) -> dict[str, Any]:
    left = claim.cents - claim.settled_cents
    owes = claim.sign > 0
    base = claim.part == Claim.Part.BASE
    payable = min(left, to_give_cents) if base else left
    return {
        "part": labels.PARTS["credit" if base and not owes else claim.part],
        "cents": left,
        "due_on": claim.due_on,
        "is_late": bool(claim.due_on and claim.due_on < today_of(request)),
        "owes": owes,
        "is_base": base,
        "payable_cents": payable,
        "is_given_back": owes and base and not payable,
        "qr": payment_code(request, document, cents=left) if owes and not base else None,
        "in_euro_url": reverse("billing:in_euro", args=[document.pk]) if owes and base and payable else "",
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
    found = [each for each in open_parts(request, document, claims) if each["owes"] and "to_provider" not in each]
    parts = {each["is_base"]: each for each in found}
    if True not in parts or not parts[True]["payable_cents"]:
        return None
    base, vat = parts[True]["payable_cents"], parts[False]["cents"] if False in parts else 0
    return {
        "base_cents": base,
        "vat_cents": vat,
        "total_cents": base + vat,
        "payment": _to_network(request, document, cents=base + vat),
        "rows": [
            {"text": _("VAT"), "cents": vat, "coins": None},
            {"text": _("Instead of a return service"), "cents": base, "coins": None},
            {"text": _("Together"), "cents": base + vat, "coins": None, "strong": True},
        ],
    }


def _to_network(request: HttpRequest, document: Document, *, cents: int) -> dict[str, Any] | None:
    """Give the code to pay the network: on an invoice in a provider's own name the account is not that provider's."""
    if document.counterparty_id is None:
        return payment_code(request, document, cents=cents)
    operator = house_on(network_id=document.network_id, on=today_of(request)).operator
    if not operator.iban or document.message_seed is None:
        return None
    payment = Payment(
        iban=operator.iban.replace(" ", ""),
        structured_message=structured_message(seed=document.message_seed),
        pay_now_cents=cents,
        payee=operator.name,
    )
    return shown_payment(request, payment, cents=cents)


def settled_by(request: HttpRequest, rows: Iterable[Allocation | Settled]) -> list[dict[str, Any]]:
    """List what settled parts of a document as events of a timeline; what is alike on one day is added up."""
    sums: dict[tuple[date, str, str], int] = {}
    for row in rows:
        key = (row.on, row.how, row.claim.part if isinstance(row, Allocation) else row.part)
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
