"""The monthly statement as a PDF: coins first, beside them the euro that is open, and how to pay it."""

from datetime import timedelta
from typing import Any

from kennisruil.billing.paper.sheet import ACCENT, all_in_euro, card, frame, pay_part
from kennisruil.billing.paper.typesetter import typeset
from kennisruil.billing.paper.words import Words
from kennisruil.billing.rules.documents import months_later
from kennisruil.billing.rules.views import OpenEuro, StatementView


def render_statement(view: StatementView, *, accent: str = ACCENT) -> bytes:
    """Set ``view`` as PDF/A-3a in the party's language."""
    return typeset(template="statement", sheet=statement_sheet(view, accent=accent), on=view.issued_on)


def statement_sheet(view: StatementView, *, accent: str = ACCENT) -> dict[str, Any]:
    """Give everything the template shows, as text ready to set."""
    words = Words(view.language)
    title = words.label("final_statement" if view.until_on else "statement")
    last_on = view.until_on or months_later(view.start_on, 1) - timedelta(days=1)
    return frame(words=words, network=view.network, title=title, sender=view.operator, accent=accent) | {
        "number": words.period((view.start_on, last_on + timedelta(days=1))),
        "left": {"label": words.label("from_seller"), **words.party(view.operator)},
        "right": {"label": words.label("to_buyer"), **words.party(view.party)},
        "balances": [
            _balance(words, view, words.label("opening", day=words.day(view.start_on)), view.opening_coins),
            _balance(words, view, words.label("closing", day=words.day(last_on)), view.closing_coins),
        ],
        "story_title": words.label("story"),
        "story": list(view.story),
        "invitation": view.invitation,
        "movements_title": words.label("movements", coin=view.coin),
        "columns": [
            words.label("on"),
            words.label("what"),
            words.label("with_whom"),
            words.label("gave_received"),
            words.label("balance"),
        ],
        "lines": [
            {
                "on": words.short_day(line.on),
                "text": line.text,
                "detail": line.document_number,
                "counterparty": line.counterparty,
                "moved": words.moved(line.amount_coins),
                "balance": words.coins(line.balance_coins),
            }
            for line in view.lines
        ],
        "nothing_moved": words.label("nothing_moved"),
        "euro": _euro(words, view),
        "cards": _cards(words, view),
    }


def _balance(words: Words, view: StatementView, label: str, minor: int) -> dict[str, str]:
    return {"label": label, "amount": f"{words.coins(abs(minor))} {view.coin}", "standing": words.standing(minor)}


def _euro(words: Words, view: StatementView) -> dict[str, Any]:
    return {
        "title": words.label("open_euro"),
        "columns": [
            words.label("document"),
            words.label("open_vat"),
            words.label("due_on"),
            words.label("open_base"),
            words.label("due_on"),
        ],
        "rows": [_open(words, item) for item in view.open_euro],
        "sum": [
            words.label("sum"),
            words.euro(sum(item.vat_cents for item in view.open_euro)),
            words.euro(sum(item.base_cents for item in view.open_euro)),
        ],
        "hint": words.label("for_you_to_pay"),
        "prepaid": words.label("prepaid", amount=words.euro(view.prepaid_cents)) if view.prepaid_cents else "",
        "nothing": words.label("nothing_open"),
    }


def _open(words: Words, item: OpenEuro) -> list[str]:
    return [
        item.document_number,
        words.euro(item.vat_cents) if item.vat_cents else "",
        words.short_day(item.vat_due_on) if item.vat_cents else "",
        words.euro(item.base_cents) if item.base_cents else "",
        words.short_day(item.base_due_on) if item.base_cents else "",
    ]


def _cards(words: Words, view: StatementView) -> list[dict[str, Any]]:
    if view.payment is None or view.payment.pay_now_cents <= 0:
        return []
    days = [item.vat_due_on for item in view.open_euro if item.vat_cents > 0 and item.vat_due_on]
    return [
        card(
            title=words.label("card_vat"),
            amount=words.euro(view.payment.pay_now_cents),
            when=words.label("card_vat_when", day=words.day(min(days))) if days else "",
            tone="warm",
            pay=pay_part(words=words, payment=view.payment),
            note=all_in_euro(words, view.all_in_euro_url),
        )
    ]
