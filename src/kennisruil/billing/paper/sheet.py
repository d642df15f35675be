"""What every sheet has: who sends it, who reads it, and the card that asks for or announces a payment."""

from typing import Any

from kennisruil.billing.paper.payment import payment_qr_svg
from kennisruil.billing.paper.words import Words
from kennisruil.billing.rules.numbers import shown_iban
from kennisruil.billing.rules.values import PartyFacts, Payment

# The accent of look.md; a network may give its own.
ACCENT = "#0B6B63"


def frame(*, words: Words, network: str, title: str, sender: PartyFacts, accent: str) -> dict[str, Any]:
    """Give the parts of the frame around a sheet: brand, title, foot."""
    party = words.party(sender)
    account = [shown_iban(sender.iban)] if sender.iban else []
    mail = [sender.email] if sender.email else []
    return {
        "language": words.language,
        "network": network,
        "title": title,
        "accent": accent,
        "foot": [sender.name, ", ".join(_texts(party["lines"])), *_texts(party["numbers"]), *account, *mail],
        "page": words.label("page", page="{page}", pages="{pages}"),
    }


def card(
    *, title: str, amount: str, when: str, tone: str = "calm", pay: dict[str, Any] | None = None, note: str = ""
) -> dict[str, Any]:
    """Give a card: what, how much, by when; tone ``warm`` is for what waits for the reader."""
    return {"title": title, "amount": amount, "when": when, "tone": tone, "pay": pay, "note": note}


def pay_part(*, words: Words, payment: Payment) -> dict[str, Any]:
    """Give what is needed to pay the amount due now: QR, account, message."""
    amount = words.euro(payment.pay_now_cents)
    rows = [
        [words.label("account"), shown_iban(payment.iban)],
        [words.label("message"), payment.structured_message],
        [words.label("payee"), payment.payee],
    ]
    return {
        "qr": payment_qr_svg(payment=payment),
        "alt": words.label("qr_alt", amount=amount),
        "scan": words.label("scan"),
        "rows": [row for row in rows if row[1]],
    }


def all_in_euro(words: Words, url: str) -> str:
    """Offer to pay the base as well, where there is a page for it."""
    return words.label("all_in_euro", url=url) if url else ""


def _texts(lines: object) -> list[str]:
    assert isinstance(lines, list)
    return [str(line) for line in lines]
